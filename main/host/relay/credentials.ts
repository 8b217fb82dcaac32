import { createHash, createHmac, randomBytes } from 'node:crypto'
import { ATTRIBUTE, attributeOf, isIntact, type ReceivedMessage } from './stun-message.js'

/** What a browser needs to know besides the URL, named as in RTCIceServer. */
export interface RelayCredentials {
  readonly username: string
  readonly credential: string
}

/** Who sent a request. */
export interface Identity {
  readonly username: string
  readonly person: string
  /** What the answer is signed with. */
  readonly key: Buffer
  /** Whether the credentials are too old to begin anything with. */
  readonly isExpired: boolean
}

/** Why nobody knows who sent a request: an error code of RFC 8489, section 9.2.4. */
export type AuthenticationError = 400 | 401 | 438

/** RFC 8489, section 9.2: a nonce that begins so tells that none of the later security features is wanted. */
const NONCE_COOKIE = 'obMatJos2AAAA'
const NONCE_MS = 60 * 60 * 1_000
const MAX_USERNAME_BYTES = 508
const USERNAME = /^(\d{1,12}):(.+)$/s

/**
 * Credentials with which a person may use the relay from now on, for as many seconds: the username is the end, in
 * seconds since 1970, with the person; the password is the username's HMAC-SHA1 (draft-uberti-behave-turn-rest-00).
 */
export function credentialsFor(person: string, secret: string, ttlSeconds: number, now = Date.now()): RelayCredentials {
  const username = `${Math.floor(now / 1_000) + ttlSeconds}:${person}`
  return { username, credential: passwordOf(username, secret) }
}

/** The key of long-term credentials (RFC 8489, section 9.2.2). */
export const longTermKey = (username: string, realm: string, password: string) =>
  createHash('md5').update(`${username}:${realm}:${password}`).digest()

/** Knows who sent a request by long-term credentials (RFC 8489, section 9.2). It remembers nobody. */
export class Authenticator {
  readonly #nonceSecret = randomBytes(32)

  constructor(
    private readonly secret: string,
    readonly realm: string,
  ) {}

  /** Who sent the request from this address, or why that is not known. */
  identify(request: ReceivedMessage, address: string): Identity | AuthenticationError {
    if (request.integrityAt === undefined) return 401
    const username = attributeOf(request, ATTRIBUTE.username)
    const realm = attributeOf(request, ATTRIBUTE.realm)
    const nonce = attributeOf(request, ATTRIBUTE.nonce)
    if (username === undefined || realm === undefined || nonce === undefined) return 400
    if (!this.#isFresh(nonce.toString('latin1'), address)) return 438
    const [, end, person] = (username.length <= MAX_USERNAME_BYTES && USERNAME.exec(username.toString())) || []
    if (end === undefined || person === undefined) return 401
    const name = username.toString()
    const key = longTermKey(name, this.realm, passwordOf(name, this.secret))
    if (!isIntact(request, key)) return 401
    return { username: name, person, key, isExpired: Number(end) * 1_000 <= Date.now() }
  }

  /** A nonce for this address alone, for an hour. */
  nonceFor(address: string): string {
    return this.#nonce(Date.now() + NONCE_MS, address)
  }

  #isFresh(nonce: string, address: string): boolean {
    const end = Number.parseInt(nonce.slice(NONCE_COOKIE.length), 36)
    return end > Date.now() && nonce === this.#nonce(end, address)
  }

  #nonce(end: number, address: string): string {
    const proof = createHmac('sha256', this.#nonceSecret).update(`${end} ${address}`).digest('hex').slice(0, 24)
    return `${NONCE_COOKIE}${end.toString(36)}-${proof}`
  }
}

const passwordOf = (username: string, secret: string) => createHmac('sha1', secret).update(username).digest('base64')
