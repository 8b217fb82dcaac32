import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DownloadBytes, DownloadProblem } from '../../common/bridge.js'
import { numbered, safeFileName } from '../../common/file-name.js'
import { BrokenSet } from '../../common/file-set.js'
import { log } from '../storage/log.js'

interface Download {
  readonly name: string
  /** Where it is written until it is whole. */
  readonly part: string
  readonly handle: FileHandle
}

/** At once; seven others in a call can send three files each. */
const MAX_OPEN = 32
/** How many files of one name there may be. */
export const MAX_NUMBER = 10_000

/** Files that the page takes from others, in a folder in which nothing is overwritten: `.part` until they are whole. */
export class Downloads {
  readonly #open = new Map<string, Download>()
  readonly #finished = new Map<string, string>()

  /** `mark` tells the system that the file at a path is from somebody else. */
  constructor(
    private readonly folder: () => string,
    private readonly mark: (path: string) => Promise<void>,
  ) {}

  /** Begins a file of about this name. Resolves with what the other calls know it by. */
  async begin(wanted: string): Promise<{ id: string } | DownloadProblem> {
    if (this.#open.size >= MAX_OPEN) return { problem: 'not-written' }
    return trying(async () => {
      const folder = this.folder()
      await mkdir(folder, { recursive: true })
      const name = safeFileName(wanted)
      const [part, handle] = await create(folder, (number) => `${numberedFrom(name, number)}.part`, newFile)
      const id = randomUUID()
      this.#open.set(id, { name, part, handle })
      return { id }
    })
  }

  /** Writes behind what was written before. */
  async write({ id, bytes }: DownloadBytes): Promise<DownloadProblem | undefined> {
    return trying(async () => {
      // Not `write`, which may write but a part of them.
      await this.#get(id).handle.appendFile(bytes)
      return undefined
    })
  }

  /** Gives the file its name once all of it is on the disk. Resolves with that name. */
  async finish(id: string): Promise<{ name: string } | DownloadProblem> {
    return trying(async () => {
      const { name, part, handle } = this.#get(id)
      await handle.sync()
      await handle.close()
      await this.mark(part).catch((error: Error) => log.warn(`A file could not be marked: ${error.message}`))
      const [path, reserved] = await create(this.folder(), (number) => numberedFrom(name, number), newFile)
      await reserved.close()
      await rename(part, path).catch(async (error) => {
        await rm(path, { force: true })
        throw error
      })
      this.#open.delete(id)
      this.#finished.set(id, path)
      return { name: basename(path) }
    })
  }

  /** Leaves nothing of it, unless it is finished. Never rejects. */
  async discard(id: string): Promise<void> {
    const download = this.#open.get(id)
    this.#open.delete(id)
    if (!download) return
    await download.handle.close().catch(() => undefined)
    await rm(download.part, { force: true }).catch((error: Error) => log.warn(`A part is left: ${error.message}`))
  }

  /** The page is gone, and finishes nothing any more. */
  async discardAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.discard(id)))
  }

  /** Where a finished one is. */
  pathOf(id: string): string | undefined {
    return this.#finished.get(id)
  }

  #get(id: string): Download {
    const download = this.#open.get(id)
    if (!download) throw new Error('There is no such download.')
    return download
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
