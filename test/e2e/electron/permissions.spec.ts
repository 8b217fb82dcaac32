import { expect, test } from '../fixtures.js'

test('the page gets camera and microphone', async ({ apps }) => {
  const { page } = await apps.launch()
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()
  const video = page.getByTestId('local-video')
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0)
})

test('the page gets nothing that a call does not need', async ({ apps }) => {
  const { page } = await apps.launch()
  const code = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve(0),
          (error) => resolve(error.code),
        )
      }),
  )
  expect(code).toBe(1) // PERMISSION_DENIED
  const midi = await page.evaluate(() => navigator.requestMIDIAccess({ sysex: true }).catch(({ name }) => name))
  expect(midi).toMatch(/^(NotAllowed|Security)Error$/)
})
