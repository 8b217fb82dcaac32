import { createHash, randomBytes } from 'node:crypto'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import type { Page } from 'playwright'
import { expectNoViolations } from '../helpers/accessibility.js'
import { expectPictureMoves, join } from '../helpers/call-page.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { downloadsOf } from './support/downloads.js'
import { expect, test } from './support/fixtures.js'
import { tabTo } from './support/keyboard.js'
import type { People } from './support/people.js'

declare global {
  interface Window {
    /** After so many blocks the disk takes no more, until `goOn` is called. */
    blocksToTake: number
    goOn: () => void
    /** Channels that the page has opened for files, and how many bytes each was given. */
    fileChannels: { channel: RTCDataChannel; bytes: number }[]
    /** After so many bytes a channel for files is full, and stays so. */
    bytesToTake: number
  }
}

/** Lets a test hold up the disk, and answers for the person when the browser asks for a folder, which no test can press. */
async function watchDisk(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.blocksToTake = Number.POSITIVE_INFINITY
    const going = new Promise<void>((resolve) => {
      window.goOn = resolve
    })
    window.showDirectoryPicker = () => navigator.storage.getDirectory()
    const { postMessage } = Worker.prototype
    Worker.prototype.postMessage = function (task, transfer) {
      const post = () => void Reflect.apply(postMessage, this, [task, transfer])
      if (task.do === 'write' && window.blocksToTake-- <= 0) void going.then(post)
      else post()
    }
  })
  await page.reload()
}

/** Lets a test close the channels for files, and hold them up. */
async function watchChannels(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.fileChannels = []
    window.bytesToTake = Number.POSITIVE_INFINITY
    const { createDataChannel } = RTCPeerConnection.prototype
    RTCPeerConnection.prototype.createDataChannel = function (label, init) {
      const channel = createDataChannel.call(this, label, init)
      if (label !== 'files') return channel
      const record = { channel, bytes: 0 }
      window.fileChannels.push(record)
      const send = channel.send.bind(channel) as (data: ArrayBuffer | string) => void
      channel.send = (data: unknown) => {
        if (data instanceof Uint8Array) record.bytes += data.byteLength
        send(data as ArrayBuffer)
        if (record.bytes >= window.bytesToTake)
          Object.defineProperty(channel, 'bufferedAmount', { value: Number.POSITIVE_INFINITY })
      }
      return channel
    }
  })
  await page.reload()
}

async function callOfTwo(people: People): Promise<[ann: Page, bob: Page]> {
  const [ann, bob] = [await people.open(), await people.open()]
  await watchDisk(bob)
  await join(ann, 'Ann', 'standup')
  await join(bob, 'Bob', 'standup')
  await expectPictureMoves(ann)
  return [ann, bob]
}

async function openFiles(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Send files…' }).click()
}

/** Has the page choose a file of so many bytes. Gives the file's hash. */
async function choose(page: Page, name: string, length: number): Promise<string> {
  const path = test.info().outputPath(name)
  const bytes = randomBytes(length)
  await writeFile(path, bytes)
  await page.locator('input[type=file]').setInputFiles(path)
  return hashOf(bytes)
}

const MiB = 1024 * 1024
/** Files give way to a call that a busy machine slows down. */
const SENT = { timeout: 90_000 }

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** How many bytes of files the page has in its storage. */
const keptBytes = (page: Page) =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    let bytes = 0
    for await (const folder of (await root.getDirectoryHandle('incoming')).values()) {
      if (!(folder instanceof FileSystemDirectoryHandle)) continue
      for await (const file of folder.values())
        if (file instanceof FileSystemFileHandle) bytes += (await file.getFile()).size
    }
    return bytes
  })

/** How many files the page has in its storage. */
const keptFiles = (page: Page) =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const names: string[] = []
    for await (const name of (await root.getDirectoryHandle('incoming')).keys()) names.push(name)
    return names.length
  })

test('a file goes to whoever accepts it, and is there as it was', async ({ people }) => {
  const [ann, bob] = await callOfTwo(people)
  const saved = downloadsOf(bob)
  await openFiles(ann)
  const hash = await choose(ann, 'holiday.zip', 3 * MiB + 12)
  const hashOfNothing = await choose(ann, 'empty.txt', 0)
  await expect(ann.getByRole('list', { name: 'Files of this call' }).getByRole('listitem')).toHaveCount(2)
  await expect(bob.getByText('Ann wants to send you holiday.zip')).toBeVisible()
  await expect(bob.getByText('3.1 MB · ZIP')).toBeVisible()
  await expectNoViolations(bob)
  await keepScreenshot(bob, 'file offered')
  await bob.getByRole('button', { name: 'Accept holiday.zip' }).click()
  await expect(ann.getByText('Bob has holiday.zip')).toBeVisible()
  expect(hashOf(await saved())).toBe(hash)

  await bob.getByRole('button', { name: 'Accept empty.txt' }).click()
  await openFiles(bob)
  await expect(bob.getByText('Saved as empty.txt')).toBeVisible()
  expect(hashOf(await saved())).toBe(hashOfNothing)
  await expectNoViolations(ann)
  await keepScreenshot(ann, 'files sent')
  await expectPictureMoves(ann)
  expect(await keptFiles(bob)).toBe(2)
  await bob.reload()
  await expect.poll(() => keptFiles(bob)).toBe(0)
})

test('a file is there as it was also where the page has no worker to write it', async ({ people }) => {
  test.slow()
  const [ann, bob] = [await people.open(), await people.open()]
  await bob.addInitScript(() => Reflect.deleteProperty(window, 'Worker'))
  await bob.reload()
  const saved = downloadsOf(bob)
  await join(ann, 'Ann', 'standup')
  await join(bob, 'Bob', 'standup')
  await openFiles(ann)
  const hash = await choose(ann, 'film.mkv', 9 * MiB + 5)
  await bob.getByRole('button', { name: 'Accept film.mkv' }).click()
  await expect(ann.getByText('Bob has film.mkv')).toBeVisible(SENT)
  expect(hashOf(await saved())).toBe(hash)
})

test('a file that is declined, taken back or cancelled leaves nothing behind', async ({ people }) => {
  const [ann, bob] = await callOfTwo(people)
  await openFiles(ann)
  await openFiles(bob)
  await choose(ann, 'one', 1024)
  await bob.getByRole('button', { name: 'Decline one' }).click()
  await expect(ann.getByText('Bob declined')).toBeVisible()

  await choose(ann, 'two', 1024)
  await expect(bob.getByRole('button', { name: 'Accept two' })).toBeVisible()
  await ann.getByRole('button', { name: 'Take back two' }).click()
  await expect(bob.getByText('Ann cancelled it')).toBeVisible()
  await expect(bob.getByRole('button', { name: 'Accept two' })).toBeHidden()

  await bob.evaluate(() => {
    window.blocksToTake = 2
  })
  await choose(ann, 'three', 4 * MiB)
  await bob.getByRole('button', { name: 'Accept three' }).click()
  await expect(bob.getByText(/^3\.1 MB of 4\.2 MB/)).toBeVisible()
  await ann.getByRole('button', { name: 'Pause three' }).click()
  await expect(bob.getByText('Paused by Ann')).toBeVisible()
  await bob.getByRole('button', { name: 'Cancel three' }).click()
  await expect(ann.getByText('Bob cancelled it')).toBeVisible()
  await bob.evaluate(() => window.goOn())
  await expect.poll(() => keptFiles(bob)).toBe(0)

  await ann.getByRole('button', { name: 'Clear what is over' }).click()
  await expect(ann.getByRole('listitem')).toHaveCount(0)
})

test('files are chosen, accepted, paused and cancelled by keyboard alone', async ({ people }) => {
  test.slow()
  const [ann, bob] = await callOfTwo(people)
  // From now on, for the browser to ask the test in time.
  const chooser = ann.waitForEvent('filechooser', { timeout: 0 })
  const pressAt = async (page: Page, name: string) => {
    await tabTo(page, name)
    await page.keyboard.press('Enter')
  }
  await pressAt(ann, 'More')
  const entry = ann.getByRole('menuitem', { name: 'Send files…' })
  await expect(async () => {
    await ann.keyboard.press('ArrowDown')
    await expect(entry).toBeFocused({ timeout: 200 })
  }).toPass()
  await ann.keyboard.press('Enter')
  await expect(ann.getByRole('button', { name: 'Choose files…' })).toBeFocused()
  const path = test.info().outputPath('film.mkv')
  await writeFile(path, randomBytes(5 * MiB))
  await ann.keyboard.press('Enter')
  await (await chooser).setFiles(path)

  await bob.evaluate(() => {
    window.blocksToTake = 2
  })
  await pressAt(bob, 'Accept film.mkv')
  await pressAt(ann, 'Pause film.mkv')
  await expect(ann.getByText('Paused', { exact: true })).toBeVisible()
  await expect(ann.getByRole('button', { name: 'Resume film.mkv' })).toBeFocused()
  await ann.keyboard.press('Enter')
  await expect(ann.getByRole('button', { name: 'Pause film.mkv' })).toBeFocused()
  await pressAt(ann, 'Cancel film.mkv')
  await expect(ann.getByText('Cancelled', { exact: true })).toBeVisible()
  await bob.evaluate(() => window.goOn())
  await expect.poll(() => keptFiles(bob)).toBe(0)
  await pressAt(ann, 'Clear what is over')
  await expect(ann.getByRole('listitem')).toHaveCount(0)
  await ann.keyboard.press('Escape')
  await expect(ann.getByRole('button', { name: 'More', exact: true })).toBeFocused()
})

test('a file goes on at the last verified block when its channel was lost', async ({ people }) => {
  test.slow()
  const [ann, bob] = [await people.open(), await people.open()]
  await watchChannels(ann)
  await watchDisk(bob)
  const saved = downloadsOf(bob)
  await bob.evaluate(() => {
    window.blocksToTake = 3
  })
  await join(ann, 'Ann', 'standup')
  await join(bob, 'Bob', 'standup')
  await expectPictureMoves(ann)
  await openFiles(ann)
  await openFiles(bob)
  const hash = await choose(ann, 'film.mkv', 7 * MiB)
  await bob.getByRole('button', { name: 'Accept film.mkv' }).click()
  await expect(bob.getByText(/^4\.2 MB of 7\.3 MB/)).toBeVisible()
  await keepScreenshot(bob, 'file on its way')

  await ann.evaluate(() => window.fileChannels[0]?.channel.close())
  await expect(bob.getByText('Waits for the connection')).toBeVisible()
  await bob.evaluate(() => window.goOn())
  await expect(ann.getByText('Sent', { exact: true })).toBeVisible(SENT)
  expect(hashOf(await saved())).toBe(hash)
  const again = await ann.evaluate(() => window.fileChannels.slice(1).map(({ bytes }) => bytes))
  expect(again).toHaveLength(1)
  // Three of seven blocks were on the disk, and one was on its way there.
  expect(again[0]).toBeLessThan(4.1 * MiB)
})

test('a file that is changed while it is sent goes no further, and nothing of it is left', async ({ people }) => {
  test.slow()
  const [ann, bob] = await callOfTwo(people)
  await bob.evaluate(() => {
    window.blocksToTake = 1
  })
  await openFiles(ann)
  await openFiles(bob)
  await choose(ann, 'diary.txt', 10 * MiB)
  await bob.getByRole('button', { name: 'Accept diary.txt' }).click()
  await expect(bob.getByText(/^2\.1 MB of 10\.5 MB/)).toBeVisible()
  const path = test.info().outputPath('diary.txt')
  await writeFile(path, randomBytes(10 * MiB))
  // Browsers tell changes by seconds.
  const later = Date.now() / 1_000 + 60
  await utimes(path, later, later)
  await bob.evaluate(() => window.goOn())
  await expect(ann.getByText('It can no longer be read: it was moved, deleted or changed.')).toBeVisible(SENT)
  await expect(bob.getByText('Ann can no longer read it: it was moved, deleted or changed.')).toBeVisible()
  await expect.poll(() => keptFiles(bob)).toBe(0)
})

/** Has the page choose a folder with so many files, each of which says its own number, in folders of ten. */
async function chooseFolder(page: Page, name: string, count: number): Promise<void> {
  const folder = test.info().outputPath(name)
  for (let number = 0; number < count; number++) {
    const inside = joinPath(folder, `${Math.floor(number / 10)}`)
    await mkdir(inside, { recursive: true })
    await writeFile(joinPath(inside, `${number}.txt`), `${number}`)
  }
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a folder…' }).click()
  await (await chooser).setFiles(folder)
}

test('a folder goes as one, and is a folder or a zip file there', async ({ people }) => {
  const [ann, bob] = await callOfTwo(people)
  await openFiles(ann)
  await chooseFolder(ann, 'Holiday', 25)
  await expect(bob.getByText('Ann wants to send you Holiday: 25 files')).toBeVisible()
  await expectNoViolations(bob)
  await keepScreenshot(bob, 'folder offered')
  await bob.getByRole('button', { name: 'Accept Holiday: 25 files' }).click()
  await expect(ann.getByText('Bob has Holiday: 25 files')).toBeVisible()
  const contents = await bob.evaluate(async () => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('Holiday')
    const read: string[] = []
    for await (const inside of root.values()) {
      if (!(inside instanceof FileSystemDirectoryHandle)) continue
      for await (const file of inside.values())
        if (file instanceof FileSystemFileHandle) read.push(`${file.name} ${await (await file.getFile()).text()}`)
    }
    return read.sort()
  })
  expect(contents).toEqual(Array.from({ length: 25 }, (_, number) => `${number}.txt ${number}`).sort())

  // As pages have it that write no folders.
  await bob.evaluate(() => delete window.showDirectoryPicker)
  const saved = downloadsOf(bob)
  await chooseFolder(ann, 'Letters', 3)
  await bob.getByRole('button', { name: 'Accept Letters: 3 files' }).click()
  await openFiles(bob)
  await expect(bob.getByText('Saved as Letters.zip')).toBeVisible()
  const zip = (await saved()).toString()
  expect(zip).toMatch(/^PK/)
  for (const number of [0, 1, 2]) expect(zip).toContain(`0/${number}.txt`)
  await expectNoViolations(bob)
  await keepScreenshot(ann, 'folders sent')
})

/** Ann sends Bob a file of which so many bytes get through to him. */
async function sendUpTo(people: People, size: number, { sent, shown }: { sent: number; shown: RegExp }) {
  test.slow()
  const [ann, bob] = [await people.open(), await people.open()]
  await watchChannels(ann)
  await join(ann, 'Ann', 'standup')
  await join(bob, 'Bob', 'standup')
  await expectPictureMoves(ann)
  await ann.evaluate((bytes) => {
    window.bytesToTake = bytes
  }, sent)
  await openFiles(ann)
  await openFiles(bob)
  const hash = await choose(ann, 'film.mkv', size)
  await bob.getByRole('button', { name: 'Accept film.mkv' }).click()
  await expect(bob.getByText(shown)).toBeVisible(SENT)
  return { ann, bob, hash, saved: downloadsOf(bob) }
}

test('a file goes on by itself where the page that receives it is loaded anew', async ({ people }) => {
  const { ann, bob, hash, saved } = await sendUpTo(people, 7 * MiB, { sent: 4 * MiB, shown: /^4\.2 MB of 7\.3 MB/ })
  await expect.poll(() => keptBytes(bob), SENT).toBe(3 * MiB)
  await ann.evaluate(() => {
    window.bytesToTake = Number.POSITIVE_INFINITY
  })
  await bob.reload()
  await expect(ann.getByText('Sent', { exact: true })).toBeVisible(SENT)
  expect(hashOf(await saved())).toBe(hash)
  const again = await ann.evaluate(() => window.fileChannels.at(-1)?.bytes)
  // Three of seven blocks were on the disk for good.
  expect(again).toBeLessThan(4.1 * MiB)
})

test('a file goes on where the page that sends it is loaded anew, and is given the file again', async ({ people }) => {
  const { ann, bob, hash, saved } = await sendUpTo(people, 7 * MiB, { sent: 4 * MiB, shown: /^4\.2 MB of 7\.3 MB/ })
  await ann.reload()
  await openFiles(ann)
  await expect(ann.getByText('choose the file again to go on')).toBeVisible()
  await expect(bob.getByText('Paused by Ann')).toBeVisible()
  await expectNoViolations(ann)
  await keepScreenshot(ann, 'file to choose again')
  const input = ann.locator('li input[type=file]')
  const other = test.info().outputPath('other.mkv')
  await writeFile(other, randomBytes(7 * MiB))
  await input.setInputFiles(other)
  await expect(ann.getByText('This is not film.mkv as it was')).toBeVisible()
  await input.setInputFiles(test.info().outputPath('film.mkv'))
  await expect(ann.getByText('Sent', { exact: true })).toBeVisible(SENT)
  expect(hashOf(await saved())).toBe(hash)
  // Three of seven blocks were verified; the fourth was held up before its hash.
  expect(await ann.evaluate(() => window.fileChannels.at(-1)?.bytes)).toBeLessThan(4.1 * MiB)
})
