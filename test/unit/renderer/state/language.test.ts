import { expect, onTestFinished, test, vi } from 'vitest'

test('what is said later is no reason to draw anew what is there', async () => {
  // A page that has said nothing yet.
  vi.resetModules()
  const { effect } = await import('@preact/signals')
  const { speak, speakOfLater, t } = await import('../../../../renderer/state/language.js')
  await speak('en', [])
  let drawn = 0
  onTestFinished(
    effect(() => {
      t('start/join-room')
      drawn++
    }),
  )
  await speakOfLater()
  expect(drawn).toBe(1)
  expect(t('problems/part-missing-title')).not.toContain('problems/')
  await speak('ko', [])
  expect(drawn).toBe(2)
  expect(t('problems/part-missing-title')).not.toContain('problems/')
})
