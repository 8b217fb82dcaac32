import type { Locator } from 'playwright'
import { expect, test } from '../support/fixtures.js'

/** Browsers trust it with devices, as they do the app's own page, which goes by localhost. */
const FOREIGN = 'http://127.0.0.1:8008/'

/** What comes of asking for camera and microphone from where this is shown. */
const askFromPageOf = (element: Locator) =>
  element.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
      () => 'granted',
      ({ name }: Error) => name,
    ),
  )

test('the page gets camera and microphone', async ({ apps }) => {
  const { page } = await apps.launch()
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toHaveAttribute('aria-busy', 'false')
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

test('camera and microphone are for the page of the app alone', async ({ apps }) => {
  const { app, page } = await apps.launch()
  const { origin } = new URL(page.url())
  const show = (url: string, body: string) =>
    app.context().route(url, (route) => route.fulfill({ contentType: 'text/html', body }))
  await show(FOREIGN, '<p>Elsewhere</p>')
  // As though its policies did not keep other pages out of it.
  await show(`${origin}/framing`, `<p>Here</p><iframe src="${FOREIGN}" allow="camera; microphone"></iframe>`)

  await page.goto(`${origin}/framing`)
  expect(await askFromPageOf(page.locator('p'))).toBe('granted')
  expect(await askFromPageOf(page.frameLocator('iframe').locator('p'))).toBe('NotAllowedError')

  const opening = app.waitForEvent('window')
  await app.evaluate(({ BrowserWindow }) => new BrowserWindow({ show: false }).loadURL('about:blank'))
  const foreign = await opening
  await foreign.goto(FOREIGN)
  expect(await askFromPageOf(foreign.locator('p'))).toBe('NotAllowedError')
})
