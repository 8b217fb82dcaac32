import { CHANNEL_HEADER_BYTES, isChannelData } from './channel-data.js'
import { HEADER_BYTES, MAGIC_COOKIE, padded } from './stun-message.js'

/** Chunks that are put together at the latest, so that a sender of single bytes fills no memory. */
const MAX_CHUNKS = 64

/** Finds messages and datagrams on channels in a stream (RFC 8656, sections 3.1 and 12.5). */
export class FrameReader {
  #chunks: Buffer[] = []
  #size = 0
  #needed = CHANNEL_HEADER_BYTES

  /** The frames that are complete with this chunk, as views of it where they can be. Undefined where it is no such stream. */
  push(chunk: Buffer): Buffer[] | undefined {
    this.#chunks.push(chunk)
    this.#size += chunk.length
    if (this.#size < this.#needed && this.#chunks.length < MAX_CHUNKS) return []
    let bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks)
    const frames: Buffer[] = []
    this.#needed = CHANNEL_HEADER_BYTES
    while (bytes.length >= CHANNEL_HEADER_BYTES) {
      const length = frameLength(bytes)
      if (length === undefined) return undefined
      this.#needed = padded(length)
      if (bytes.length < this.#needed) break
      frames.push(bytes.subarray(0, length))
      bytes = bytes.subarray(this.#needed)
      this.#needed = CHANNEL_HEADER_BYTES
    }
    this.#chunks = bytes.length > 0 ? [bytes] : []
    this.#size = bytes.length
    return frames
  }
}

/**
 * Whether a connection that begins so is one to the relay: a STUN message, where HTTP begins with a letter and TLS with
 * 0x16. Undefined where these bytes are too few to tell.
 */
export function isStun(firstBytes: Buffer): boolean | undefined {
  const [first] = firstBytes
  if (first === undefined) return undefined
  if (first > 0x3f || first === 0x16) return false
  return firstBytes.length < 8 ? undefined : firstBytes.readUInt32BE(4) === MAGIC_COOKIE
}

/** Without what fills the last word. Undefined where neither a message nor a datagram on a channel begins so. */
function frameLength(bytes: Buffer): number | undefined {
  if (isChannelData(bytes)) return CHANNEL_HEADER_BYTES + bytes.readUInt16BE(2)
  if ((bytes[0] ?? 0) > 0x3f || bytes.readUInt16BE(2) % 4 !== 0) return undefined
  if (bytes.length >= 8 && bytes.readUInt32BE(4) !== MAGIC_COOKIE) return undefined
  return HEADER_BYTES + bytes.readUInt16BE(2)
}
