// A worker of its own: browsers let workers alone write to a file at once, rather than to a copy that takes its place.

/** What the page asks for; a segment is known by the number that it was opened under. */
export type SegmentTask =
  | { readonly do: 'open'; readonly segment: number; readonly file: FileSystemFileHandle; readonly at: number }
  | { readonly do: 'write'; readonly segment: number; readonly bytes: Uint8Array<ArrayBuffer>; readonly at: number }
  | { readonly do: 'close'; readonly segment: number }

/** Answers each task in its turn, by the memory that is free again, or by what went wrong. */
export type SegmentAnswer = ArrayBuffer | undefined | { readonly problem: string; readonly about: string }

/** In workers alone (File System Standard). */
interface SyncAccessHandle {
  write(bytes: Uint8Array, options: { at: number }): number
  truncate(size: number): void
  close(): void
}
declare global {
  interface FileSystemFileHandle {
    createSyncAccessHandle(): Promise<SyncAccessHandle>
  }
}

/** A page that was just left may hold its file for a moment. */
const TRIES = 50
const AGAIN_MS = 100

const handles = new Map<number, SyncAccessHandle>()
let last = Promise.resolve()

addEventListener('message', ({ data }: MessageEvent<SegmentTask>) => {
  last = last.then(() => answer(data))
})

async function answer(task: SegmentTask): Promise<void> {
  try {
    const free = task.do === 'open' ? await open(task) : perform(task)
    postMessage(free, { transfer: free ? [free] : [] })
  } catch (error) {
    const { name, message } = error as Error
    postMessage({ problem: name, about: message })
  }
}

async function open({ segment, file, at }: SegmentTask & { do: 'open' }): Promise<undefined> {
  const handle = await openWithin(TRIES, file)
  handles.set(segment, handle)
  handle.truncate(at)
}

async function openWithin(tries: number, file: FileSystemFileHandle): Promise<SyncAccessHandle> {
  try {
    return await file.createSyncAccessHandle()
  } catch (error) {
    if (tries === 1 || (error as Error).name !== 'NoModificationAllowedError') throw error
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    return openWithin(tries - 1, file)
  }
}

function perform(task: Exclude<SegmentTask, { do: 'open' }>): ArrayBuffer | undefined {
  const handle = handles.get(task.segment)
  if (task.do === 'close') {
    handles.delete(task.segment)
    handle?.close()
    return undefined
  }
  const { bytes, at } = task
  if (handle?.write(bytes, { at }) !== bytes.length) throw new DOMException('The disk is full.', 'QuotaExceededError')
  return bytes.buffer
}
