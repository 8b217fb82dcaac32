import { isIPv6 } from 'node:net'
import { withoutMapping } from '../../common/ip-address.js'

/**
 * What limits by address go by: an IPv4 address as it is, an IPv6 one by its first 64 bits, since whoever has one has
 * all that begin so (RFC 4291, section 2.5.1). Link-local ones all begin alike, and are taken as they are.
 */
export function networkOf(address: string): string {
  const plain = withoutMapping(address).replace(/%.*$/, '').toLowerCase()
  if (!isIPv6(plain) || plain === '::1' || /^fe[89ab]/.test(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const groups = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

/** An IPv4 address at the end stands for two. */
const groupsOf = (part: string) =>
  part === '' ? [] : part.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]))
