import { access, mkdir, open, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { DownloadBytes, DownloadProblem, FolderToBegin } from '../../common/bridge.js'
import { Feed } from '../../common/feed.js'
import { safeFileName } from '../../common/file-name.js'
import { type Unpacked, unpackSet } from '../../common/file-set.js'
import { log } from '../storage/log.js'
import { create, MAX_NUMBER, numberedFrom, trying } from './downloads.js'
import { OpenDownloads } from './open-downloads.js'

interface FolderDownload {
  readonly name: string
  /** The folder that it is written to until it is whole. */
  readonly part: string
  /** Takes the set's bytes, and gives the files that were written. */
  readonly feed: Feed<Uint8Array<ArrayBuffer>, string[]>
}

/** Sets of files that the page takes from others: folders beside the files of `Downloads`, `.part` until they are whole. */
export class FolderDownloads extends OpenDownloads<FolderDownload> {
  /** `mark` tells the system that these files in a folder are from somebody else. */
  constructor(
    private readonly folder: () => string,
    private readonly mark: (folder: string, files: readonly string[]) => Promise<void>,
  ) {
    super(({ feed }) => feed.abandon())
  }

  async begin({ name: wanted, set, size }: FolderToBegin): Promise<{ id: string } | DownloadProblem> {
    if (this.isFull) return { problem: 'not-written' }
    return trying(async () => {
      const folder = this.folder()
      await mkdir(folder, { recursive: true })
      const name = safeFileName(wanted, 'files')
      const [part] = await create(
        folder,
        (number) => `${numberedFrom(name, number)}.part`,
        (path) => mkdir(path),
      )
      const feed = new Feed((bytes: AsyncIterable<Uint8Array<ArrayBuffer>>) =>
        writeAll(unpackSet(bytes, set, size), part),
      )
      return { id: this.add({ name, part, feed }) }
    })
  }

  /** Writes what these bytes of the set are of. */
  async write({ id, bytes }: DownloadBytes): Promise<DownloadProblem | undefined> {
    return trying(async () => {
      await this.get(id).feed.give(bytes as Uint8Array<ArrayBuffer>)
      return undefined
    })
  }

  /** Gives the folder its name once all is written. Resolves with that name. */
  async finish(id: string): Promise<{ name: string } | DownloadProblem> {
    return trying(async () => {
      const { name, part, feed } = this.get(id)
      const files = await feed.end()
      await this.mark(part, files).catch((error: Error) => log.warn(`A folder could not be marked: ${error.message}`))
      const path = await moveToFree(part, name)
      this.keep(id, path)
      return { name: basename(path) }
    })
  }
}

/** No system puts a folder in the place of one that has something in it, or of a file. */
async function moveToFree(part: string, name: string): Promise<string> {
  for (let number = 0; number < MAX_NUMBER; number++) {
    const path = join(dirname(part), numberedFrom(name, number))
    if (await isThere(path)) continue
    try {
      await rename(part, path)
      return path
    } catch (error) {
      if (!(await isThere(path))) throw error
    }
  }
  throw new Error('There are too many folders of that name.')
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/** Writes each file of a set below this folder, which has nothing in it. Resolves with where they are. */
async function writeAll(set: AsyncIterable<Unpacked>, folder: string): Promise<string[]> {
  const files: string[] = []
  for await (const { path, isFolder, bytes } of set) {
    const target = join(folder, path)
    await mkdir(isFolder ? target : dirname(target), { recursive: true })
    if (isFolder) continue
    const handle = await open(target, 'wx')
    try {
      for await (const part of bytes) await handle.appendFile(part)
    } finally {
      await handle.close()
    }
    files.push(target)
  }
  return files
}
