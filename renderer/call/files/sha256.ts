/**
 * The SHA-256 of these bytes, in hexadecimal. Plain http pages have no `crypto.subtle`; WebAssembly does for them, at about
 * a quarter of the speed.
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.crypto?.subtle) return (await import('hash-wasm')).sha256(bytes)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
