import type { SegmentAnswer, SegmentTask } from './segment-worker.js'
import workerUrl from './segment-worker.js?worker&url'

type Bytes = Uint8Array<ArrayBuffer>

/** A file of the page's own storage that is being written. */
export interface Segment {
  /** Takes over the memory of the bytes. Resolves with it, or with as much, once it is free again. */
  write(bytes: Bytes): Promise<ArrayBuffer>
  close(): Promise<void>
}

declare global {
  interface Window {
    /** Trusted Types, which not all browsers have. */
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string }
    }
  }
}

/** Begins to write there, and leaves what is before as it is. What is written is on the disk at once where a worker may write it, else once it is closed. */
export async function openSegment(file: FileSystemFileHandle, at: number): Promise<Segment> {
  try {
    return await openByWorker(file, at)
  } catch (error) {
    console.warn('The page writes by itself, since its worker cannot:', error)
    return openByPage(file, at)
  }
}

async function openByPage(file: FileSystemFileHandle, at: number): Promise<Segment> {
  const writable = await file.createWritable({ keepExistingData: at > 0 })
  if (at > 0) {
    await writable.truncate(at)
    await writable.seek(at)
  }
  return {
    write: async (bytes) => {
      await writable.write(bytes)
      return bytes.buffer
    },
    close: () => writable.close(),
  }
}

let opened = 0

async function openByWorker(file: FileSystemFileHandle, from: number): Promise<Segment> {
  const segment = opened++
  await ask({ do: 'open', segment, file, at: from })
  let at = from
  return {
    write: async (bytes) => {
      const { length } = bytes
      const free = await ask({ do: 'write', segment, bytes, at }, [bytes.buffer])
      at += length
      return free as ArrayBuffer
    },
    close: async () => void (await ask({ do: 'close', segment })),
  }
}

interface Waiting {
  resolve(free: ArrayBuffer | undefined): void
  reject(reason: Error): void
}

let worker: Worker | undefined
/** For the worker's answers, which come in the order of what it was asked. */
const waiting: Waiting[] = []

function ask(task: SegmentTask, transfer: Transferable[] = []): Promise<ArrayBuffer | undefined> {
  worker ??= startWorker()
  worker.postMessage(task, transfer)
  return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
}

function startWorker(): Worker {
  url ??= trusted()
  const started = new Worker(url)
  started.onmessage = ({ data }: MessageEvent<SegmentAnswer>) => {
    const asked = waiting.shift()
    if (data && 'problem' in data) asked?.reject(new DOMException(data.about, data.problem))
    else asked?.resolve(data)
  }
  // It could not be fetched, or was ended. Another is started where one is asked for.
  started.onerror = () => {
    worker = undefined
    for (const { reject } of waiting.splice(0)) reject(new Error('There is no worker.'))
  }
  return started
}

let url: string | undefined

/** The page's policy has this made once, and lets nothing else start a worker: what is asked for counts for nothing. */
const trusted = () =>
  window.trustedTypes?.createPolicy('lanline-worker', { createScriptURL: () => workerUrl }).createScriptURL('') ??
  workerUrl
