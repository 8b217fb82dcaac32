/** What stands where an address was. */
export const ADDRESS = '[address]'

/** Whatever could be, or contain, an IPv6 or IPv4 address, or a MAC address with colons. */
const ADDRESS_LIKE = /[\da-f:.]{2,}/gi
/** A MAC address as Windows writes it. */
const DASHED_MAC = /(?:[\da-f]{2}-){5}[\da-f]{2}/gi
/** The zone of a link-local address (RFC 4007), which names a network interface. */
const ZONE = /(\[address\])%[\w.-]+/g
const IPV4 = /\d{1,4}(?:\.\d{1,4}){3}/g
/** Colons from which on it is no time of day: an IPv6 address without "::" has six or seven, a MAC address five. */
const MANY_COLONS = 5

/**
 * `text` without IPv4, IPv6 and MAC addresses; port numbers stay. Works on any text, and rather hides too much than too
 * little; runs in time linear in the text, which others may have written.
 */
export function redactAddresses(text: string): string {
  return text.replace(DASHED_MAC, ADDRESS).replace(ADDRESS_LIKE, hideAddresses).replace(ZONE, '$1')
}

function hideAddresses(run: string): string {
  const colons = run.split(':').length - 1
  return run.includes('::') || colons >= MANY_COLONS ? ADDRESS : run.replace(IPV4, ADDRESS)
}
