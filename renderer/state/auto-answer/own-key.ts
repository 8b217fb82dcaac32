/** ECDSA with the curve that every browser has (W3C Web Cryptography, section 23). */
export const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }

const DATABASE = 'lanline'
const STORE = 'keys'
const OWN = 'caller'

let pair: Promise<CryptoKeyPair | undefined> | undefined

/**
 * The key by which others know this device when it calls. It is made when it is first asked for, stays with the browser or
 * the app, and cannot be taken out of it. Undefined where the page has no Web Crypto, as on plain HTTP, or nothing is kept.
 * Never rejects.
 */
export function ownKey(): Promise<CryptoKeyPair | undefined> {
  pair ??= findOrMake().catch((error) => {
    console.warn('This device has no key to be known by:', error)
    return undefined
  })
  return pair
}

async function findOrMake(): Promise<CryptoKeyPair | undefined> {
  if (!globalThis.crypto?.subtle) return undefined
  const made = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify'])
  const database = await open()
  try {
    // One transaction, so that of two pages that begin at once both get the same key.
    const store = database.transaction(STORE, 'readwrite').objectStore(STORE)
    const kept = await done<CryptoKeyPair | undefined>(store.get(OWN))
    if (kept) return kept
    await done(store.add(made, OWN))
    return made
  } finally {
    database.close()
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE)
  return done(request)
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
