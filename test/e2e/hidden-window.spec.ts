import type { Page } from 'playwright'
import { bridgeCalls, emitFromApp, stubBridge } from '../helpers/bridge-stub.js'
import { expectCameraOn, expectSeesAndHears, recordConnections } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { silentPeople } from './support/silent-people.js'
import { chooseAbout } from './support/start-screen.js'

// To Playwright every page is a visible one, in Electron too: that it is hidden is pretended.

declare global {
  interface Window {
    /** How often the page asked for camera or microphone, and all that it was given. */
    asked: number
    given: MediaStreamTrack[]
  }
}

const host = hostOfTest()
const newPage = pageOpener()
const addSilent = silentPeople(host)

interface OpenOptions {
  isApp?: boolean
  isSeen?: boolean
}

async function open(name: string, { isApp = true, isSeen = true }: OpenOptions = {}): Promise<Page> {
  const page = await newPage()
  if (isApp) await stubBridge(page)
  await recordConnections(page)
  await page.addInitScript(() => {
    window.asked = 0
    window.given = []
    const { mediaDevices } = navigator
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (constraints) => {
      window.asked += 1
      const stream = await getUserMedia(constraints)
      window.given.push(...stream.getTracks())
      return stream
    }
  })
  if (!isSeen) await page.addInitScript(pretend, ['hidden' as const])
  await page.goto(host.page())
  await page.getByLabel('Your name').fill(name)
  return page
}

/** Makes the page take itself for being so, one after the other at once. */
function pretend(states: DocumentVisibilityState[]): void {
  for (const value of states) {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }
}

const hide = (page: Page) => page.evaluate(pretend, ['hidden' as const])
const show = (page: Page) => page.evaluate(pretend, ['visible' as const])
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const asked = (page: Page) => page.evaluate(() => window.asked)
const given = (page: Page) => page.evaluate(() => window.given.map(({ kind, readyState }) => `${kind} ${readyState}`))
const expectGiven = (page: Page, ...tracks: string[]) => expect.poll(() => given(page)).toEqual(tracks)

const LIVE = ['audio live', 'video live']
const ENDED = ['audio ended', 'video ended']

test('an app without its window leaves camera and microphone alone until it is shown', async () => {
  const ann = await open('Ann', { isSeen: false })
  await addSilent('Bob')
  await expect(button(ann, 'Call Bob')).toBeVisible()
  expect(await asked(ann)).toBe(0)
  const [, told] = (await bridgeCalls(ann, 'tell')).at(-1) ?? []
  expect(told).toMatchObject({ microphone: 'none' })

  await show(ann)
  await expectCameraOn(ann)
  await expectGiven(ann, ...LIVE)
})

test('a window that is hidden lets go of both, and has both again when it is back', async () => {
  const ann = await open('Ann')
  await expectGiven(ann, ...LIVE)
  await hide(ann)
  await expectGiven(ann, ...ENDED)
  await show(ann)
  await expectGiven(ann, ...ENDED, ...LIVE)
  await expect(button(ann, 'Mute microphone')).toHaveAttribute('aria-busy', 'false')
  expect(await asked(ann)).toBe(2)

  await ann.evaluate(pretend, ['hidden' as const, 'visible' as const, 'hidden' as const])
  await expectGiven(ann, ...ENDED, ...ENDED)
  await show(ann)
  await expectGiven(ann, ...ENDED, ...ENDED, ...LIVE)
  expect(await asked(ann)).toBe(3)
})

test('what the person has turned off stays off', async () => {
  const ann = await open('Ann')
  await button(ann, 'Turn off camera').click()
  await button(ann, 'Mute microphone').click()
  await hide(ann)
  await expectGiven(ann, ...ENDED)
  await show(ann)
  await button(ann, 'Turn on camera').click()
  await expectGiven(ann, ...ENDED, 'video live')
  await button(ann, 'Unmute microphone').click()
  await expectGiven(ann, ...ENDED, 'video live', 'audio live')
})

test('a call that is taken without a window', async () => {
  const [ann, cem] = [await open('Ann', { isSeen: false }), await open('Cem')]
  const taken = ['audio ended']

  await test.step('has the camera never on where it is a voice call', async () => {
    await chooseAbout(cem, 'Ann', 'Audio only')
    await expect(ann.getByRole('dialog', { name: 'Cem' })).toBeVisible()
    expect(await asked(ann)).toBe(0)
    await emitFromApp(ann, 'accept-call')
    await expect(button(ann, 'Turn on camera')).toBeVisible()
    await expectGiven(ann, 'audio live')
    await emitFromApp(ann, 'hang-up')
    await expectGiven(ann, ...taken)
  })

  await test.step('is seen and heard', async () => {
    await button(cem, 'Back').click()
    const before = await asked(ann)
    await button(cem, 'Call Ann').click()
    await expect(ann.getByRole('dialog', { name: 'Cem' })).toBeVisible()
    expect(await asked(ann)).toBe(before)
    await emitFromApp(ann, 'accept-call')
    await expectSeesAndHears(cem)
    await expectGiven(ann, ...taken, ...LIVE)
  })

  await test.step('keeps both while its window is shown and hidden, and they are released once it is over', async () => {
    await show(ann)
    await hide(ann)
    await expectSeesAndHears(cem)
    await expectGiven(ann, ...taken, ...LIVE)
    await emitFromApp(ann, 'hang-up')
    await expectGiven(ann, ...taken, ...ENDED)
    // A page that can be seen has no use for them either where it shows no picture of its own.
    await expect.poll(async () => (await given(cem)).filter((track) => track.endsWith('live'))).toEqual([])
  })
})

test('a browser’s tab in the background keeps its preview', async () => {
  const ann = await open('Ann', { isApp: false })
  await expectGiven(ann, ...LIVE)
  await hide(ann)
  await button(ann, 'Turn off camera').click()
  await button(ann, 'Turn on camera').click()
  await expectGiven(ann, 'audio live', 'video ended', 'video live')
})
