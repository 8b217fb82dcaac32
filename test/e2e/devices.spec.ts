import type { Page } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { askBeforeDevices } from '../helpers/ask-before-devices.js'
import {
  expectCameraOn,
  expectPictureMoves,
  expectSeesAndHears,
  expectWaiting,
  join,
  received,
  recordConnections,
} from '../helpers/call-page.js'
import type { ChromiumOptions } from '../helpers/chromium.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { makeTwoTones, TWO_TONES, tonesOf } from '../helpers/two-tones.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

declare global {
  interface Window {
    /** Lets in what waits for the camera, the earliest first. */
    waiting: (() => void)[]
    /** All that the page was given, and what it made of that. */
    given: MediaStreamTrack[]
    /** The names of devices that are not plugged in. */
    unplugged: Set<string>
  }
}

const host = hostOfFile()
const newPage = pageOpener()

/** The start screen with a room of the test’s own. */
async function open(browser: ChromiumOptions = {}, prepare?: (page: Page) => Promise<unknown>) {
  const page = await newPage({}, browser)
  await recordConnections(page)
  await prepare?.(page)
  await page.goto(host.page(`/${test.info().testId}`))
  return page
}

test('without camera and microphone a person still watches and listens, and is in a call with others who have none', async () => {
  const [bob, carl] = [await open({ devices: false }), await open({ devices: false })]
  await expect(bob.getByText('No camera or microphone was found. You can join to watch and listen.')).toBeVisible()
  await join(carl, 'Carl')
  await join(bob, 'Bob')
  await expect(carl.getByRole('status')).toHaveText('In a call with Bob.')
  await expect(bob.getByRole('status')).toHaveText('In a call with Carl.')
  await carl.getByRole('button', { name: 'Hang up' }).click()
  await expectWaiting(bob)

  const ann = await open()
  await join(ann, 'Ann')
  await expectSeesAndHears(bob)
  await expect(ann.getByRole('status')).toHaveText('In a call with Bob.')
  expect((await received(ann)).framesDecoded).toBe(0)
})

test('devices that another program uses are told of once, on the start screen and in the call', async () => {
  const bob = await open({}, (page) =>
    page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('Could not start video source', 'NotReadableError')
      }
    }),
  )
  const told = bob.getByText('another program may be using')
  await expect(told).toHaveText(['Camera and microphone did not start; another program may be using them.'])
  await join(bob, 'Bob')
  await expectWaiting(bob)
  await expect(told).toHaveCount(0)
  await bob.getByRole('button', { name: 'Turn on camera' }).click()
  await expect(told.filter({ visible: true })).toHaveCount(1)
})

test('a person who allows neither joins, and can allow them later in the call', async () => {
  const bob = await open({ allowed: false })
  await bob.context().clearPermissions()
  await expect(bob.getByText('Camera and microphone are not allowed.')).toBeVisible()
  const ann = await open()
  await join(ann, 'Ann')
  await expectWaiting(ann)
  await join(bob, 'Bob')
  await expectSeesAndHears(bob)

  await bob.context().grantPermissions(['camera', 'microphone'])
  await bob.getByRole('button', { name: 'Turn on camera' }).click()
  await bob.getByRole('button', { name: 'Unmute microphone' }).click()
  await expectSeesAndHears(ann)
})

test('while the browser asks, the preview says what to press, and that nobody sees one before one joins', async () => {
  const ann = await open({}, askBeforeDevices)
  await expect(ann.getByText('Press “Allow” so that others can see and hear you')).toBeVisible()
  await expect(ann.getByText('Nobody sees you before you join.')).toBeVisible()
  await expectNoViolations(ann)
  await ann.evaluate(() => dispatchEvent(new Event('allow')))
  await expectCameraOn(ann)
  await expect(ann.getByText('Press “Allow”')).toHaveCount(0)
})

test('another camera can be chosen', async () => {
  const ann = await open()
  const picker = ann.getByLabel('Camera', { exact: true })
  await expect(picker).toBeVisible()
  const chosen = await picker.inputValue()
  const other = await picker.locator('option').evaluateAll((options, current) => {
    return options.map((option) => (option as HTMLOptionElement).value).find((value) => value !== current)
  }, chosen)
  expect(other).toBeDefined()
  await picker.selectOption(other ?? '')
  const inUse = () =>
    ann.getByTestId('local-video').evaluate((video: HTMLVideoElement) => {
      // There is none while the camera changes.
      const stream = video.srcObject as MediaStream | null
      return stream?.getVideoTracks().map((track) => track.getSettings().deviceId)
    })
  await expect.poll(inUse).toEqual([other])
  await expectPictureMoves(ann, 'local-video')
})

/** Lets the test plug devices in and out, and count the tracks that capture. */
const withPlugs = (page: Page) =>
  page.addInitScript(() => {
    window.given = []
    window.unplugged = new Set()
    const { mediaDevices } = navigator
    const enumerate = mediaDevices.enumerateDevices.bind(mediaDevices)
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.enumerateDevices = async () => (await enumerate()).filter(({ label }) => !window.unplugged.has(label))
    mediaDevices.getUserMedia = async (constraints = {}) => {
      const there = await mediaDevices.enumerateDevices()
      const asked = Object.entries(constraints).map(([kind, wanted]) => {
        const first = there.find((device) => device.kind === `${kind}input`)
        return [kind, window.unplugged.size > 0 ? { deviceId: { exact: first?.deviceId }, ...wanted } : wanted]
      })
      const stream = await getUserMedia(Object.fromEntries(asked))
      if (stream.getTracks().some(({ label }) => window.unplugged.has(label))) {
        for (const track of stream.getTracks()) track.stop()
        throw new DOMException('It is gone', 'OverconstrainedError')
      }
      window.given.push(...stream.getTracks())
      return stream
    }
    const { clone } = MediaStreamTrack.prototype
    MediaStreamTrack.prototype.clone = function () {
      const made = clone.call(this)
      window.given.push(made)
      return made
    }
  })

const replug = (page: Page, unplugged: readonly string[]) =>
  page.evaluate((names) => {
    window.unplugged = new Set(names)
    for (const track of window.given) if (window.unplugged.has(track.label)) track.stop()
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  }, unplugged)

const sent = (page: Page) =>
  page.evaluate(() => {
    const track = window.connections.at(-1)?.getTransceivers()[0]?.sender.track
    return { name: track?.label, isOn: track?.enabled }
  })

test('what is in use follows what is plugged in and what the person sees', async () => {
  const [ann, bob] = [await open({}, withPlugs), await open()]
  await join(ann, 'Ann')
  await expectWaiting(ann)
  await join(bob, 'Finn')
  await expectSeesAndHears(bob)

  await test.step('a microphone that is pulled out of a call is replaced, and used again when it is back, muted as it was', async () => {
    const { name = '' } = await sent(ann)
    await replug(ann, [name])
    await expect(ann.getByText(`${name} is gone;`)).toHaveText(/ is the microphone now\.$/)
    await keepScreenshot(ann, 'device-gone')
    expect(await sent(ann)).toEqual({ name: expect.not.stringMatching(name), isOn: true })
    await expectSeesAndHears(bob)

    await button(ann, 'Mute microphone').click()
    await replug(ann, [])
    await expect(ann.getByText(`${name} is back, and is the microphone again.`)).toBeVisible()
    expect(await sent(ann)).toEqual({ name, isOn: false })
    await expect(bob.getByLabel('Muted')).toHaveCount(1)
    await button(ann, 'Unmute microphone').click()
  })

  await test.step('no camera or microphone is live where the person does not see that it is', async () => {
    const live = () => ann.evaluate(() => window.given.filter(({ readyState }) => readyState === 'live').length)
    await ann.getByRole('button', { name: 'Hang up' }).click()
    await expect(ann.getByText(/^You left /)).toBeVisible()
    await expect.poll(live).toBe(0)

    await ann.getByRole('button', { name: 'Back' }).click()
    await expectCameraOn(ann)
    await expect.poll(live).toBe(2)
    await bob.getByRole('button', { name: 'Hang up' }).click()
    await bob.getByRole('button', { name: 'Back' }).click()
    await ann.getByRole('button', { name: 'Call Finn' }).click()
    await bob.getByRole('button', { name: 'Decline' }).click()
    await expect(ann.getByText('Finn declined')).toBeVisible()
    await expect.poll(live).toBe(0)
  })
})

/** A camera that takes its time, every time, until the test lets it in. */
const withSlowCamera = (page: Page) =>
  page.addInitScript(() => {
    window.waiting = []
    const { mediaDevices } = navigator
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (constraints) => {
      if (constraints?.video) await new Promise<void>((resolve) => window.waiting.push(resolve))
      return getUserMedia(constraints)
    }
  })

const letCameraIn = (page: Page) =>
  page.waitForFunction(() => {
    const letIn = window.waiting.shift()
    letIn?.()
    return letIn !== undefined
  })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** Whether the microphone that the page sends is heard. */
const isHeard = (page: Page) =>
  page.evaluate(() => window.connections.at(-1)?.getTransceivers()[0]?.sender.track?.enabled)

test('whoever mutes while the camera is slow is muted', async () => {
  const ann = await open({}, withSlowCamera)
  await button(ann, 'Mute microphone').click()
  await expect(button(ann, 'Unmute microphone')).toBeVisible()
  const bob = await open({ devices: false })
  await join(ann, 'Ann')
  await expectWaiting(ann)
  await join(bob, 'Bob')

  await test.step('where both are asked for: once they are there', async () => {
    await expect(ann.getByRole('status')).toHaveText('In a call with Bob.')
    await letCameraIn(ann)
    await expectPictureMoves(bob)
    await expect(button(ann, 'Unmute microphone')).toBeVisible()
    expect(await isHeard(ann)).toBe(false)
    await button(ann, 'Unmute microphone').click()
    await expectSeesAndHears(bob)
  })

  await test.step('where the camera is asked for: at once', async () => {
    await button(ann, 'Turn off camera').click()
    await button(ann, 'Turn on camera').click()
    await button(ann, 'Mute microphone').click()
    await expect(button(ann, 'Unmute microphone')).toBeVisible()
    // Bob, who has no microphone, is marked too.
    await expect(bob.getByRole('figure').filter({ hasText: 'Ann' }).getByLabel('Muted')).toHaveCount(1)
    expect(await isHeard(ann)).toBe(false)

    await letCameraIn(ann)
    await expect(button(ann, 'Turn off camera')).toHaveAttribute('aria-busy', 'false')
    await expectPictureMoves(bob)
    expect(await isHeard(ann)).toBe(false)
    await button(ann, 'Unmute microphone').click()
    await expectSeesAndHears(bob)
  })
})

/** Gives the page a microphone of two channels that hears a low tone on its left, and a high one on its right. */
async function hearTwoTones(page: Page): Promise<void> {
  await makeTwoTones(page)
  await page.addInitScript(() => {
    const { mediaDevices } = navigator
    const ask = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints)
      if (!JSON.stringify(constraints?.audio ?? '').includes('"channelCount"')) return stream
      const [[microphone], tones] = [stream.getAudioTracks(), window.twoTones()]
      if (!microphone) throw new Error('There is no sound.')
      // What is not of a device that is plugged in counts as gone.
      tones.getSettings = () => microphone.getSettings()
      return new MediaStream([tones, ...stream.getVideoTracks()])
    }
  })
}

test('a loudspeaker is chosen in the call, and sound as it is reaches the other side, in stereo', async () => {
  const [ann, bob] = [await open({}, hearTwoTones), await open({ devices: false })]
  await join(ann, 'Ann')
  await expectWaiting(ann)
  await join(bob, 'Bob')
  await expectSeesAndHears(bob)
  const menu = button(ann, 'Choose microphone')
  await menu.click()
  await expectNoViolations(ann)
  const name = 'Fake Audio Output 1'
  const speaker = ann.getByRole('group', { name: 'Loudspeaker' }).getByRole('menuitemradio', { name })
  // The search for violations may have taken the focus, and so closed the menu.
  if (!(await speaker.isVisible())) await menu.click()
  await speaker.click()
  const through = () =>
    ann.evaluate(async () => {
      const all = await navigator.mediaDevices.enumerateDevices()
      const nameOf = (id: string) =>
        all.find((device) => device.kind === 'audiooutput' && device.deviceId === id)?.label
      return [...new Set([...document.querySelectorAll('audio')].map(({ sinkId }) => nameOf(sinkId)))]
    })
  await expect.poll(through).toEqual([name])

  await ann.evaluate(() => {
    const { start } = AudioScheduledSourceNode.prototype
    const contexts = new Set<AudioContext>()
    AudioScheduledSourceNode.prototype.start = function (...args) {
      contexts.add(this.context as AudioContext)
      return start.apply(this, args)
    }
    const sinks = () => [...contexts].map((context) => (context as unknown as { sinkId: string }).sinkId)
    Object.assign(window, { soundingThrough: sinks })
  })
  await menu.click()
  await ann.getByRole('menuitem', { name: 'Play a test tone' }).click()
  const chosen = await ann.evaluate(() => document.querySelector('audio')?.sinkId)
  const soundingThrough = () =>
    ann.evaluate(() => (window as unknown as { soundingThrough(): string[] }).soundingThrough())
  await expect.poll(soundingThrough).toEqual([chosen])

  await menu.click()
  await ann.getByRole('menuitemcheckbox', { name: 'Original sound' }).click()
  const music = () =>
    ann.evaluate(() => {
      const sender = window.connections.at(-1)?.getTransceivers()[0]?.sender
      const { contentHint } = sender?.track ?? {}
      return { maxBitrate: sender?.getParameters().encodings[0]?.maxBitrate, contentHint }
    })
  await expect.poll(music).toEqual({ maxBitrate: 256_000, contentHint: 'music' })
  await expect.poll(() => tonesOf(bob, 'microphone')).toEqual(TWO_TONES)
  await expectSeesAndHears(bob)
  await menu.click()
  await ann.getByRole('menuitemcheckbox', { name: 'Original sound' }).click()
  await expect.poll(music).toEqual({ maxBitrate: undefined, contentHint: '' })
  // Of the microphone, whose section is the first; a shared screen's sound is in stereo always.
  const saidOf = (page: Page) =>
    page.evaluate(() => window.connections.at(-1)?.localDescription?.sdp.split(/^(?=m=)/m)[1])
  for (const page of [ann, bob]) await expect.poll(() => saidOf(page)).not.toContain('stereo=1')
  // Forward error correction: a packet of Opus has enough of the one before to make up for its loss.
  for (const page of [ann, bob]) expect(await saidOf(page)).toMatch(/^a=fmtp:\d+ .*useinbandfec=1/m)
  await expectSeesAndHears(bob)
})
