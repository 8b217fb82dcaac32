import * as v from 'valibot'
import { FILE_LIMITS, type FileSet } from './files.js'
import { safePaths } from './safe-paths.js'
import { integer, readAs } from './schema.js'

type Bytes = Uint8Array<ArrayBuffer>

/** A file's path within the set, with `/` between its names, and its size in bytes. What ends in `/` is a folder with nothing in it. */
export type SetEntry = readonly [path: string, size: number]

const SetList = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(v.tuple([v.string(), integer(0, FILE_LIMITS.size)])),
  v.maxLength(FILE_LIMITS.setEntries),
)

/** The list that goes ahead of the files' bytes, which follow one another in its order; undefined where it is too much for one set. */
export function packList(entries: readonly SetEntry[]): Bytes | undefined {
  if (entries.length > FILE_LIMITS.setEntries) return undefined
  const list = new TextEncoder().encode(JSON.stringify(entries))
  return list.length > FILE_LIMITS.setList ? undefined : list
}

/** One file of a set that comes in, or a folder with nothing in it. */
export interface Unpacked {
  /** Safe to be written on any system; no two of a set are the same. */
  readonly path: string
  readonly isFolder: boolean
  readonly size: number
  /** To be read to the end before the next one is asked for. Each part is good until the next one is asked for. */
  readonly bytes: AsyncIterable<Bytes>
}

/** Another's set that is not what it was said to be. */
export class BrokenSet extends Error {
  override readonly name = 'BrokenSet'
}

/** The files of a set of this size, from its bytes. Throws BrokenSet where its list does not fit. */
export async function* unpackSet(
  bytes: AsyncIterable<Bytes>,
  { list, files }: FileSet,
  size: number,
): AsyncGenerator<Unpacked, void> {
  const reader = new PartReader(bytes[Symbol.asyncIterator]())
  const entries = readList(await reader.text(list), files, size - list)
  const paths = safePaths(entries.map(([path]) => path))
  for (const [index, [given, length]] of entries.entries()) {
    const path = paths[index] ?? ''
    yield { path, isFolder: given.endsWith('/'), size: length, bytes: reader.parts(length) }
  }
}

function readList(text: string, files: number, size: number): readonly SetEntry[] {
  const entries = readAs(SetList, text)
  const isFile = ([path]: SetEntry) => !path.endsWith('/')
  const isRight =
    entries?.filter(isFile).length === files &&
    entries.every((entry) => isFile(entry) || entry[1] === 0) &&
    entries.reduce((sum, [, length]) => sum + length, 0) === size
  if (!entries || !isRight) throw new BrokenSet('The list of a set does not fit what was offered.')
  return entries
}

/** Gives what comes in blocks in parts as they are wanted. */
class PartReader {
  #rest: Bytes = new Uint8Array(0)

  constructor(private readonly blocks: AsyncIterator<Bytes>) {}

  async *parts(length: number): AsyncGenerator<Bytes, void> {
    for (let left = length; left > 0; ) {
      const part = await this.#next(left)
      left -= part.length
      yield part
    }
  }

  async text(length: number): Promise<string> {
    const decoder = new TextDecoder()
    let text = ''
    for await (const part of this.parts(length)) text += decoder.decode(part, { stream: true })
    return text + decoder.decode()
  }

  async #next(most: number): Promise<Bytes> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.blocks.next()
      if (done) throw new BrokenSet('A set ended too early.')
      this.#rest = value
    }
    const part = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(part.length)
    return part
  }
}
