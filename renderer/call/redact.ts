import { ADDRESS, redactAddresses } from '../../common/redact-addresses.js'

/**
 * Takes out of a text what must not reach whoever a log is given to. Works on any text, and rather hides too much than
 * too little; everything runs in time linear in the text, which others may have written.
 */

const PORT = '[port]'
const HIDDEN = '[hidden]'

/** Hexadecimal pairs with colons: certificate fingerprints (RFC 8122), of SHA-1 and longer. */
const FINGERPRINT = /(?:[\da-f]{2}:){19,}[\da-f]{2}/gi

/** What browsers give out in place of a host address (draft-ietf-mmusic-mdns-ice-candidates): random, gone with the page. */
const MDNS_NAME = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.local$/i

/** Session description lines whose whole value goes: origin, connection address, key (RFC 8866). */
const HIDDEN_LINES = /^([ock])=.*$/gm
/** Attributes whose value goes: ICE credentials (RFC 8839), DTLS identity (RFC 8122, 8842, 8827), SDES keys (RFC 4568). */
const HIDDEN_ATTRIBUTES = /^a=(ice-ufrag|ice-pwd|fingerprint|tls-id|identity|crypto|key-mgmt|remote-candidates):.*$/gim
/** The port of the default candidate; 0 and 9 stand for none. */
const MEDIA_PORT = /^(m=\w+ |a=rtcp:)(?!0\b|9\b)\d+/gm
/** A candidate attribute up to its port (RFC 8839, section 5.1), and what follows. */
const CANDIDATE = /(candidate:(?:\S{1,64} ){4})(\S{1,255}) \S{1,64}(.*)/gi
const CANDIDATE_EXTENSION = /\b(raddr|rport|ufrag|pwd|password) \S+/gi

/** `text` without IP addresses, without the ports of candidates, and without what secures a connection. */
export function redact(text: string): string {
  const withoutSecrets = text
    .replace(HIDDEN_LINES, `$1=${HIDDEN}`)
    .replace(HIDDEN_ATTRIBUTES, `a=$1:${HIDDEN}`)
    .replace(MEDIA_PORT, `$1${PORT}`)
    .replace(CANDIDATE, (_, head: string, address: string, rest: string) => {
      const shown = MDNS_NAME.test(address) ? address : ADDRESS
      return `${head}${shown} ${PORT}${rest.replace(CANDIDATE_EXTENSION, hideExtension)}`
    })
    .replace(FINGERPRINT, HIDDEN)
  return redactAddresses(withoutSecrets)
}

function hideExtension(_: string, name: string): string {
  if (name === 'raddr') return `${name} ${ADDRESS}`
  return `${name} ${name === 'rport' ? PORT : HIDDEN}`
}

/** Names of fields whose text is a secret, whatever it says. */
const SECRET_FIELDS =
  /^(session|sid|pid|offset|auth|token|ticket|passcode|password|credential|username|usernameFragment|ufrag)$/
const ADDRESS_FIELDS = /^(address|relatedAddress|hostCandidate)$/
const PORT_FIELDS = /^(port|relatedPort)$/

/**
 * A copy of a payload with `redact` applied to every text and every name in it, and secrets hidden. `hideFields` names
 * further fields to hide at its outermost level.
 */
export function redactPayload(value: unknown, hideFields: readonly string[] = []): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => redactPayload(item))
  if (typeof value !== 'object' || value === null || value instanceof ArrayBuffer) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (SECRET_FIELDS.test(name) || hideFields.includes(name)) return [name, HIDDEN]
      if (ADDRESS_FIELDS.test(name)) return [name, ADDRESS]
      if (PORT_FIELDS.test(name)) return [name, PORT]
      return [redact(name), redactPayload(inner)]
    }),
  )
}
