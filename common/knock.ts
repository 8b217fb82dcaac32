import * as v from 'valibot'
import { KeyHash } from './control.js'

/** Where a host asks another one on the network to knock at a door of its own: `?port=8080`, with `&secure` for https. */
export const KNOCK_PATH = '/.well-known/lanline-knock'

/** A door of a host, by the port that it is at. */
export interface Door {
  readonly port: number
  readonly isSecure: boolean
}

/** Whether a host answered at that door of the address that the question came from, and with which key. */
export const KnockReply = v.object({ isReached: v.boolean(), key: v.optional(KeyHash) })
export type KnockReply = v.InferOutput<typeof KnockReply>
