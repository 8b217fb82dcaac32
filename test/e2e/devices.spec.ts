import { expectSeesAndHears, expectWaiting, join, received, recordConnections } from '../helpers/call-page.js'
import type { ChromiumOptions } from '../helpers/chromium.js'
import { expect, test } from './support/fixtures.js'
import { hostOfTest } from './support/hosts.js'
import { pageOpener } from './support/pages.js'

const host = hostOfTest()
const newPage = pageOpener()

async function open(browser: ChromiumOptions = {}) {
  const page = await newPage({}, browser)
  await recordConnections(page)
  await page.goto(`http://localhost:${host.port}/standup`)
  return page
}

test('without camera and microphone a person still watches and listens', async () => {
  const bob = await open({ devices: false })
  await expect(bob.getByText('No camera or microphone was found. You can join to watch and listen.')).toBeVisible()
  const ann = await open()
  await join(ann, 'Ann')
  await expectWaiting(ann)
  await join(bob, 'Bob')
  await expectSeesAndHears(bob)
  await expect(ann.getByRole('status')).toHaveText('In a call with Bob.')
  expect((await received(ann)).framesDecoded).toBe(0)
})

test('two people without devices are in a call all the same', async () => {
  const [ann, bob] = [await open({ devices: false }), await open({ devices: false })]
  await join(ann, 'Ann')
  await join(bob, 'Bob')
  await expect(ann.getByRole('status')).toHaveText('In a call with Bob.')
  await expect(bob.getByRole('status')).toHaveText('In a call with Ann.')
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
})
