import { packList } from '../../common/file-set.js'
import { FILE_LIMITS, type FileSet } from '../../common/files.js'

type Bytes = Uint8Array<ArrayBuffer>

/** A set of files with these contents, as it goes over the channel. */
export function packSet(files: readonly (readonly [path: string, content: string])[]) {
  const encoder = new TextEncoder()
  const contents = files.map(([path, content]) => [path, encoder.encode(content)] as const)
  const list = packList(contents.map(([path, content]) => [path, content.length]))
  if (!list) throw new Error('That is too much for one set.')
  const bytes = joined([list, ...contents.map(([, content]) => content)])
  const set: FileSet = { files: files.filter(([path]) => !path.endsWith('/')).length, list: list.length }
  return { bytes, set, size: bytes.length }
}

/** These bytes in the blocks in which they come in. */
export async function* blocksOf(bytes: Bytes, length: number = FILE_LIMITS.block): AsyncGenerator<Bytes> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

export function joined(parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
