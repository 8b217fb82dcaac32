import { expectSeesAndHears, join, recordConnections } from '../helpers/call-page.js'
import { FirefoxPage, firefoxMissing } from '../helpers/firefox.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfFile()
const newPage = pageOpener()
const missing = firefoxMissing()
let firefox: FirefoxPage | undefined

test.skip(missing !== undefined, missing)

test.afterEach(async () => {
  await firefox?.close()
})

/** An expression that presses the button or menu item of this name, or gives false where there is none yet. */
const press = (name: string) =>
  `(() => {
    const named = (it) => (it.getAttribute('aria-label') ?? it.textContent).trim() === ${JSON.stringify(name)}
    const button = [...document.querySelectorAll('button, [role=menuitem]')].find((it) => named(it) && !it.disabled)
    button?.click()
    return button !== undefined
  })()`

/** The same, which fills in the field of this name. */
const fill = (name: string, value: string) =>
  `(() => {
    const isNamed = ({ labels }) => [...labels].some((it) => it.textContent.trim() === ${JSON.stringify(name)})
    const input = [...document.querySelectorAll('input')].find(isNamed)
    if (!input) return false
    input.value = ${JSON.stringify(value)}
    input.dispatchEvent(new Event('input', { bubbles: true }))
    return true
  })()`

/** How many pictures of the other person have been shown, once there is another; Firefox counts those of a call nowhere else. */
const shown = `new Promise((resolve) => {
  const video = document.querySelector('[data-testid=remote-video]')
  if (video) video.requestVideoFrameCallback((_, { presentedFrames }) => resolve(presentedFrames))
  else resolve(0)
})`

const hears = `(document.querySelector('[data-testid=remote-video]')?.srcObject?.getAudioTracks() ?? []).some((it) => !it.muted)`

test('Chromium and Firefox see and hear each other, write, show who is muted, and tell of the connection', async () => {
  test.slow()
  const bob = await FirefoxPage.open(`http://localhost:${host.port}/`)
  firefox = bob
  const ann = await newPage()
  await recordConnections(ann)
  await ann.goto(`http://localhost:${host.port}/`)
  await join(ann, 'Ann', 'mixed')
  await expect.poll(() => bob.evaluate(press('Enter a room'))).toBe(true)
  await expect.poll(() => bob.evaluate(fill('Your name', 'Bob'))).toBe(true)
  await expect.poll(() => bob.evaluate(fill('Room', 'mixed'))).toBe(true)
  await expect.poll(() => bob.evaluate(press('Join room'))).toBe(true)
  await expectSeesAndHears(ann)
  await expect.poll(() => bob.evaluate(hears)).toBe(true)
  await expect.poll(() => bob.evaluate(shown)).toBeGreaterThan(5)

  await expect.poll(() => bob.evaluate(press('Mute microphone'))).toBe(true)
  await expect(ann.getByLabel('Muted')).toHaveCount(1)
  await ann.getByRole('button', { name: 'Chat' }).click()
  await ann.getByRole('textbox', { name: 'Message' }).fill('from Chromium')
  await ann.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => bob.evaluate(press('Chat'))).toBe(true)
  await expect
    .poll(() => bob.evaluate(`document.querySelector('[role=log]')?.textContent ?? ''`))
    .toContain('from Chromium')
  await expect.poll(() => bob.evaluate(press('More'))).toBe(true)
  await expect.poll(() => bob.evaluate(press('Connection in numbers'))).toBe(true)
  await expect.poll(() => bob.evaluate('document.body.innerText')).toContain('Direct, by UDP')
})
