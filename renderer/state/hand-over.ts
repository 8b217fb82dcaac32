import { Passcode } from '../../common/control.js'
import { PersonName } from '../../common/protocol.js'

// What goes along to another page of Lanline stands in the link's fragment, which browsers send to nobody, and is taken
// out of that page's address at once. They show the link all the same while they warn of a certificate, and keep it in
// their history.

const NAME = 'name'
const PASSCODE = 'passcode'
/** For how long a passcode can be taken: on the way there a person may compare fingerprints. */
const WAIT_S = 600
const MARK_BYTES = 4
const HALF = new RegExp(`^[\\da-f]{${2 * MARK_BYTES}}([\\da-f]{2})+$`)

/** Adds a name to the link to another page. */
export function withName(link: string, name: string): string {
  const parsed = PersonName.safeParse(name)
  return parsed.success && parsed.data !== '' ? withPart(link, NAME, parsed.data) : link
}

/** The name that the link to this page brought along. */
export const takeName = (): string | undefined => PersonName.safeParse(takePart(NAME)).data || undefined

/**
 * Readies a passcode for another page of the same host. Gives the half of it that goes into a link, by `withPasscode`;
 * the other waits in a cookie, which all pages of a host share whatever their scheme and port (RFC 6265, section 8.5).
 * Neither tells more than the length without the other (one-time pad). By a mark that is in both they find each other.
 */
export function splitPasscode(passcode: string): string {
  const text = new TextEncoder().encode(passcode)
  const pad = crypto.getRandomValues(new Uint8Array(text.length))
  const mark = toHex(crypto.getRandomValues(new Uint8Array(MARK_BYTES)))
  setCookie(mark, toHex(pad), WAIT_S)
  return mark + toHex(xor(text, pad))
}

export const withPasscode = (link: string, half: string): string => withPart(link, PASSCODE, half)

/** The passcode that the link to this page brought along, once; undefined where its other half is not there. */
export function takePasscode(): string | undefined {
  const part = takePart(PASSCODE)
  if (part === undefined || !HALF.test(part)) return undefined
  const mark = part.slice(0, 2 * MARK_BYTES)
  const half = fromHex(part.slice(mark.length))
  const pad = fromHex(cookie(mark))
  setCookie(mark, '', 0)
  return pad.length === half.length ? Passcode.safeParse(new TextDecoder().decode(xor(half, pad))).data : undefined
}

function withPart(link: string, name: string, value: string): string {
  const [page, fragment] = link.split('#', 2)
  const parts = new URLSearchParams(fragment)
  parts.set(name, value)
  return `${page}#${parts}`
}

function takePart(name: string): string | undefined {
  const parts = new URLSearchParams(location.hash.slice(1))
  const value = parts.get(name)
  if (value === null) return undefined
  parts.delete(name)
  history.replaceState(null, '', location.pathname + location.search + (parts.size > 0 ? `#${parts}` : ''))
  return value
}

const cookieName = (mark: string) => `lanline-passcode-${mark}`

const cookie = (mark: string): string =>
  document.cookie
    .split('; ')
    .find((text) => text.startsWith(`${cookieName(mark)}=`))
    ?.slice(cookieName(mark).length + 1) ?? ''

function setCookie(mark: string, value: string, seconds: number): void {
  // biome-ignore lint/suspicious/noDocumentCookie: there is no Cookie Store API on pages that come by plain http.
  document.cookie = `${cookieName(mark)}=${value}; max-age=${seconds}; path=/; samesite=strict`
}

const xor = (some: Uint8Array, others: Uint8Array) => some.map((byte, index) => byte ^ (others[index] ?? 0))
const toHex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const fromHex = (hex: string) => Uint8Array.from(hex.match(/[\da-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16))
