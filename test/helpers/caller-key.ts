import { createHash } from 'node:crypto'

/** A caller's key as a browser makes it, and what names it. */
export async function makeKey(): Promise<{ pair: CryptoKeyPair; name: string }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey)
  return { pair, name: createHash('sha256').update(Buffer.from(spki)).digest('base64url') }
}
