import { makeZip } from 'client-zip'
import { Feed } from '../../../common/feed.js'
import { numbered, safeFileName } from '../../../common/file-name.js'
import { type Unpacked, unpackSet } from '../../../common/file-set.js'
import { FILE_LIMITS, type FileSet, type Offer } from '../../../common/files.js'
import type { Sink } from '../../call/files/incoming-file.js'

type Bytes = Uint8Array<ArrayBuffer>

/** An offer of several files that go as one. */
export type SetOffer = Offer & { readonly set: FileSet }

/** Writes a set as files into a folder of its own, which it makes in this one under a name that is free. */
export async function openFolderSink(parent: FileSystemDirectoryHandle, { name, set, size }: SetOffer): Promise<Sink> {
  const folder = await createFolder(parent, safeFileName(name))
  const feed = new Feed((bytes: AsyncIterable<Bytes>) => writeAll(unpackSet(bytes, set, size), folder))
  return {
    write: (bytes) => given(feed, bytes),
    finish: async () => {
      await feed.end()
      return { name: folder.name }
    },
    discard: async () => {
      await feed.abandon()
      await parent.removeEntry(folder.name, { recursive: true })
    },
  }
}

/** Packs a set into one zip file, nothing compressed, which `file` is the place of. */
export function zipSink(file: Sink, { set, size }: SetOffer): Sink {
  const feed = new Feed((bytes: AsyncIterable<Bytes>) => pack(unpackSet(bytes, set, size), file))
  return {
    write: (bytes) => given(feed, bytes),
    finish: async () => {
      await feed.end()
      return file.finish()
    },
    discard: async () => {
      await feed.abandon()
      await file.discard()
    },
  }
}

/** Whoever reads a set is done with what it has when it asks for more. */
async function given(feed: Feed<Bytes, void>, bytes: Bytes): Promise<ArrayBuffer> {
  await feed.give(bytes)
  return bytes.buffer
}

/** Nothing that was there before is written to. */
async function createFolder(parent: FileSystemDirectoryHandle, name: string): Promise<FileSystemDirectoryHandle> {
  for (let number = 0; ; number++) {
    const free = number === 0 ? name : numbered(name, number)
    if (!(await isThere(parent, free))) return parent.getDirectoryHandle(free, { create: true })
  }
}

async function isThere(parent: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await parent.getDirectoryHandle(name)
    return true
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    if (error.name === 'NotFoundError') return false
    // It is a file.
    if (error.name === 'TypeMismatchError') return true
    throw error
  }
}

async function writeAll(set: AsyncIterable<Unpacked>, root: FileSystemDirectoryHandle): Promise<void> {
  for await (const { path, isFolder, bytes } of set) {
    const names = path.split('/')
    const name = isFolder ? undefined : names.pop()
    let folder = root
    for (const part of names) folder = await folder.getDirectoryHandle(part, { create: true })
    if (name === undefined) continue
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable()
    try {
      for await (const part of bytes) await writable.write(part)
    } catch (error) {
      await writable.abort().catch(() => undefined)
      throw error
    }
    await writable.close()
  }
}

/** The small parts that a zip comes in are put together: each time the place is written to costs the same. */
async function pack(set: AsyncIterable<Unpacked>, file: Sink): Promise<void> {
  let block: Bytes = new Uint8Array(FILE_LIMITS.block)
  let filled = 0
  const reader = makeZip(inputsOf(set)).getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    for (let rest = next.value; rest.length > 0; ) {
      const part = rest.subarray(0, block.length - filled)
      block.set(part, filled)
      filled += part.length
      rest = rest.subarray(part.length)
      if (filled < block.length) continue
      block = new Uint8Array(await file.write(block))
      filled = 0
    }
  }
  if (filled > 0) await file.write(block.subarray(0, filled))
}

async function* inputsOf(set: AsyncIterable<Unpacked>) {
  for await (const { path, isFolder, size, bytes } of set)
    yield isFolder ? { name: `${path}/` } : { name: path, size, input: copied(bytes) }
}

/** The zip holds a part while the next one is asked for. */
async function* copied(bytes: AsyncIterable<Bytes>) {
  for await (const part of bytes) yield part.slice()
}
