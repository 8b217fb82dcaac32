import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, CDPSession, Page } from 'playwright'
import { FILE_LIMITS, HEADER } from '../../../common/files.js'
import { CAPACITY } from '../../../common/limits.js'
import { HIGH } from '../../../renderer/call/files/channel.js'
import { launchProfile } from '../../../test/helpers/chromium.js'
import { type Bench, type Figures, type Outcome, showProgress } from '../bench.js'
import { HostProcess } from '../host-process.js'
import { medianOf } from '../median.js'
import { mostMemory } from './renderers.js'

interface InPage {
  bareEnd: number
  bareBytes: number
  sendBare(bytes: number, chunk: number, high: number): Promise<void>
  call(): Promise<{ roundTrip: number; frames: number }>
  hashes(step: number): Promise<string[]>
}
declare const bench: InPage

const MiB = 1024 * 1024
const HASHED_AT_ONCE = 64 * MiB
const SAMPLE_MS = 1_000
const WITHIN_MS = 1_200_000
const NAME = 'random.bin'
/** The largest is what Chromium takes in one message, without the header of a chunk. */
const CHUNKS = [16, 32, 64, 128, 256].map((KiB) => Math.min(KiB * 1024, 256 * 1024 - HEADER))

const PHASES = ['before', 'bare channel', 'file', 'after'] as const
type Phase = (typeof PHASES)[number]

interface Sample {
  readonly phase: Phase
  /** The call's round trip, in milliseconds. */
  readonly roundTrip: number
  /** Shown a second, of the other person's camera, by the sender and by the receiver of the file. */
  readonly frames: readonly [number, number]
  /** In bytes, of the sender's renderer and the receiver's. */
  readonly memory: readonly [number | null, number | null]
}

/** Two browsers in a call: a file from one to the other, beside a bare data channel of the same connection. */
export const files: Bench<'size' | 'turns' | 'calm' | 'cameras' | 'chunks'> = {
  about: 'A file of random bytes from page to page during a call, beside a bare channel with chunks of the same size.',
  options: {
    size: { about: 'Of the file, in MiB.', usual: 1_024, min: 1, max: 65_536 },
    turns: { about: 'Files, with as much over a bare channel before each.', usual: 1, min: 1, max: 100 },
    calm: { about: 'Seconds of the call alone, before and after.', usual: 10, min: 1, max: 600 },
    cameras: {
      about: 'Whether they are on, as 0 or 1; memory is that of files alone where they are off.',
      usual: 1,
      min: 0,
      max: 1,
    },
    chunks: {
      about: 'Of how much, in MiB, the bare channel carries with each other size of chunk; 0 for none.',
      usual: 0,
      min: 0,
      max: 65_536,
    },
  },
  async run({ size, turns, calm, cameras, chunks }, hostScript) {
    const folder = await mkdtemp(join(tmpdir(), 'lanline-bench-'))
    const host = await HostProcess.lanline(hostScript, CAPACITY.default)
    const browsers = [await launchProfile(join(folder, 'Ann')), await launchProfile(join(folder, 'Bob'))] as const
    try {
      const source = join(folder, NAME)
      const hashes = await writeRandom(source, size)
      const call = await Call.start(browsers, host.url, cameras === 1)
      return await host.during(measure(call, { source, hashes, size: size * MiB, turns, calm, chunks: chunks * MiB }))
    } finally {
      await Promise.all(browsers.map((browser) => browser.close()))
      await host.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

interface Plan {
  readonly source: string
  /** The hash of each part of it that is hashed at once. */
  readonly hashes: readonly string[]
  readonly size: number
  readonly turns: number
  readonly calm: number
  /** What goes by chunks of each size, in bytes. */
  readonly chunks: number
}

async function measure(call: Call, { source, hashes, size, turns, calm, chunks }: Plan): Promise<Outcome> {
  const taken = { bare: [] as number[], file: [] as number[] }
  const wrong: string[] = []
  await call.during('before', () => call.rest(calm))
  const byChunk = chunks === 0 ? {} : await measureChunks(call, chunks)
  for (let turn = 1; turn <= turns; turn++) {
    showProgress(`Turn ${turn} of ${turns}`)
    taken.bare.push(await call.during('bare channel', () => call.sendBare(size)))
    await call.offer(source)
    taken.file.push(await call.during('file', () => call.takeFile()))
    await call.forgetFile()
    const saved = await call.receiver.evaluate((step) => bench.hashes(step), HASHED_AT_ONCE)
    if (saved.join() !== hashes.join()) wrong.push(`The file of turn ${turn} is not what was sent.`)
  }
  await call.during('after', () => call.rest(calm))
  const { figures, ...outcome } = outcomeOf(call.samples, taken, size, wrong)
  return { figures: { ...figures, ...byChunk }, ...outcome }
}

/** Each size in turn, and all of them once more: what else the machine does is not to meet the same one again. */
async function measureChunks(call: Call, bytes: number): Promise<Figures> {
  const rates = new Map(CHUNKS.map((chunk) => [chunk, [] as number[]]))
  for (let turn = 0; turn < 2; turn++) {
    for (const chunk of CHUNKS) {
      showProgress(`Chunks of ${chunk / 1024} KiB`)
      const seconds = await call.during('bare channel', () => call.sendBare(bytes, chunk))
      rates.get(chunk)?.push(bytes / MiB / seconds)
    }
  }
  const rows = [...rates].map(([chunk, each]) => [`${Math.ceil(chunk / 1024)} KiB`, medianOf(each)] as const)
  return { 'Bare channel by chunk, MiB/s': Object.fromEntries(rows) }
}

/** The two pages, and what was seen of them. */
class Call {
  readonly samples: Sample[] = []

  private constructor(
    readonly sender: Page,
    readonly receiver: Page,
    private readonly sessions: readonly [CDPSession, CDPSession],
  ) {}

  static async start(
    [one, other]: readonly [BrowserContext, BrowserContext],
    url: string,
    hasCameras: boolean,
  ): Promise<Call> {
    const [sender, receiver] = [await enter(one, url, 'Ann'), await enter(other, url, 'Bob')]
    for (const page of [sender, receiver]) {
      await page.getByTestId('remote-video').waitFor()
      if (!hasCameras) await page.getByRole('button', { name: 'Turn off camera' }).click()
    }
    await sender.getByRole('button', { name: 'More', exact: true }).click()
    await sender.getByRole('menuitem', { name: 'Send files…' }).click()
    return new Call(sender, receiver, [await sessionOf(one), await sessionOf(other)])
  }

  /** Does it, and samples meanwhile. Gives how long it took, in seconds. */
  async during(phase: Phase, job: () => Promise<void>): Promise<number> {
    let isOver = false
    const sampling = this.#sample(phase, () => isOver)
    const start = performance.now()
    await job().finally(() => {
      isOver = true
    })
    const seconds = (performance.now() - start) / 1_000
    await sampling
    return seconds
  }

  async rest(seconds: number): Promise<void> {
    await this.sender.waitForTimeout(seconds * 1_000)
  }

  async sendBare(bytes: number, size: number = FILE_LIMITS.chunk): Promise<void> {
    await this.receiver.evaluate((end) => {
      bench.bareBytes = 0
      bench.bareEnd = end
    }, bytes)
    await this.sender.evaluate(([bytes, chunk, high]) => bench.sendBare(bytes, chunk, high), [
      bytes,
      size,
      HIGH,
    ] as const)
  }

  async offer(path: string): Promise<void> {
    await this.sender.locator('input[type=file]').setInputFiles(path)
    await this.receiver.getByRole('button', { name: `Accept ${NAME}` }).waitFor()
  }

  async takeFile(): Promise<void> {
    await this.receiver.getByRole('button', { name: `Accept ${NAME}` }).click()
    await this.#isThere.waitFor({ timeout: WITHIN_MS })
  }

  /** Resolves once nothing is said of the last one any more. */
  async forgetFile(): Promise<void> {
    await this.#isThere.waitFor({ state: 'hidden' })
    await this.sender.getByRole('button', { name: 'Clear what is over' }).click()
  }

  get #isThere() {
    return this.sender.getByText(`Bob has ${NAME}`)
  }

  async #sample(phase: Phase, isOver: () => boolean): Promise<void> {
    let before = await this.#look()
    do {
      await this.sender.waitForTimeout(SAMPLE_MS)
      const now = await this.#look()
      const seconds = (now.at - before.at) / 1_000
      const framesOf = (side: 0 | 1) => (now.calls[side].frames - before.calls[side].frames) / seconds
      const roundTrip = 1_000 * Math.max(...now.calls.map(({ roundTrip }) => roundTrip))
      this.samples.push({ phase, roundTrip, frames: [framesOf(0), framesOf(1)], memory: now.memory })
      before = now
    } while (!isOver())
  }

  async #look() {
    const [ofSender, ofReceiver] = await Promise.all(
      [this.sender, this.receiver].map((page) => page.evaluate(() => bench.call())),
    )
    const memory = await Promise.all(this.sessions.map(mostMemory))
    type Calls = Awaited<ReturnType<InPage['call']>>
    return {
      at: performance.now(),
      calls: [ofSender, ofReceiver] as [Calls, Calls],
      memory: memory as [number | null, number | null],
    }
  }
}

async function sessionOf(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser()
  if (!browser) throw new Error('This version of Playwright does not tell the browser of a profile.')
  return browser.newBrowserCDPSession()
}

async function enter(browser: BrowserContext, url: string, name: string): Promise<Page> {
  const page = await browser.newPage()
  await page.addInitScript({ path: fileURLToPath(new URL('in-page.js', import.meta.url)) })
  await page.goto(`${url}/files-bench`)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join room' }).click()
  await page.getByRole('button', { name: 'Hang up' }).waitFor()
  return page
}

/** Gives the SHA-256 of each part. */
async function writeRandom(path: string, size: number): Promise<string[]> {
  const hashes: string[] = []
  const file = await open(path, 'wx')
  for (let left = size * MiB; left > 0; left -= HASHED_AT_ONCE) {
    const bytes = randomBytes(Math.min(left, HASHED_AT_ONCE))
    await file.appendFile(bytes)
    hashes.push(createHash('sha256').update(bytes).digest('hex'))
  }
  await file.close()
  return hashes
}

function outcomeOf(
  samples: Sample[],
  taken: { bare: number[]; file: number[] },
  size: number,
  wrong: string[],
): Outcome {
  const rates = (seconds: number[]) => seconds.map((each) => size / MiB / each)
  const [bare, file] = [medianOf(rates(taken.bare)), medianOf(rates(taken.file))]
  const ofPhase = (values: (sample: Sample) => number[]) =>
    Object.fromEntries(
      PHASES.map((phase) => [phase, medianOf(samples.filter((it) => it.phase === phase).flatMap(values))]),
    )
  const most = (values: (sample: Sample) => (number | null)[]) =>
    Object.fromEntries(
      PHASES.map((phase) => {
        const known = samples.filter((it) => it.phase === phase).flatMap(values)
        return [phase, known.some((it) => it === null) ? null : Math.max(...(known as number[]))]
      }),
    )
  const inMB = (memory: number | null) => (memory === null ? null : memory / 1e6)
  return {
    figures: {
      'Pace, MiB/s': { 'bare channel': bare, file, ratio: file / bare },
      'The call': {
        'round trip, median, ms': ofPhase(({ roundTrip }) => [roundTrip]),
        'round trip, longest, ms': most(({ roundTrip }) => [roundTrip]),
        'frames a second, median': ofPhase(({ frames }) => [...frames]),
      },
      'A page, at most, MB': {
        sender: most(({ memory: [sender] }) => [inMB(sender)]),
        receiver: most(({ memory: [, receiver] }) => [inMB(receiver)]),
      },
    },
    plot: {
      title: 'Lanline: a file during a call',
      x: { label: 'sample', values: samples.map((_, index) => index + 1) },
      lines: [
        { label: 'sender', unit: 'MB', values: samples.map(({ memory: [sender] }) => inMB(sender)) },
        { label: 'receiver', unit: 'MB', values: samples.map(({ memory: [, receiver] }) => inMB(receiver)) },
        { label: 'round trip', unit: 'ms', values: samples.map(({ roundTrip }) => roundTrip) },
      ],
    },
    wrong,
  }
}
