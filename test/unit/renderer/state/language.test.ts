import { effect } from '@preact/signals-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { speak, speakOfLater, t } from '../../../../renderer/state/language.js'

vi.mock('../../../../common/locales/en/later.js', () => ({ later: { 'problems/part-missing-title': 'Not there' } }))

test('what is said later is no reason to draw anew what is there', async () => {
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
  expect(t('problems/part-missing-title')).toBe('Not there')
  await speak('ko', [])
  expect(drawn).toBe(2)
})
