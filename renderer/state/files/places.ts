import type { Bridge, DownloadProblem } from '../../../common/bridge.js'
import { safeFileName } from '../../../common/file-name.js'
import { BrokenSet } from '../../../common/file-set.js'
import type { Offer } from '../../../common/files.js'
import type { Sink } from '../../call/files/incoming-file.js'
import { BlobSink } from './blob-sink.js'
import { openPrivateSink } from './private-sink.js'
import type { SetOffer } from './set-sinks.js'

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
    showDirectoryPicker?: (options: { mode: 'readwrite'; startIn: 'downloads' }) => Promise<FileSystemDirectoryHandle>
  }
  interface FileSystemHandle {
    /** Chromium alone. */
    remove?: () => Promise<void>
  }
}

/**
 * The best place that there is: the app's folder for downloads, where the person says, or where the browser downloads to. A
 * set becomes a folder where the page can make one, else a zip file.
 */
export function findPlaces(bridge: Bridge | undefined): Places {
  const files = findFilePlaces(bridge)
  return {
    limit: files.limit,
    choose: (offer) => {
      const { set } = offer
      if (!set) return files.choose(offer)
      if (bridge) return Promise.resolve(() => openFolder(bridge, { ...offer, set }))
      const pick = window.showDirectoryPicker
      return pick ? chooseFolder(pick, { ...offer, set }) : chooseZip(files, { ...offer, set })
    },
  }
}

function findFilePlaces(bridge: Bridge | undefined): Places {
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
  const handle = await unlessDismissed(pick({ suggestedName: safeFileName(name) }))
  return handle && (() => openPicked(handle))
}

async function chooseFolder(
  pick: NonNullable<Window['showDirectoryPicker']>,
  offer: SetOffer,
): Promise<OpenSink | undefined> {
  const parent = await unlessDismissed(pick({ mode: 'readwrite', startIn: 'downloads' }))
  return parent && (async () => (await import('./set-sinks.js')).openFolderSink(parent, offer))
}

async function chooseZip(files: Places, offer: SetOffer): Promise<OpenSink | undefined> {
  const open = await files.choose({ ...offer, name: `${safeFileName(offer.name)}.zip`, kind: 'application/zip' })
  return open && (async () => (await import('./set-sinks.js')).zipSink(await open(), offer))
}

/** Of a picker: undefined where the person has chosen nothing. */
async function unlessDismissed<T>(picked: Promise<T>): Promise<T | undefined> {
  try {
    return await picked
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

const openDownload = async (bridge: Bridge, name: string): Promise<Sink> =>
  downloadSink(bridge, given(await bridge.beginDownload(name)))

const openFolder = async (bridge: Bridge, { name, size, set }: SetOffer): Promise<Sink> =>
  downloadSink(bridge, given(await bridge.beginFolder({ name, size, set })))

function downloadSink(bridge: Bridge, { id }: { id: string }): Sink {
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
  if (answer.problem === 'broken') throw new BrokenSet(answer.problem)
  throw new DOMException(answer.problem, answer.problem === 'disk-full' ? 'QuotaExceededError' : 'NotAllowedError')
}
