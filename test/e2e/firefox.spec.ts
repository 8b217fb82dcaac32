import {
  expectPictureMoves,
  expectSeesAndHears,
  join,
  keepConnections,
  recordConnections,
} from '../helpers/call-page.js'
import { FirefoxPage, firefoxMissing } from '../helpers/firefox.js'
import { shareTwoTones } from '../helpers/two-tones.js'
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

/** How many of these pictures have been shown, once there is another; Firefox counts those of a call nowhere else. */
const shownOf = (testId: string) => `new Promise((resolve) => {
  const video = document.querySelector('[data-testid=${testId}]')
  if (video) video.requestVideoFrameCallback((_, { presentedFrames }) => resolve(presentedFrames))
  else resolve(0)
})`

const shown = shownOf('remote-video')

const hears = `(document.querySelector('[data-testid=remote-video]')?.srcObject?.getAudioTracks() ?? []).some((it) => !it.muted)`

async function joinInFirefox(bob: FirefoxPage, room: string): Promise<void> {
  await expect.poll(() => bob.evaluate(press('Enter a room'))).toBe(true)
  await expect.poll(() => bob.evaluate(fill('Your name', 'Bob'))).toBe(true)
  await expect.poll(() => bob.evaluate(fill('Room', room))).toBe(true)
  await expect.poll(() => bob.evaluate(press('Join room'))).toBe(true)
}

test('Chromium and Firefox see and hear each other, write, show who is muted, and tell of the connection', async () => {
  test.slow()
  const bob = await FirefoxPage.open(`http://localhost:${host.port}/`)
  firefox = bob
  const ann = await newPage()
  await recordConnections(ann)
  await ann.goto(`http://localhost:${host.port}/`)
  await join(ann, 'Ann', 'mixed')
  await joinInFirefox(bob, 'mixed')
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

/** An expression that has Firefox share a picture that changes, with sound, which it has none of from a screen. */
const SHARES = `(() => {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  setInterval(() => {
    pen.fillStyle = pen.fillStyle === '#000000' ? '#ffffff' : '#000000'
    pen.fillRect(0, 0, canvas.width, canvas.height)
  }, 100)
  navigator.mediaDevices.getDisplayMedia = async () => {
    const sound = await navigator.mediaDevices.getUserMedia({ audio: true })
    return new MediaStream([...canvas.captureStream(10).getTracks(), ...sound.getTracks()])
  }
})()`

/** An expression for how loud a shared screen's sound, the last of what the connection carries, has been, and its format. */
const SCREEN_SOUND = `(async () => {
  const [connection] = window.connections.slice(-1)
  const report = await connection.getTransceivers().at(-1).receiver.getStats()
  const [inbound] = [...report.values()].filter(({ type }) => type === 'inbound-rtp')
  const { sdpFmtpLine = '' } = report.get(inbound?.codecId) ?? {}
  return { isHeard: (inbound?.totalAudioEnergy ?? 0) > 0, isStereo: sdpFmtpLine.includes('stereo=1') }
})()`

for (const first of ['Chromium', 'Firefox']) {
  test(`a screen that is shared is seen and heard in the other browser, where ${first} was there first`, async () => {
    test.slow()
    const bob = await FirefoxPage.open(`http://localhost:${host.port}/`, keepConnections)
    firefox = bob
    const ann = await newPage()
    await recordConnections(ann)
    await shareTwoTones(ann)
    await ann.goto(`http://localhost:${host.port}/`)
    const enter = [() => join(ann, 'Ann', `screens-${first}`), () => joinInFirefox(bob, `screens-${first}`)]
    if (first === 'Firefox') enter.reverse()
    for (const each of enter) await each()
    await expectSeesAndHears(ann)

    await ann.getByRole('button', { name: 'Share screen', exact: true }).click()
    await expect.poll(() => bob.evaluate(shownOf('remote-screen'))).toBeGreaterThan(1)
    await expect.poll(() => bob.evaluate(SCREEN_SOUND)).toEqual({ isHeard: true, isStereo: true })
    await bob.evaluate(SHARES)
    await expect.poll(() => bob.evaluate(press('Share screen'))).toBe(true)
    await expectPictureMoves(ann, 'remote-screen')
    await expect.poll(() => ann.evaluate(SCREEN_SOUND)).toMatchObject({ isHeard: true })

    await expectSeesAndHears(ann)
    await expect.poll(() => bob.evaluate(hears)).toBe(true)
  })
}
