import * as v from 'valibot'
import { KeyHash } from './control.js'
import { PersonName } from './protocol.js'

/** Whose calls are answered by themselves, with sound and, where `camera`, with the picture too. */
export const AnsweredPerson = v.object({ key: KeyHash, name: PersonName, camera: v.boolean() })
export type AnsweredPerson = v.InferOutput<typeof AnsweredPerson>

const MAX_ANSWERED = 64
export const AnsweredPeople = v.pipe(v.array(AnsweredPerson), v.maxLength(MAX_ANSWERED))

/** Base64url without padding (RFC 4648, section 5) of so many characters. */
const base64url = (length: number) => v.pipe(v.string(), v.regex(new RegExp(`^[\\w-]{${length}}$`)))

/** 16 random bytes, so that a proof is good once. */
export const Nonce = base64url(22)

/** That someone has a key: the public key (SPKI, DER), and a signature by it (ECDSA with P-256 and SHA-256). */
export const Proof = v.object({ key: base64url(122), signature: base64url(86) })
export type Proof = v.InferOutput<typeof Proof>
