import { blockEnd } from '../../../common/files.js'
import { sha256 } from './sha256.js'

type Bytes = Uint8Array<ArrayBuffer>

/** The hash of no blocks. */
export const NO_BLOCKS = ''

/**
 * The hash of all blocks up to one: of the text of the hash of those before it, and behind it that of the SHA-256 of the
 * block itself, both in hexadecimal. So each block that is right says that all before it are.
 */
export const chained = (before: string, hash: string): Promise<string> =>
  sha256(new TextEncoder().encode(before + hash))

/** The hash of the blocks up to `to` of a file of so many bytes, of which `next` gives one after the other. */
export async function chainOf(next: (from: number, to: number) => Promise<Bytes>, to: number, size: number) {
  let hash = NO_BLOCKS
  for (let at = 0; at < to; at = blockEnd(at, size))
    hash = await chained(hash, await sha256(await next(at, blockEnd(at, size))))
  return hash
}
