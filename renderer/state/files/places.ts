import type { Bridge, DownloadProblem } from '../../../common/bridge.js'
import { safeFileName } from '../../../common/file-name.js'
import { BrokenSet } from '../../../common/file-set.js'
import type { Offer } from '../../../common/files.js'
import type { KeptPart, Sink } from '../../call/files/incoming-file.js'
import { sha256 } from '../../call/files/sha256.js'
import { BlobSink } from './blob-sink.js'
import { findPrivatePart, openPrivateSink } from './private-parts.js'
import type { SetOffer } from './set-sinks.js'

/** Begins to write a file that the person wants. */
export type OpenSink = () => Promise<Sink>

/** Where this page can write files. */
export interface Places {
  /** The largest file that it can take, in bytes. */
  readonly limit: number
  /**
   * Finds a place for a file from this person, and asks for one where that is to be said. Resolves with none where the person
   * did not choose one.
   */
  choose(from: string, offer: Offer): Promise<OpenSink | undefined>
  /** Finds what a page before has of it. */
  find(from: string, offer: Offer): Promise<KeptPart | undefined>
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
 * The best place that there is: the app's folder for downloads, the page's own storage, or where the person says. A set
 * becomes a folder where the page can make one, else a zip file.
 */
export function findPlaces(bridge: Bridge | undefined): Places {
  const files = findFilePlaces(bridge)
  return {
    limit: files.limit,
    choose: (from, offer) => {
      const { set } = offer
      if (!set) return files.choose(from, offer)
      if (bridge) return Promise.resolve(() => openFolder(bridge, { ...offer, set }))
      const pick = window.showDirectoryPicker
      return pick ? chooseFolder(pick, { ...offer, set }) : chooseZip(files, from, { ...offer, set })
    },
    // What there is of a set is its files, or a zip, and not the bytes that were sent.
    find: async (from, offer) => (offer.set ? undefined : files.find(from, offer)),
  }
}

function findFilePlaces(bridge: Bridge | undefined): Places {
  const limit = Number.POSITIVE_INFINITY
  if (bridge) {
    return {
      limit,
      choose: async (from, offer) => async () => openDownload(bridge, await keyOf(from, offer), offer.name),
      find: async (from, offer) => findDownload(bridge, await keyOf(from, offer)),
    }
  }
  // Older Safari writes there in workers alone.
  if ('FileSystemFileHandle' in window && 'createWritable' in FileSystemFileHandle.prototype) {
    return {
      limit,
      choose: async (from, offer) => {
        const pick = window.showSaveFilePicker
        if (pick && !(await fitsTwice(offer.size))) return choosePicked(pick, offer)
        return async () => openPrivateSink(await keyOf(from, offer), safelyNamed(offer))
      },
      find: async (from, offer) => findPrivatePart(await keyOf(from, offer), safelyNamed(offer)),
    }
  }
  return {
    limit: BLOB_LIMIT,
    choose:
      async (_from, { name, kind }) =>
      async () =>
        new BlobSink(safeFileName(name), kind),
    find: async () => undefined,
  }
}

/** What a page knows a file by that was loaded anew: a yes was said to just this offer, and holds for no other. */
const keyOf = (from: string, { id, name, size, kind }: Offer) =>
  sha256(new TextEncoder().encode(JSON.stringify([from, id, name, size, kind])))

const safelyNamed = (offer: Offer): Offer => ({ ...offer, name: safeFileName(offer.name) })

/** Whether there is room for it in the page's storage, and beside it for the download. */
async function fitsTwice(size: number): Promise<boolean> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate()
  return 2 * size <= quota - usage
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

async function chooseZip(files: Places, from: string, offer: SetOffer): Promise<OpenSink | undefined> {
  const open = await files.choose(from, { ...offer, name: `${safeFileName(offer.name)}.zip`, kind: 'application/zip' })
  return open && (async () => (await import('./set-sinks.js')).zipSink(await open(), offer))
}

/** What a picker gives: undefined where the person has chosen nothing. */
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
    write: async (bytes) => {
      await writable.write(bytes)
      return bytes.buffer
    },
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

async function findDownload(bridge: Bridge, key: string): Promise<KeptPart> {
  return {
    length: await bridge.keptDownload(key),
    read: async (from, to) => given(await bridge.readDownload({ key, from, to })).bytes,
    open: async (from) => downloadSink(bridge, given(await bridge.resumeDownload({ key, from }))),
  }
}

const openDownload = async (bridge: Bridge, key: string, name: string): Promise<Sink> =>
  downloadSink(bridge, given(await bridge.beginDownload({ key, name })))

const openFolder = async (bridge: Bridge, { name, size, set }: SetOffer): Promise<Sink> =>
  downloadSink(bridge, given(await bridge.beginFolder({ name, size, set })))

function downloadSink(bridge: Bridge, { id }: { id: string }): Sink {
  return {
    write: async (bytes) => {
      given((await bridge.writeDownload({ id, bytes })) ?? {})
      return bytes.buffer
    },
    finish: async () => {
      const saved = given(await bridge.finishDownload(id))
      return {
        name: saved.name,
        open: () => void bridge.openDownload(id).catch(reportError),
        show: { kind: 'folder', act: () => void bridge.showDownload(id).catch(reportError) },
      }
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
