import { isIPv6 } from 'node:net'
import { isLoopback } from '../../common/ip-address.js'
import type { Signal } from '../../common/protocol.js'

type Candidate = NonNullable<Signal['candidate']>

/**
 * A candidate (RFC 8839, section 5.1) whose address is a name that the browser made up, and that nobody beyond its network
 * can look up (draft-ietf-mmusic-mdns-ice-candidates).
 */
const HIDDEN = /^(?:a=)?candidate:(\S{1,32}) (\d+) udp (\d+) \S+\.local (\d+) typ host\b(.*)$/gim
/** Most of a description; browsers name two for each connection. */
const MOST = 16
/** The one of server-reflexive candidates (RFC 8445, section 5.1.2.2): behind all that the browser found itself. */
const TYPE_PREFERENCE = 100
const REST_OF_PRIORITY = 2 ** 24

/**
 * What the host adds to a signal: each candidate whose address the sender's browser hides, at the IP address that the host
 * sees of the sender. Nothing where that address leads nowhere from another machine.
 */
export function seenCandidates({ candidate, description }: Signal, address: string): Candidate[] {
  if (!leadsElsewhere(address)) return []
  if (candidate) return inLines(candidate.candidate, address).map((line) => ({ ...candidate, candidate: line }))
  const { sdp = '' } = description ?? {}
  if (!sdp.includes(NAME_END)) return []
  const [, ...sections] = sdp.split(/^(?=m=)/m)
  const all = sections.flatMap((section, sdpMLineIndex) =>
    inLines(section, address).map((line) => ({ candidate: line, sdpMid: midOf(section), sdpMLineIndex })),
  )
  return all.slice(0, MOST)
}

const NAME_END = '.local '

/** RFC 4291, section 2.5.6: a link-local address means nothing without the interface. */
const leadsElsewhere = (address: string) => address !== '' && !isLoopback(address) && !/^fe[89ab]/i.test(address)

const midOf = (section: string) => /^a=mid:(\S+)$/m.exec(section)?.[1] ?? null

function inLines(text: string, address: string): string[] {
  if (!text.includes(NAME_END)) return []
  // RFC 8839: in place of a related address that is not to be told.
  const related = isIPv6(address) ? 'raddr :: rport 9' : 'raddr 0.0.0.0 rport 9'
  return Array.from(text.matchAll(HIDDEN), ([, foundation = '', component, priority, port, extensions = '']) => {
    const reduced = TYPE_PREFERENCE * REST_OF_PRIORITY + (Number(priority) % REST_OF_PRIORITY)
    // A foundation belongs to one type (RFC 8445, section 5.1.1.3).
    const own = `${foundation.slice(0, 31)}s`
    return `candidate:${own} ${component} udp ${reduced} ${address} ${port} typ srflx ${related}${extensions}`
  })
}
