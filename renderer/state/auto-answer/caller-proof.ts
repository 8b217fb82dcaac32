import type { Proof } from '../../../common/auto-answer.js'
import type { Fingerprints } from '../../call/negotiation.js'
import { CURVE, ownKey } from './own-key.js'

const SIGNING = { name: 'ECDSA', hash: 'SHA-256' }

/** What names a key to others: the SHA-256 of its SPKI (DER), in base64url. */
async function nameOf(key: CryptoKey): Promise<string> {
  return toBase64url(await sha256(await crypto.subtle.exportKey('spki', key)))
}

/**
 * By which a callee finds the caller among the keys that they know. It is another for each callee and each time that these
 * come to the host, so that neither the host nor anyone else learns by it who calls.
 */
export async function tagFor(keyName: string, callee: string): Promise<string> {
  const hash = await sha256(new TextEncoder().encode(`lanline call\n${keyName}\n${callee}`))
  return toBase64url(hash.slice(0, 16))
}

/** What names this device's own key; undefined where it has none. */
export async function ownKeyName(): Promise<string | undefined> {
  const pair = await ownKey()
  return pair && nameOf(pair.publicKey)
}

export const newNonce = () => toBase64url(crypto.getRandomValues(new Uint8Array(16)))

/** Proves, to the callee at the other end of a connection between these certificates, that this side has its key. */
export async function prove(pair: CryptoKeyPair, nonce: string, { own, theirs }: Fingerprints): Promise<Proof> {
  const [key, signature] = await Promise.all([
    crypto.subtle.exportKey('spki', pair.publicKey),
    crypto.subtle.sign(SIGNING, pair.privateKey, textOf(nonce, own, theirs)),
  ])
  return { key: toBase64url(key), signature: toBase64url(signature) }
}

/**
 * The name of the key that the caller at the other end has; undefined where the proof is none. The certificates are in
 * what is signed, so that a proof which somebody between the two has got elsewhere proves nothing here.
 */
export async function provenKey(proof: Proof, nonce: string, link: Fingerprints): Promise<string | undefined> {
  const key = await crypto.subtle
    .importKey('spki', fromBase64url(proof.key), CURVE, true, ['verify'])
    .catch(() => undefined)
  if (!key) return undefined
  const text = textOf(nonce, link.theirs, link.own)
  const isRight = await crypto.subtle.verify(SIGNING, key, fromBase64url(proof.signature), text)
  return isRight ? nameOf(key) : undefined
}

const textOf = (nonce: string, caller: string, callee: string) =>
  new TextEncoder().encode(`lanline caller\n${nonce}\n${caller.toLowerCase()}\n${callee.toLowerCase()}`)

const sha256 = (bytes: BufferSource) => crypto.subtle.digest('SHA-256', bytes)

function toBase64url(bytes: ArrayBuffer | Uint8Array): string {
  const text = String.fromCharCode(...new Uint8Array(bytes))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const fromBase64url = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
