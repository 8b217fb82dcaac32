import { type FileHandle, mkdir, open, rename, rm, stat, truncate } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DownloadBytes, DownloadProblem } from '../../common/bridge.js'
import { numbered, safeFileName } from '../../common/file-name.js'
import { BrokenSet } from '../../common/file-set.js'
import { log } from '../storage/log.js'
import type { Part, Parts } from './kept-parts.js'
import { OpenDownloads } from './open-downloads.js'

interface Download {
  readonly name: string
  /** Where it is written until it is whole. */
  readonly part: string
  readonly handle: FileHandle
}

/** How many files of one name there may be. */
export const MAX_NUMBER = 10_000

/** Files that the page takes from others, in a folder in which nothing is overwritten: `.part` until they are whole, which outlives the page. */
export class Downloads extends OpenDownloads<Download> {
  /** `mark` tells the system that the file at a path is from somebody else. */
  constructor(
    private readonly folder: () => string,
    private readonly parts: Parts,
    private readonly mark: (path: string) => Promise<void>,
  ) {
    super(({ handle }) => handle.close())
  }

  /** Begins a file of about this name. Resolves with what the other calls know it by. */
  async begin({ key, name: wanted }: { key: string; name: string }): Promise<{ id: string } | DownloadProblem> {
    return this.#opening(async () => {
      const folder = this.folder()
      await mkdir(folder, { recursive: true })
      await this.#discardPart(key)
      const name = safeFileName(wanted)
      const [part, handle] = await create(folder, (number) => `${numberedFrom(name, number)}.part`, newFile)
      await this.parts.keep({ key, name, path: part, at: Date.now() })
      return { name, part, handle }
    })
  }

  /** How many bytes there are of the part with this key; 0 where there is none, or it is being written. */
  async kept(key: string): Promise<number> {
    const part = this.#find(key)
    const { size } = (part && (await stat(part.path).catch(() => undefined))) ?? { size: 0 }
    return size
  }

  /** Reads that of such a part. */
  async read({ key, from, to }: { key: string; from: number; to: number }) {
    return trying(async () => {
      const handle = await open(this.#given(key).path)
      try {
        const bytes = new Uint8Array(to - from)
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
        return { bytes: bytes.subarray(0, bytesRead) }
      } finally {
        await handle.close()
      }
    })
  }

  /** Goes on with such a part, behind that many bytes of it. */
  async resume({ key, from }: { key: string; from: number }): Promise<{ id: string } | DownloadProblem> {
    return this.#opening(async () => {
      const { name, path } = this.#given(key)
      await truncate(path, from)
      const handle = await open(path, 'a')
      await this.parts.keep({ key, name, path, at: Date.now() })
      return { name, part: path, handle }
    })
  }

  /** Writes behind what was written before. */
  async write({ id, bytes }: DownloadBytes): Promise<DownloadProblem | undefined> {
    return trying(async () => {
      // Not `write`, which may write but a part of them.
      await this.get(id).handle.appendFile(bytes)
      return undefined
    })
  }

  /** Gives the file its name once all of it is on the disk. Resolves with that name. */
  async finish(id: string): Promise<{ name: string } | DownloadProblem> {
    return trying(async () => {
      const { name, part, handle } = this.get(id)
      await handle.sync()
      await handle.close()
      await this.mark(part).catch((error: Error) => log.warn(`A file could not be marked: ${error.message}`))
      const [path, reserved] = await create(this.folder(), (number) => numberedFrom(name, number), newFile)
      await reserved.close()
      await rename(part, path).catch(async (error) => {
        await rm(path, { force: true })
        throw error
      })
      this.keep(id, path)
      await this.parts.forget(part)
      return { name: basename(path) }
    })
  }

  override async discard(id: string): Promise<void> {
    const part = this.partOf(id)
    await super.discard(id)
    if (part !== undefined) await this.parts.forget(part)
  }

  /** Opens a file, unless too many are. */
  async #opening(job: () => Promise<Download>): Promise<{ id: string } | DownloadProblem> {
    if (this.isFull) return { problem: 'not-written' }
    return trying(async () => {
      const id = this.add(await job())
      await this.parts.tidy(({ path }) => this.isAt(path))
      return { id }
    })
  }

  /** What is begun anew is not gone on with. */
  async #discardPart(key: string): Promise<void> {
    const part = this.#find(key)
    if (!part) return
    await rm(part.path, { force: true })
    await this.parts.forget(part.path)
  }

  #find(key: string): Part | undefined {
    const part = this.parts.find(key)
    return part && !this.isAt(part.path) ? part : undefined
  }

  #given(key: string): Part {
    const part = this.#find(key)
    if (!part) throw new Error('There is no such part.')
    return part
  }
}

export const numberedFrom = (name: string, number: number) => (number === 0 ? name : numbered(name, number))

/** Makes what was not there before, under the first of these names that is free; `make` fails with EEXIST where one is taken. */
export async function create<Made>(
  folder: string,
  nameOf: (number: number) => string,
  make: (path: string) => Promise<Made>,
): Promise<[path: string, made: Made]> {
  for (let number = 0; number < MAX_NUMBER; number++) {
    const path = join(folder, nameOf(number))
    try {
      return [path, await make(path)]
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  throw new Error('There are too many of that name.')
}

const newFile = (path: string) => open(path, 'wx')

/** What keeps a file from being written is an answer: of an error the page would get words alone. */
export async function trying<T>(job: () => Promise<T>): Promise<T | DownloadProblem> {
  try {
    return await job()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    log.warn(`A file of somebody else could not be written: ${message}`)
    if (error instanceof BrokenSet) return { problem: 'broken' }
    return { problem: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'not-written' }
  }
}
