import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, CDPSession, Page } from 'playwright'
import { expect, test } from 'playwright/test'
import { mostMemory } from '../../tools/bench/files/renderers.js'
import { moveTo } from '../e2e/support/move-to.js'
import { Machines } from '../e2e/support/network.js'
import { join } from '../helpers/call-page.js'
import { launchProfile } from '../helpers/chromium.js'
import { type Machine, namespacesMissing } from '../helpers/namespaces.js'
import { cable, type Place, plug } from './networks.js'

// Large files between two machines, on disks as people have them. LANLINE_FILE_MIB says how large the one of random bytes is, 64
// MiB where it does not, and LANLINE_SPARSE_MIB the one with nothing in it, 256 MiB where it does not.

const MiB = 1024 * 1024
const RANDOM_MIB = Number(process.env['LANLINE_FILE_MIB'] ?? 64)
const SPARSE_MIB = Number(process.env['LANLINE_SPARSE_MIB'] ?? 256)
const SMALL_FILES = 2_000
const HASHED_AT_ONCE = 64 * MiB
/** Files are not done sooner where other things keep the machine busy. */
const SLOWEST_MIB_PER_S = 1
const IN_PAGE = fileURLToPath(new URL('../../tools/bench/files/in-page.js', import.meta.url))

declare const bench: { hashes(step: number): Promise<string[]>; saved?: Blob }

const missing = namespacesMissing()
test.beforeEach(() => test.skip(missing !== undefined, missing))

/** A browser with a profile on the disk, inside a machine. */
class Person {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly browser: CDPSession,
  ) {}

  static async start(folder: string, machine: Machine): Promise<Person> {
    const context = await launchProfile(folder, { inside: machine.prefix })
    await context.addInitScript({ path: IN_PAGE })
    const browser = await context.browser()?.newBrowserCDPSession()
    if (!browser) throw new Error('This version of Playwright does not tell the browser of a profile.')
    return new Person(context, await context.newPage(), browser)
  }

  memory(): Promise<number | null> {
    return mostMemory(this.browser)
  }

  /** Ends the browser as a crash does. */
  async kill(): Promise<void> {
    const { processInfo } = await this.browser.send('SystemInfo.getProcessInfo')
    const main = processInfo.find(({ type }) => type === 'browser')
    const gone = this.context.waitForEvent('close')
    if (main) process.kill(main.id, 'SIGKILL')
    await gone
  }
}

/** The picture of a camera takes more memory than a file does. */
async function turnOffCamera(page: Page): Promise<void> {
  const off = page.getByRole('button', { name: 'Turn off camera' })
  await off.or(page.getByRole('button', { name: 'Turn on camera' })).waitFor()
  if (await off.isVisible()) await off.click()
}

/** Ann at the host, and Bob at another machine, in a call without cameras. */
class Meeting {
  readonly #machines = new Machines()
  readonly #place: Place = cable()
  #folder = ''
  #address = ''
  ann!: Person
  bob!: Person

  async start(): Promise<void> {
    this.#folder = await mkdtemp(joinPath(tmpdir(), 'lanline-files-'))
    const { lanAddress } = await this.#machines.host(this.#place.host)
    this.#address = `${lanAddress ?? this.#place.host.address}:8080`
    await this.#machines.host(this.#place.bob)
    this.ann = await Person.start(this.path('Ann'), this.#place.ann)
    await this.ann.page.goto('http://localhost:8080/standup')
    await join(this.ann.page, 'Ann')
    this.bob = await Person.start(this.path('Bob'), this.#place.bob)
    await this.enterAsBob()
    for (const { page } of [this.ann, this.bob]) await turnOffCamera(page)
  }

  async enterAsBob(): Promise<void> {
    await this.bob.page.goto('http://localhost:8080/')
    await moveTo(this.bob.page, this.#address)
    await join(this.bob.page, 'Bob', 'standup')
  }

  path(name: string): string {
    return joinPath(this.#folder, name)
  }

  /** Pulls the cable, or plugs it in again. */
  plug(isIn: boolean): void {
    plug(this.#place.host, isIn)
  }

  /** Bob's browser ends, and he comes back as the person that he was: browsers that restore their tabs keep what is theirs. */
  async killBob(): Promise<void> {
    const kept = await this.bob.page.evaluate(() => JSON.stringify(sessionStorage))
    await this.bob.kill()
    this.bob = await Person.start(this.path('Bob'), this.#place.bob)
    await this.bob.context.addInitScript((entries) => {
      if (sessionStorage.length === 0) Object.assign(sessionStorage, JSON.parse(entries))
    }, kept)
    await this.enterAsBob()
    await turnOffCamera(this.bob.page)
  }

  async close(): Promise<void> {
    await Promise.all([this.ann, this.bob].map((person) => person?.context.close().catch(() => undefined)))
    await this.#machines.close()
    this.#place.remove()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** Gives the SHA-256 of each part. */
async function writeRandom(path: string, size: number): Promise<string[]> {
  const hashes: string[] = []
  const file = await open(path, 'wx')
  for (let left = size; left > 0; left -= HASHED_AT_ONCE) {
    const bytes = randomBytes(Math.min(left, HASHED_AT_ONCE))
    await file.appendFile(bytes)
    hashes.push(createHash('sha256').update(bytes).digest('hex'))
  }
  await file.close()
  return hashes
}

/** Takes no room on the disk. */
async function writeSparse(path: string, size: number): Promise<string[]> {
  const file = await open(path, 'wx')
  await file.truncate(size)
  await file.close()
  const zeros = (length: number) => createHash('sha256').update(Buffer.alloc(length)).digest('hex')
  const whole = zeros(HASHED_AT_ONCE)
  return Array.from({ length: Math.ceil(size / HASHED_AT_ONCE) }, (_, part) => {
    const length = Math.min(HASHED_AT_ONCE, size - part * HASHED_AT_ONCE)
    return length === HASHED_AT_ONCE ? whole : zeros(length)
  })
}

async function openFiles({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Send files…' }).click()
}

/** Ann sends it and Bob wants it; both lists are open. */
async function begin({ ann, bob }: Meeting, path: string, title: string): Promise<void> {
  await openFiles(ann)
  await openFiles(bob)
  await ann.page.locator('input[type=file]').setInputFiles(path)
  await bob.page.getByRole('button', { name: `Accept ${title}` }).click({ timeout: 60_000 })
}

/** How much of it Bob has, from 0 to 1. */
async function until(share: number, { page }: Person, withinMs: number): Promise<void> {
  const bar = page.getByRole('progressbar')
  const done = () => bar.evaluate((element) => (element as HTMLProgressElement).position)
  await expect.poll(done, { timeout: withinMs, intervals: [100] }).toBeGreaterThanOrEqual(share)
}

const isSent = ({ ann }: Meeting, withinMs: number) =>
  expect(ann.page.getByText('Sent', { exact: true })).toBeVisible({ timeout: withinMs })

/** Looks at both pages once a second while it is done, and tells how long it took and what they took at most. */
async function watched(meeting: Meeting, megabytes: number, job: () => Promise<void>): Promise<void> {
  const start = performance.now()
  const most = { ann: 0, bob: 0 }
  const looking = setInterval(async () => {
    for (const side of ['ann', 'bob'] as const) {
      const memory = await meeting[side].memory().catch(() => null)
      most[side] = Math.max(most[side], memory ?? 0)
    }
  }, 1_000)
  await job().finally(() => clearInterval(looking))
  const seconds = (performance.now() - start) / 1_000
  const description = `${(megabytes / seconds).toFixed(1)} MiB/s; pages at most ${inMB(most.ann)} and ${inMB(most.bob)} MB`
  test.info().annotations.push({ type: 'seen', description })
  console.log(`${test.info().title}: ${description}`)
}

const inMB = (bytes: number) => Math.round(bytes / 1e6)

const hashesOf = ({ page }: Person) => page.evaluate((step) => bench.hashes(step), HASHED_AT_ONCE)

function withMeeting(title: string, megabytes: number, job: (meeting: Meeting, withinMs: number) => Promise<void>) {
  test(title, async () => {
    const withinMs = 60_000 + (megabytes * 1_000) / SLOWEST_MIB_PER_S
    test.setTimeout(2 * withinMs + 120_000)
    const meeting = new Meeting()
    try {
      await meeting.start()
      await job(meeting, withinMs)
    } finally {
      await meeting.close()
    }
  })
}

interface LargeFile {
  readonly megabytes: number
  /** Gives the SHA-256 of each part. */
  readonly write: (path: string, size: number) => Promise<string[]>
  /** What happens once 60 % of it have come. */
  readonly happen?: (meeting: Meeting) => Promise<void>
}

/** Bob gets the file as it is, whatever happens. */
function arrives(title: string, { megabytes, write, happen }: LargeFile): void {
  withMeeting(`${megabytes} MiB${title}`, megabytes, async (meeting, withinMs) => {
    const path = meeting.path('large.bin')
    const hashes = await write(path, megabytes * MiB)
    await watched(meeting, megabytes, async () => {
      await begin(meeting, path, 'large.bin')
      if (happen) {
        await until(0.6, meeting.bob, withinMs)
        await happen(meeting)
      }
      await isSent(meeting, withinMs)
    })
    expect(await hashesOf(meeting.bob)).toEqual(hashes)
  })
}

arrives(', cable pulled at 60 %', {
  megabytes: RANDOM_MIB,
  write: writeRandom,
  happen: async (meeting) => {
    meeting.plug(false)
    await expect(meeting.bob.page.getByText('Waits for the connection')).toBeVisible({ timeout: 60_000 })
    meeting.plug(true)
  },
})

arrives(', receiver killed at 60 %', {
  megabytes: RANDOM_MIB,
  write: writeRandom,
  happen: (meeting) => meeting.killBob(),
})

arrives(' of nothing', { megabytes: SPARSE_MIB, write: writeSparse })

withMeeting(`${SMALL_FILES} small files`, 8, async (meeting, withinMs) => {
  const folder = meeting.path('Small')
  for (let number = 0; number < SMALL_FILES; number++) {
    const inside = joinPath(folder, `${Math.floor(number / 100)}`)
    await mkdir(inside, { recursive: true })
    await writeFile(joinPath(inside, `${number}.txt`), `${number}\n`.repeat(500))
  }
  await meeting.bob.page.evaluate(() => delete window.showDirectoryPicker)
  await watched(meeting, 0, async () => {
    await openFiles(meeting.ann)
    await openFiles(meeting.bob)
    const chooser = meeting.ann.page.waitForEvent('filechooser')
    await meeting.ann.page.getByRole('button', { name: 'Choose a folder…' }).click()
    await (await chooser).setFiles(folder)
    await meeting.bob.page.getByRole('button', { name: /^Accept Small/ }).click({ timeout: 60_000 })
    await isSent(meeting, withinMs)
  })
  const zip = meeting.path('Small.zip')
  const bytes = await meeting.bob.page.evaluate(async () => {
    const all = new Uint8Array((await bench.saved?.arrayBuffer()) ?? new ArrayBuffer(0))
    let text = ''
    for (let at = 0; at < all.length; at += 32_768) text += String.fromCharCode(...all.subarray(at, at + 32_768))
    return btoa(text)
  })
  await writeFile(zip, Buffer.from(bytes, 'base64'))
  execFileSync('unzip', ['-q', zip, '-d', meeting.path('Unpacked')])
  execFileSync('diff', ['--recursive', folder, meeting.path('Unpacked')])
})
