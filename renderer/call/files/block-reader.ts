import { blockEnd, FILE_LIMITS } from '../../../common/files.js'

type Bytes = Uint8Array<ArrayBuffer>

/**
 * Reads a file a block at a time, each while the one before is used. One stream is several times as fast as a slice for each
 * block, and what it reads into is used again: as garbage a whole file would come and go, and the page would grow.
 */
export class BlockReader {
  readonly #stream
  #ahead: Promise<Bytes>
  readonly #free: ArrayBuffer[] = []
  #lent: ArrayBuffer | undefined

  /** From there on, which is where a block begins. */
  constructor(
    private readonly file: Blob,
    private at: number,
  ) {
    this.#stream = streamOf(file.slice(at))
    this.#ahead = this.#read()
  }

  /** The next block, good until the next call; shorter where the file has become so. Rejects where it cannot be read. */
  async next(): Promise<Bytes> {
    if (this.#lent) this.#free.push(this.#lent)
    const bytes = await this.#ahead
    this.#lent = bytes.buffer
    this.#ahead = this.#read()
    return bytes
  }

  /** Reads no more. */
  close(): void {
    void this.#stream?.cancel().catch(() => undefined)
  }

  #read(): Promise<Bytes> {
    const from = this.at
    this.at = blockEnd(from, this.file.size)
    const buffer = this.#free.pop() ?? new ArrayBuffer(FILE_LIMITS.block)
    const bytes = this.#stream ? fill(this.#stream, buffer, this.at - from) : sliceOf(this.file, from, this.at)
    // Whoever asks for them hears of it.
    bytes.catch(() => undefined)
    return bytes
  }
}

/** Undefined where the browser alone says what a file is read into. */
function streamOf(blob: Blob): ReadableStreamBYOBReader | undefined {
  try {
    return blob.stream().getReader({ mode: 'byob' })
  } catch {
    return undefined
  }
}

/** Reads so many bytes, or as many as there are. */
async function fill(stream: ReadableStreamBYOBReader, buffer: ArrayBuffer, length: number): Promise<Bytes> {
  let bytes: Bytes = new Uint8Array(buffer, 0, 0)
  while (bytes.length < length) {
    const at = bytes.length
    const { value, done } = await stream.read(new Uint8Array(bytes.buffer, at, length - at))
    if (value) bytes = new Uint8Array(value.buffer, 0, at + value.length)
    if (done) break
  }
  return bytes
}

const sliceOf = async (file: Blob, from: number, to: number): Promise<Bytes> =>
  new Uint8Array(await file.slice(from, to).arrayBuffer())
