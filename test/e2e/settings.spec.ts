import type { Page } from 'playwright'
import type { Socket } from 'socket.io-client'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectCameraOn, expectPictureMoves, expectWaiting, join, recordConnections } from '../helpers/call-page.js'
import type { ChromiumOptions } from '../helpers/chromium.js'
import { type StunServer, type StunServerOptions, startStunServer } from '../helpers/stun-server.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { silentPeople } from './support/silent-people.js'
import { chooseTab, expectHoldsUnkept, openSettings, saveSettings } from './support/start-screen.js'

declare global {
  interface Window {
    /** What the page has made for its sounds. */
    sounds: { contexts: number; tones: number }
  }
}

const host = hostOfFile()
const newPage = pageOpener()
const addSilent = silentPeople(host)
/** Without camera and microphone, where Chromium hides this machine's addresses and so tells every answer of a server. */
const HIDING = { allowed: false }
const servers: StunServer[] = []

test.afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function open(browser?: ChromiumOptions): Promise<Page> {
  const page = await newPage({}, browser)
  await recordConnections(page)
  await page.goto(host.page())
  return page
}

async function addServer(page: Page, url: string): Promise<void> {
  await chooseTab(page, 'Advanced')
  await page.getByRole('button', { name: 'Add server' }).click()
  await expect(page.getByLabel('Server address').last()).toBeFocused()
  await page.keyboard.type(url)
}

/** On the address that others on the network see, since browsers ask no server through the loopback interface alone. */
async function startStun(options?: StunServerOptions): Promise<StunServer> {
  const [address] = host.addresses
  test.skip(address === undefined, 'this machine has no network')
  const server = await startStunServer(address ?? '', options)
  servers.push(server)
  return server
}

const iceServersOf = (page: Page) =>
  page.evaluate(() => window.connections.map((connection) => connection.getConfiguration().iceServers))

/** The servers that the page's connections may ask besides the host's own relay. */
const otherServersOf = async (page: Page) => {
  const relay = new RegExp(`^turn:[\\d.]+:${host.port}\\?transport=(udp|tcp)$`)
  const isRelay = ({ urls }: RTCIceServer) => [urls].flat().every((url) => relay.test(url))
  return (await iceServersOf(page)).flatMap((servers) => servers ?? []).filter((server) => !isRelay(server))
}

/** The id of the person by that name, once they are listed. */
const idOf = (asker: Socket, name: string) =>
  new Promise<string>((resolve) => {
    asker.on('updateUserlist', ({ users }: { users: { id: string; name: string }[] }) => {
      const found = users.find((user) => user.name === name)
      if (found) resolve(found.id)
    })
  })

/** Counts the page's sounds. To be called before the page is loaded. */
async function countSounds(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.sounds = { contexts: 0, tones: 0 }
    window.AudioContext = class extends AudioContext {
      constructor(options?: AudioContextOptions) {
        super(options)
        // Another one measures how loud the microphone is, and plays nothing.
        if (options?.latencyHint !== 'playback') window.sounds.contexts++
      }
    }
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function (...when) {
      window.sounds.tones++
      start.apply(this, when)
    }
  })
}

const soundsOf = (page: Page) => page.evaluate(() => window.sounds)
const keptIn = (page: Page) => page.evaluate(() => JSON.parse(localStorage.getItem('lanline.settings') ?? 'null'))
const optionsOf = (page: Page, label: string) =>
  page
    .getByRole('dialog')
    .getByLabel(label)
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))

test('closing throws nothing away without a question, and a name that is too long is said at its field', async () => {
  const page = await open()
  await openSettings(page)
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  const name = dialog.getByLabel('Name')
  await name.fill('x'.repeat(41))
  await saveSettings(page)
  await expect(page.getByRole('alert')).toHaveText('A name has at most 40 letters, numbers or signs.')
  await expect(name).toBeFocused()
  await name.fill('Ann')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('alert')).toHaveText('Your changes are not saved.')
  await page.getByRole('button', { name: 'Throw them away' }).click()
  await expect(page.getByLabel('Your name')).toHaveValue('')
  expect(await keptIn(page)).toBeNull()

  // By keyboard.
  await openSettings(page)
  await name.fill('Ann')
  for (let time = 0; time < 2; time++) {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Keep editing' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('tab', { name: 'You' })).toBeFocused()
    await expect(name).toHaveValue('Ann')
  }
  await saveSettings(page)
  await expect(page.getByLabel('Your name')).toHaveValue('Ann')

  // Where nothing was changed there is nothing to ask.
  await openSettings(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('the parts of the settings are tabs, which arrows move through', async () => {
  const page = await open()
  await openSettings(page)
  const tabs = page.getByRole('tab')
  await expect(tabs).toHaveText(['You', 'This computer', 'Advanced'])
  await tabs.first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(tabs.nth(1)).toBeFocused()
  await expect(page.getByRole('tabpanel', { name: 'This computer' }).getByLabel('People in a room')).toHaveValue('2')
  await page.keyboard.press('End')
  await expect(
    page.getByRole('tabpanel', { name: 'Advanced' }).getByRole('button', { name: 'Add server' }),
  ).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tabpanel', { name: 'You' }).getByLabel('Name')).toBeVisible()

  await expect(page.getByRole('checkbox', { name: 'Short sounds in calls' })).toBeChecked()

  // What is wrong is shown, wherever it is.
  const name = page.getByRole('tabpanel', { name: 'You' }).getByLabel('Name')
  await name.fill('x'.repeat(41))
  await chooseTab(page, 'Advanced')
  await saveSettings(page)
  await expect(name).toBeFocused()
})

test('what an earlier page kept is taken over, and what a newer one kept is left alone', async () => {
  const page = await open()
  await page.evaluate(() => {
    localStorage.setItem('lanline.name', 'Ann')
    localStorage.setItem(
      'lanline.settings',
      '{"version":1,"iceServers":[{"url":"stun:192.0.2.7","username":"","credential":""}]}',
    )
  })
  await page.reload()
  await expect(page.getByLabel('Your name')).toHaveValue('Ann')
  expect(await keptIn(page)).toMatchObject({
    version: 2,
    person: { name: 'Ann', iceServers: [{ url: 'stun:192.0.2.7' }] },
  })
  expect(await page.evaluate(() => localStorage.getItem('lanline.name'))).toBeNull()

  const newer = await keptIn(page).then((kept) => JSON.stringify({ ...kept, version: 3, more: true }))
  await page.evaluate((text) => localStorage.setItem('lanline.settings', text), newer)
  await page.reload()
  await expect(page.getByText('kept by a newer version of Lanline')).toBeVisible()
  await expectHoldsUnkept(page)
  expect(await page.evaluate(() => localStorage.getItem('lanline.settings'))).toBe(newer)
  await page.getByRole('button', { name: 'OK' }).click()
  await expect(page.getByText('kept by a newer version of Lanline')).toHaveCount(0)

  await test.step('what makes no sense is as if there were nothing', async () => {
    const senseless = '{"version":1,"iceServers":[{"url":"stun://x"}]}'
    await page.evaluate((text) => localStorage.setItem('lanline.settings', text), senseless)
    await page.reload()
    await openSettings(page)
    await expect(page.getByLabel('Server address')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await join(page, 'Ann', 'sense')
    await expectWaiting(page)
  })
})

test.describe('where pictures have the size that was asked for', () => {
  test.use({ hasSmallPictures: false })

  test('name, devices, quality and ring sound are kept over a reload', async () => {
    const page = await open({ whole: true })
    await expectCameraOn(page)
    await openSettings(page)
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Ann')
    const [, second = ''] = await optionsOf(page, 'Camera')
    await dialog.getByLabel('Camera').selectOption(second)
    await dialog.getByLabel('Picture quality').selectOption('saving')
    await dialog.getByLabel('Ring when someone calls').uncheck()
    await saveSettings(page)
    await expect(dialog).toHaveCount(0)
    await expect(page.getByLabel('Your name')).toHaveValue('Ann')
    await expect(page.getByLabel('Camera', { exact: true })).toHaveValue(second)

    await page.reload()
    await expect(page.getByLabel('Your name')).toHaveValue('Ann')
    await expect(page.getByLabel('Camera', { exact: true })).toHaveValue(second)
    await expect.poll(() => page.getByTestId('local-video').evaluate(sizeOf)).toBe('640x360')
    await openSettings(page)
    await expect(dialog.getByLabel('Name')).toHaveValue('Ann')
    await expect(dialog.getByLabel('Picture quality')).toHaveValue('saving')
    await expect(dialog.getByLabel('Ring when someone calls')).not.toBeChecked()

    await test.step('a device that is gone is replaced, and the other one is still the one that was chosen', async () => {
      const microphone = (await optionsOf(page, 'Microphone')).at(-1) ?? ''
      const person = { videoDevice: 'unplugged', audioDevice: microphone }
      const kept = JSON.stringify({ version: 2, person })
      await page.evaluate((text) => localStorage.setItem('lanline.settings', text), kept)
      await page.reload()
      await expectCameraOn(page)
      await expect(page.getByLabel('Microphone', { exact: true })).toHaveValue(microphone)
      await openSettings(page)
      await dialog.getByLabel('Name').fill('Ann')
      await saveSettings(page)
      // Once it is plugged in again it is used again.
      await expect.poll(() => keptIn(page)).toMatchObject({ person })
    })
  })

  test('the quality of the picture follows the settings in a running call', async () => {
    // Pages of one browser share the camera, and so its pictures.
    const [ann, bob] = [await open(), await open({ devices: false })]
    await join(ann, 'Ann', 'quality')
    await join(bob, 'Bob', 'quality')
    await expectPictureMoves(bob)
    for (const [quality, size, limits] of [
      ['high', '1920x1080', { maxBitrate: 16_000_000, maxFramerate: 30 }],
      ['auto', '1920x1080', { maxBitrate: 8_000_000, maxFramerate: 30 }],
      ['saving', '640x360', { maxBitrate: 500_000, maxFramerate: 15 }],
    ] as const) {
      await ann.getByRole('button', { name: 'More' }).click()
      await ann.getByRole('menuitem', { name: 'Settings' }).click()
      await ann.getByLabel('Picture quality').selectOption(quality)
      await saveSettings(ann)
      await expect.poll(() => limitsOf(ann)).toEqual(limits)
      await expect.poll(() => ann.getByTestId('local-video').evaluate(sizeOf)).toBe(size)
      // A busy machine sends even less.
      if (quality === 'saving') await expect.poll(() => widthAt(bob)).toBeLessThanOrEqual(640)
    }
    await expectPictureMoves(bob)

    // Whoever comes later gets it as well.
    await bob.reload()
    await expectPictureMoves(bob)
    await expect.poll(() => limitsOf(ann)).toEqual({ maxBitrate: 500_000, maxFramerate: 15 })
  })
})

test('the ring can be tried, and turned off', async () => {
  const cem = await newPage()
  await countSounds(cem)
  await cem.goto(host.page())
  await openSettings(cem)
  await cem.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(() => soundsOf(cem)).toEqual({ contexts: 1, tones: 2 })
  await cem.getByRole('dialog').getByLabel('Name').fill('Cem')
  await saveSettings(cem)
  const ann = await addSilent('Ann')
  const id = await idOf(ann, 'Cem')
  await ann.emitWithAck('call', { to: id })
  await expect(cem.getByRole('dialog', { name: 'is calling' })).toBeVisible()
  await expect.poll(async () => (await soundsOf(cem)).tones).toBeGreaterThan(2)
  await cem.getByRole('button', { name: 'Decline' }).click()

  await openSettings(cem)
  await cem.getByLabel('Ring when someone calls').uncheck()
  await saveSettings(cem)
  const before = await soundsOf(cem)
  await ann.emitWithAck('leave')
  await ann.emitWithAck('call', { to: id })
  await expect(cem.getByRole('dialog', { name: 'is calling' })).toBeVisible()
  await cem.getByRole('button', { name: 'Decline' }).click()
  await expect(cem.getByRole('dialog')).toHaveCount(0)
  expect(await soundsOf(cem)).toEqual(before)
})

test('servers that the person names are kept over a reload, asked in the next call, nobody else is, and gone once removed', async () => {
  const ann = await open()
  const stun = await startStun()
  await openSettings(ann)
  await addServer(ann, stun.url)
  await addServer(ann, 'turn:192.0.2.7:3478?transport=tcp')
  await ann.getByLabel('User name').fill('ann')
  await ann.getByLabel('Password').fill('secret')
  await saveSettings(ann)
  await expect(ann.getByRole('dialog')).toHaveCount(0)
  await expect(ann.getByRole('button', { name: 'Settings' })).toBeFocused()

  await ann.reload()
  await openSettings(ann)
  await expect(ann.getByLabel('Server address').first()).toHaveValue(stun.url)
  await expect(ann.getByLabel('User name')).toHaveValue('ann')
  await ann.keyboard.press('Escape')

  const bob = await open({ devices: false })
  await join(ann, 'Ann', 'kept')
  await join(bob, 'Bob', 'kept')
  await expectPictureMoves(bob)
  expect((await iceServersOf(ann)).map((urls) => JSON.stringify(urls)).at(-1)).toContain(
    'turn:192.0.2.7:3478?transport=tcp',
  )
  expect(stun.requests).toBeGreaterThan(0)
  expect(await otherServersOf(bob)).toEqual([])

  await ann.getByRole('button', { name: 'More' }).click()
  await ann.getByRole('menuitem', { name: 'Settings' }).click()
  await chooseTab(ann, 'Advanced')
  await ann.getByRole('button', { name: 'Remove' }).first().click()
  await ann.getByRole('button', { name: 'Remove' }).click()
  await saveSettings(ann)
  await ann.getByRole('button', { name: 'Hang up' }).click()
  await ann.reload()
  await openSettings(ann)
  await expect(ann.getByLabel('Server address')).toHaveCount(0)
})

test('what was entered wrongly is said, and nothing is kept until it is right', async () => {
  const page = await open()
  await openSettings(page)
  await addServer(page, 'stun.example.org')
  await saveSettings(page)
  const problem = page.getByRole('alert')
  await expect(problem).toContainText('The address begins with stun:')
  const field = page.getByLabel('Server address')
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute('aria-invalid', 'true')

  for (const [url, sentence] of [
    ['stun://stun.example.org', 'Leave the two slashes out'],
    ['stun:my server', 'the server’s name or IP address'],
    ['stun:192.168.1.5:99999', 'from 1 to 65535'],
    ['stun:192.168.1.5?transport=udp', 'only turn: and turns: addresses have that'],
    ['turn:192.168.1.5?transport=sctp', 'transport=udp or transport=tcp'],
    ['turn:192.168.1.5', 'A TURN server asks for a user name and a password'],
  ] as const) {
    await field.fill(url)
    await expect(problem).toHaveCount(0)
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await expect(problem).toContainText(sentence)
  }
  await page.keyboard.press('Escape')
  await page.reload()
  await openSettings(page)
  await expect(field).toHaveCount(0)
})

test('the test tells at which address a server sees this machine', async () => {
  const page = await open(HIDING)
  const stun = await startStun()
  await openSettings(page)
  await addServer(page, stun.url)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText(`The server answered and sees you at ${host.addresses[0]}.`)).toBeVisible()
  expect(stun.requests).toBeGreaterThan(0)
  await expectAllClosed(page)
})

test('the test tells of an answer that Chromium keeps to itself, because it brings nothing new', async () => {
  const page = await open({ whole: true })
  const stun = await startStun()
  await expectCameraOn(page)
  await openSettings(page)
  await addServer(page, stun.url)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText('sees you at your own address: there is no router in between')).toBeVisible()
  expect(stun.requests).toBeGreaterThan(0)
})

test('the test tells what became of it', async () => {
  const page = await open()
  const silent = await startStun({ mute: true })
  const behindRouter = await startStun({ seenAs: { address: '203.0.113.7', port: 4242 } })
  await page.clock.install()
  await openSettings(page)
  await addServer(page, behindRouter.url)
  const field = page.getByLabel('Server address')
  const button = page.getByRole('button', { name: 'Test', exact: true })

  await test.step('an address that is another, as behind a router', async () => {
    await button.click()
    await expect(page.getByText('The server answered and sees you at 203.0.113.7.')).toBeVisible()
    await expectAllClosed(page)
  })

  await test.step('why a server cannot be asked', async () => {
    await field.fill('stun:no-such-host.invalid')
    await button.click()
    await expect(page.getByText(/^The server could not be reached\..*code 701/)).toBeVisible()
    await expectAllClosed(page)
  })

  const testing = page.getByRole('button', { name: 'Testing…' })
  await test.step('that a server does not answer, which it is given 10 seconds for', async () => {
    await field.fill(silent.url)
    await button.click()
    await expect(testing).toBeDisabled()
    await expect.poll(() => silent.requests).toBeGreaterThan(1)
    await page.clock.fastForward(5_000)
    await expect(testing).toBeDisabled()
    await page.clock.fastForward(5_000)
    await expect(page.getByText('The server did not answer within 10 seconds.')).toBeVisible()
    await expectAllClosed(page)
  })

  await test.step('one that is left alone ends with the dialog', async () => {
    await button.click()
    await expect(testing).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Throw them away' }).click()
    await expectAllClosed(page)
  })
})

test('the settings can be read and used by everyone', async () => {
  test.slow()
  const page = await open()
  await openSettings(page)
  await expectNoViolations(page)
  await addServer(page, 'turn:192.168.1.5')
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await addServer(page, 'stun:no-such-host.invalid')
  await page.getByRole('button', { name: 'Test', exact: true }).nth(1).click()
  await expect(page.getByText('The server could not be reached.')).toBeVisible()
  await expectNoViolations(page)
})

/** Every connection that the page has made. */
async function expectAllClosed(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => window.connections.map(({ connectionState }) => connectionState)))
    .not.toContainEqual(expect.stringMatching(/^(?!closed$)/))
}

const sizeOf = (video: Element) => {
  const { videoWidth, videoHeight } = video as HTMLVideoElement
  return `${videoWidth}x${videoHeight}`
}

const widthAt = (page: Page) =>
  page.getByTestId('remote-video').evaluate((video) => (video as HTMLVideoElement).videoWidth)

/** What the page's newest connection keeps the camera to. */
const limitsOf = (page: Page) =>
  page.evaluate(() => {
    const camera = window.connections.at(-1)?.getTransceivers()[1]
    const { maxBitrate, maxFramerate } = camera?.sender.getParameters().encodings[0] ?? {}
    return { ...(maxBitrate !== undefined && { maxBitrate }), ...(maxFramerate !== undefined && { maxFramerate }) }
  })
