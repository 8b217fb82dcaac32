import { createHash, randomBytes } from 'node:crypto'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import type { Page } from 'playwright'
import { expectNoViolations, SIZES } from '../helpers/accessibility.js'
import { expectPictureMoves, expectStatus, join } from '../helpers/call-page.js'
import { keepScreenshot } from '../helpers/screenshot.js'
import { takeMicrophones } from '../helpers/small-pictures.js'
import { downloadsOf } from './support/downloads.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { tabTo } from './support/keyboard.js'
import { pageOpener } from './support/pages.js'

declare global {
  interface Window {
    /** From now on the disk takes so many blocks and no more, until `goOn` is called. */
    takeBlocks: (count: number) => void
    goOn: () => void
    /** Channels that the page has opened for files, and how many bytes each was given. */
    fileChannels: { channel: RTCDataChannel; bytes: number }[]
    /** After so many more bytes a channel for files is full, and stays so. */
    bytesToTake: number
  }
}

const host = hostOfFile()
const newPage = pageOpener()

/** Lets a test hold up the disk, and answers for the person when the browser asks for a folder, which no test can press. */
function watchDisk(): void {
  let left = Number.POSITIVE_INFINITY
  let going = Promise.resolve()
  window.takeBlocks = (count) => {
    left = count
    going = new Promise((resolve) => {
      window.goOn = () => {
        left = Number.POSITIVE_INFINITY
        resolve()
      }
    })
  }
  window.showDirectoryPicker = () => navigator.storage.getDirectory()
  const { postMessage } = Worker.prototype
  Worker.prototype.postMessage = function (task, transfer) {
    const post = () => void Reflect.apply(postMessage, this, [task, transfer])
    if (task.do === 'write' && left-- <= 0) void going.then(post)
    else post()
  }
}

/** Lets a test close the channels for files, and hold them up. */
function watchChannels(): void {
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
      const bytes = data instanceof Uint8Array ? data.byteLength : 0
      record.bytes += bytes
      window.bytesToTake -= bytes
      send(data as ArrayBuffer)
      if (window.bytesToTake <= 0) Object.defineProperty(channel, 'bufferedAmount', { value: Number.POSITIVE_INFINITY })
    }
    return channel
  }
}

/** Ann and Bob in a call. Without devices they send nothing but files, which have less to wait for then. */
async function callOfTwo(room: string, { showsBob = false } = {}): Promise<[ann: Page, bob: Page]> {
  const open = async (name: string, devices: boolean) => {
    const page = await newPage({}, { devices })
    await takeMicrophones(page.context())
    await page.addInitScript(watchDisk)
    await page.addInitScript(watchChannels)
    await page.goto(host.page())
    await join(page, name, room)
    return page
  }
  const [ann, bob] = [await open('Ann', false), await open('Bob', showsBob)]
  await expectStatus(ann, 'In a call with Bob.')
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

/** Takes what is over off the list, which is open. */
async function clear(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Clear what is over' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(0)
}

test('a file goes through beside a picture, which goes on', async () => {
  const [ann, bob] = await callOfTwo('picture', { showsBob: true })
  await expectPictureMoves(ann)
  const saved = downloadsOf(bob)
  await openFiles(ann)
  const hash = await choose(ann, 'film.mkv', 3 * MiB)
  await bob.getByRole('button', { name: 'Accept film.mkv' }).click()
  await expect(ann.getByText('Bob has film.mkv')).toBeVisible()
  expect(hashOf(await saved())).toBe(hash)
  await expectPictureMoves(ann)
})

test('a file goes to whoever accepts it, and no further where either side ends it', async () => {
  const [ann, bob] = await callOfTwo('either')

  await test.step('files are chosen, accepted, paused and cancelled by keyboard alone', async () => {
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
      await expect(entry).toBeFocused({ timeout: 50 })
    }).toPass({ intervals: [0] })
    await ann.keyboard.press('Enter')
    await expect(ann.getByRole('button', { name: 'Choose files…' })).toBeFocused()
    const path = test.info().outputPath('film.mkv')
    await writeFile(path, randomBytes(5 * MiB))
    await ann.keyboard.press('Enter')
    await (await chooser).setFiles(path)

    await bob.evaluate(() => window.takeBlocks(2))
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

  await test.step('one that is declined, taken back or cancelled leaves nothing behind', async () => {
    await openFiles(ann)
    await openFiles(bob)
    await clear(bob)
    await choose(ann, 'one', 1024)
    await bob.getByRole('button', { name: 'Decline one' }).click()
    await expect(ann.getByText('Bob declined')).toBeVisible()

    await choose(ann, 'two', 1024)
    await expect(bob.getByRole('button', { name: 'Accept two' })).toBeVisible()
    await ann.getByRole('button', { name: 'Take back two' }).click()
    await expect(bob.getByText('Ann cancelled it')).toBeVisible()
    await expect(bob.getByRole('button', { name: 'Accept two' })).toBeHidden()

    await bob.evaluate(() => window.takeBlocks(2))
    await choose(ann, 'three', 4 * MiB)
    await bob.getByRole('button', { name: 'Accept three' }).click()
    await expect(bob.getByText(/^3\.1 MB of 4\.2 MB/)).toBeVisible()
    await ann.getByRole('button', { name: 'Pause three' }).click()
    await expect(bob.getByText('Paused by Ann')).toBeVisible()
    await bob.getByRole('button', { name: 'Cancel three' }).click()
    await expect(ann.getByText('Bob cancelled it')).toBeVisible()
    await bob.evaluate(() => window.goOn())
    await expect.poll(() => keptFiles(bob)).toBe(0)
    await clear(ann)
    await clear(bob)
  })

  await test.step('one that is changed while it is sent goes no further, and nothing of it is left', async () => {
    await bob.evaluate(() => window.takeBlocks(1))
    await choose(ann, 'diary.txt', 10 * MiB)
    await bob.getByRole('button', { name: 'Accept diary.txt' }).click()
    await expect(bob.getByText(/^2\.1 MB of 10\.5 MB/)).toBeVisible()
    const path = test.info().outputPath('diary.txt')
    await writeFile(path, randomBytes(10 * MiB))
    // Browsers tell changes by seconds.
    const later = Date.now() / 1_000 + 60
    await utimes(path, later, later)
    await bob.evaluate(() => window.goOn())
    await expect(ann.getByText('It can no longer be read: it was moved, deleted or changed.')).toBeVisible()
    await expect(bob.getByText('Ann can no longer read it: it was moved, deleted or changed.')).toBeVisible()
    await expect.poll(() => keptFiles(bob)).toBe(0)
    await clear(ann)
    await clear(bob)
  })

  await test.step('one is there as it was', async () => {
    const saved = downloadsOf(bob)
    const hash = await choose(ann, 'holiday.zip', 3 * MiB + 12)
    const hashOfNothing = await choose(ann, 'empty.txt', 0)
    await expect(ann.getByRole('list', { name: 'Files of this call' }).getByRole('listitem')).toHaveCount(2)
    await bob.getByRole('button', { name: 'Close', exact: true }).click()
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
    expect(await keptFiles(bob)).toBe(2)
    await bob.reload()
    await expect.poll(() => keptFiles(bob)).toBe(0)
  })

  await test.step('a folder goes as one, and is a folder or a zip file there', async () => {
    await chooseFolder(ann, 'Holiday', 25)
    await expect(bob.getByText('Ann wants to send you Holiday: 25 files')).toBeVisible()
    await expectNoViolations(bob, [SIZES.phone])
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

  await test.step('one is there as it was also where the page has no worker to write it', async () => {
    await bob.addInitScript(() => Reflect.deleteProperty(window, 'Worker'))
    await bob.reload()
    const saved = downloadsOf(bob)
    const hash = await choose(ann, 'film.mkv', 9 * MiB + 5)
    await bob.getByRole('button', { name: 'Accept film.mkv' }).click()
    await expect(ann.getByText('Bob has film.mkv')).toBeVisible()
    expect(hashOf(await saved())).toBe(hash)
  })
})

test('a file goes on at the last verified block', async () => {
  const [ann, bob] = await callOfTwo('on')
  /** Ann sends Bob a file of five blocks, of which four get through to him and three are verified. */
  const sendUpToFour = async () => {
    const hash = await choose(ann, 'film.mkv', 5 * MiB)
    await bob.getByRole('button', { name: 'Accept film.mkv' }).click()
    await expect(bob.getByText(/^4\.2 MB of 5\.2 MB/)).toBeVisible()
    return { hash, saved: downloadsOf(bob) }
  }
  const takeBytes = (bytes: number) =>
    ann.evaluate((bytes) => {
      window.bytesToTake = bytes
    }, bytes)
  const lastChannel = () => ann.evaluate(() => window.fileChannels.at(-1)?.bytes)
  const expectSent = () => expect(ann.getByText('Sent', { exact: true })).toBeVisible()
  const twoBlocks = 2.1 * MiB
  await openFiles(ann)
  await openFiles(bob)

  await test.step('by itself where the page that receives it is loaded anew', async () => {
    await takeBytes(4 * MiB)
    const { hash, saved } = await sendUpToFour()
    await expect.poll(() => keptBytes(bob)).toBe(3 * MiB)
    await takeBytes(Number.POSITIVE_INFINITY)
    await bob.reload()
    await expectSent()
    expect(hashOf(await saved())).toBe(hash)
    expect(await lastChannel()).toBeLessThan(twoBlocks)
    await openFiles(bob)
    await clear(ann)
    await clear(bob)
  })

  await test.step('where its channel was lost', async () => {
    await bob.evaluate(() => window.takeBlocks(3))
    const { hash, saved } = await sendUpToFour()
    await keepScreenshot(bob, 'file on its way')
    const before = await ann.evaluate(() => {
      window.fileChannels.at(-1)?.channel.close()
      return window.fileChannels.length
    })
    await expect(bob.getByText('Waits for the connection')).toBeVisible()
    await bob.evaluate(() => window.goOn())
    await expectSent()
    expect(hashOf(await saved())).toBe(hash)
    expect(await ann.evaluate(() => window.fileChannels.length)).toBe(before + 1)
    expect(await lastChannel()).toBeLessThan(twoBlocks)
    await clear(ann)
    await clear(bob)
  })

  await test.step('where the page that sends it is loaded anew, and is given the file again', async () => {
    await takeBytes(4 * MiB)
    const { hash, saved } = await sendUpToFour()
    await ann.reload()
    await openFiles(ann)
    await expect(ann.getByText('choose the file again to go on')).toBeVisible()
    await expect(bob.getByText('Paused by Ann')).toBeVisible()
    await expectNoViolations(ann)
    await keepScreenshot(ann, 'file to choose again')
    const input = ann.locator('li input[type=file]')
    const other = test.info().outputPath('other.mkv')
    await writeFile(other, randomBytes(5 * MiB))
    await input.setInputFiles(other)
    await expect(ann.getByText('This is not film.mkv as it was')).toBeVisible()
    await input.setInputFiles(test.info().outputPath('film.mkv'))
    await expectSent()
    expect(hashOf(await saved())).toBe(hash)
    expect(await lastChannel()).toBeLessThan(twoBlocks)
  })
})
