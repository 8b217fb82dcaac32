import type { Bridge, DownloadProblem } from '../../../common/bridge.js'
import { safeFileName } from '../../../common/file-name.js'
import type { Offer } from '../../../common/files.js'
import type { Sink } from '../../call/files/incoming-file.js'
import { BlobSink } from './blob-sink.js'
import { openPrivateSink } from './private-sink.js'

/** Begins to write a file that the person wants. */
export type OpenSink = () => Promise<Sink>

/** Where this page can write files. */
export interface Places {
  /** The largest file that it can take, in bytes. */
  readonly limit: number
  /** Asks the person for a place where that is theirs to say. Resolves with none where they did not choose one. */
  choose(offer: Offer): Promise<OpenSink | undefined>
}

/** Plain http pages have no disk to write to: what they take is kept by the browser until it is whole. */
const BLOB_LIMIT = 500_000_000

declare global {
  interface Window {
    /** File System Access, which Chromium has on secure pages. */
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>
  }
  interface FileSystemHandle {
    /** Chromium alone. */
    remove?: () => Promise<void>
  }
}

/** The best place that there is: the app's folder for downloads, where the person says, or where the browser downloads to. */
export function findPlaces(bridge: Bridge | undefined): Places {
  const limit = Number.POSITIVE_INFINITY
  if (bridge)
    return {
      limit,
      choose:
        async ({ name }) =>
        () =>
          openDownload(bridge, name),
    }
  const pick = window.showSaveFilePicker
  if (pick) return { limit, choose: (offer) => choosePicked(pick, offer) }
  // Older Safari writes there in workers alone.
  if ('FileSystemFileHandle' in window && 'createWritable' in FileSystemFileHandle.prototype) {
    return {
      limit,
      choose:
        async ({ name }) =>
        () =>
          openPrivateSink(safeFileName(name)),
    }
  }
  return {
    limit: BLOB_LIMIT,
    choose:
      async ({ name, kind }) =>
      async () =>
        new BlobSink(safeFileName(name), kind),
  }
}

async function choosePicked(
  pick: NonNullable<Window['showSaveFilePicker']>,
  { name }: Offer,
): Promise<OpenSink | undefined> {
  try {
    const handle = await pick({ suggestedName: safeFileName(name) })
    return () => openPicked(handle)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined
    throw error
  }
}

/** The browser writes beside the file, and puts what is whole in its place. */
async function openPicked(handle: FileSystemFileHandle): Promise<Sink> {
  const writable = await handle.createWritable()
  return {
    write: (bytes) => writable.write(bytes),
    finish: async () => {
      await writable.close()
      return { name: handle.name }
    },
    discard: async () => {
      await writable.abort().catch(() => undefined)
      // The picker has made an empty file.
      const { size } = await handle.getFile()
      if (size === 0) await handle.remove?.()
    },
  }
}

async function openDownload(bridge: Bridge, name: string): Promise<Sink> {
  const { id } = given(await bridge.beginDownload(name))
  return {
    write: async (bytes) => void given((await bridge.writeDownload({ id, bytes })) ?? {}),
    finish: async () => {
      const saved = given(await bridge.finishDownload(id))
      return { name: saved.name, show: { kind: 'folder', act: () => void bridge.showDownload(id).catch(reportError) } }
    },
    discard: () => bridge.discardDownload(id),
  }
}

/** The answer of the app, unless it tells of a problem. */
function given<T extends object>(answer: T | DownloadProblem): T {
  if (!('problem' in answer)) return answer
  throw new DOMException(answer.problem, answer.problem === 'disk-full' ? 'QuotaExceededError' : 'NotAllowedError')
}
