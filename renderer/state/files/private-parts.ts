import { FILE_LIMITS, type Offer } from '../../../common/files.js'
import type { KeptPart, SavedFile, Sink } from '../../call/files/incoming-file.js'
import { handOut } from './hand-out.js'
import { openSegment, type Segment } from './segments.js'

/** In the storage of the page's origin, which nobody else sees; a folder in it for each file that comes. */
const FOLDER = 'incoming'
/** Where no worker writes, it is there once it is closed: a page that is loaded anew loses less than this of a file. */
const SEGMENT = 8 * FILE_LIMITS.block
/** Stands beside segments that are of no use to another page: of a file that was handed out, or of a set, whose bytes they are not. */
const NOT_TO_KEEP = 'not-to-keep'

/** Finds what a page before has written under this key. */
export async function findPrivatePart(key: string, offer: Offer): Promise<KeptPart | undefined> {
  await tidyPrivateParts()
  const folder = await (await incoming()).getDirectoryHandle(key).catch(() => undefined)
  const segments = folder && (await isToKeep(folder)) ? await segmentsOf(folder) : []
  if (segments.length === 0) return undefined
  return {
    length: segments.reduce((sum, { size }) => sum + size, 0),
    read: async (from, to) => {
      const start = from - (from % SEGMENT)
      const part = segments[start / SEGMENT]?.slice(from - start, to - start)
      return new Uint8Array((await part?.arrayBuffer()) ?? new ArrayBuffer(0))
    },
    open: (from) => PrivateSink.open(key, offer, from),
  }
}

/** Begins to write a file under this key, in place of what may be there. */
export async function openPrivateSink(key: string, offer: Offer): Promise<Sink> {
  await tidyPrivateParts()
  return PrivateSink.open(key, offer, 0)
}

/** A file in segments, handed out as one download once it is whole. */
class PrivateSink implements Sink {
  #segment: Segment | undefined

  private constructor(
    private readonly key: string,
    private readonly offer: Offer,
    private readonly folder: FileSystemDirectoryHandle,
    private at: number,
    private readonly giveUp: () => void,
  ) {}

  static async open(key: string, offer: Offer, from: number): Promise<PrivateSink> {
    const giveUp = await hold(key)
    const all = await incoming()
    if (from === 0) await all.removeEntry(key, { recursive: true }).catch(() => undefined)
    const folder = await all.getDirectoryHandle(key, { create: true })
    if (offer.set) await markNotToKeep(folder)
    return new PrivateSink(key, offer, folder, from, giveUp)
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
    this.#segment ??= await this.#openSegment()
    const { length } = bytes
    const free = await this.#segment.write(bytes)
    this.at += length
    if (this.at % SEGMENT === 0) await this.#closeSegment()
    return free
  }

  async finish(): Promise<SavedFile> {
    await this.#closeSegment()
    const { name, kind } = this.offer
    const { again, release } = handOut(new Blob(await segmentsOf(this.folder), { type: kind }), name)
    // It stays until the page is gone: nothing tells when the browser has read all of it.
    await markNotToKeep(this.folder)
    return { name, show: { kind: 'again', act: again }, release }
  }

  async discard(): Promise<void> {
    await this.#closeSegment().catch(() => undefined)
    await (await incoming()).removeEntry(this.key, { recursive: true }).catch(() => undefined)
    this.giveUp()
  }

  async #openSegment(): Promise<Segment> {
    const offset = this.at % SEGMENT
    const file = await this.folder.getFileHandle(String((this.at - offset) / SEGMENT), { create: true })
    return openSegment(file, offset)
  }

  async #closeSegment(): Promise<void> {
    const segment = this.#segment
    this.#segment = undefined
    await segment?.close()
  }
}

const incoming = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true })

const markNotToKeep = (folder: FileSystemDirectoryHandle) => folder.getFileHandle(NOT_TO_KEEP, { create: true })

const isToKeep = (folder: FileSystemDirectoryHandle) =>
  folder.getFileHandle(NOT_TO_KEEP).then(
    () => false,
    () => true,
  )

/** Those that are there, up to the first that is not, or is shorter than the others. */
async function segmentsOf(folder: FileSystemDirectoryHandle): Promise<File[]> {
  const files: File[] = []
  do {
    const handle = await folder.getFileHandle(String(files.length)).catch(() => undefined)
    const file = await handle?.getFile()
    if (!file || file.size === 0) break
    files.push(file)
  } while (files.at(-1)?.size === SEGMENT)
  return files
}

/** Removes what pages that are gone have handed out, and parts that are too old or too many. A page holds a lock on each of its own. */
export async function tidyPrivateParts(): Promise<void> {
  const all = await incoming()
  const parts: { name: string; at: number }[] = []
  for await (const [name, entry] of all.entries()) parts.push({ name, at: await lastWritten(entry) })
  parts.sort((one, other) => other.at - one.at)
  for (const [index, { name, at }] of parts.entries()) {
    if (index < FILE_LIMITS.parts && at > Date.now() - FILE_LIMITS.partMs) continue
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await all.removeEntry(name, { recursive: true }).catch(() => undefined)
    })
  }
}

/** In milliseconds since 1970; 0 of what nobody goes on with. */
async function lastWritten(entry: FileSystemHandle): Promise<number> {
  if (!(entry instanceof FileSystemDirectoryHandle) || !(await isToKeep(entry))) return 0
  return (await segmentsOf(entry)).at(-1)?.lastModified ?? 0
}

/** Keeps others from removing the file, until the function that comes back is called, or the page is gone. */
function hold(key: string): Promise<() => void> {
  return new Promise((resolve) => {
    void navigator.locks.request(key, () => new Promise<void>((giveUp) => resolve(giveUp)))
  })
}
