import { blockEnd, type Offer } from '../../../common/files.js'
import { chainOf } from '../../call/files/chain.js'
import { tabStorage } from '../storage.js'

/** What is known of a file that was being sent when the page was loaded anew: all but the file itself. */
export interface KeptOffer {
  /** The id of the other person. */
  readonly to: string
  readonly offer: Offer
  /** When the file was last changed, in milliseconds since 1970. */
  readonly modified: number
  /** The hash of its first block, once that was sent. */
  readonly first: string | undefined
}

const KEY = 'lanline.files'
/** Nobody waits longer for who is gone; in milliseconds. */
const GOOD_FOR_MS = 600_000

/** Keeps these for the next page of the tab, in place of those before. */
export function keepOffers(offers: readonly KeptOffer[]): void {
  if (offers.length === 0) tabStorage.remove(KEY)
  else tabStorage.set(KEY, JSON.stringify({ at: Date.now(), offers }))
}

/** What the page before has kept. */
export function keptOffers(): readonly KeptOffer[] {
  const text = tabStorage.get(KEY)
  if (text === '') return []
  const { at, offers }: { at: number; offers: KeptOffer[] } = JSON.parse(text)
  return Date.now() - at < GOOD_FOR_MS ? offers : []
}

/** Whether this is the file as it was, as far as its first block shows; the hashes show the rest. */
export async function isThatFile({ offer, modified, first }: KeptOffer, file: File): Promise<boolean> {
  if (file.size !== offer.size || file.lastModified !== modified) return false
  if (first === undefined) return true
  const read = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer())
  return first === (await chainOf(read, blockEnd(0, file.size), file.size).catch(() => undefined))
}
