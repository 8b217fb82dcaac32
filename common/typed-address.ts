import { type Invite, parseInvite } from './invite.js'

/** Why what was typed leads nowhere; the page has a sentence for each. */
export type TypedProblem = 'bad-address' | 'bad-ipv6-address' | 'link-local-address'

/** Characters that nobody sees: marks of direction, joiners, soft hyphens. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
/** NFKC leaves these as they are, though keyboards for Chinese and Japanese give them for a dot. */
const IDEOGRAPHIC_STOP = /。/g
const LINK = /(?:https?|lanline):?[\\/]{1,2}\S+/i
/** Among words, or before a word in brackets. */
const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)(?::\d+)?(?:\/\S*)?/
/** Without its colon, with one slash, or with those of Windows. */
const SCHEME = /^(https?|lanline):?[\\/]{1,2}/i
const OPENING = /^["'“”„‘’«»<({]+/
/** Two colons may end an IPv6 address. */
const CLOSING = /(?:["'“”‘’«»>)}.,;]|(?<!:):)+$/
/** Without brackets, and so without a port. */
const BARE_IPV6 = /^[\da-f]*:[\da-f]*:[\da-f:.]*(?=\/|$)/i
const IPV4_IN_BRACKETS = /^((?:https?:\/\/)?)\[(\d+(?:\.\d+){3})\]/i
/** RFC 4291, section 2.5.6: good on one link alone, which URLs cannot name (RFC 6874 was never taken up by browsers). */
const LINK_LOCAL = /^(?:https?:\/\/)?\[?fe[89ab][\da-f]:[\da-f:]*(%|]|\/|$)/i
const LIKE_IPV6 = /^(?:https?:\/\/)?(?:\[|[\da-f]*:[\da-f]*:)|%/i

/**
 * Reads what a person typed or pasted to reach a host, as `parseInvite` does, but also with what comes along: quotes,
 * angle brackets, words around a link or an address, a full stop behind it, characters that cannot be seen, full-width
 * ones, and an IPv6 address without brackets. Gives what is wrong with what leads nowhere; never throws.
 */
export function parseTyped(text: string): Invite | TypedProblem {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '').replace(IDEOGRAPHIC_STOP, '.').trim()
  const bare = withoutCompany(LINK.exec(plain)?.[0] ?? plain)
  if (LINK_LOCAL.test(bare)) return 'link-local-address'
  const invite = parseInvite(bare) ?? parseInvite(withoutCompany(IPV4.exec(plain)?.[0] ?? ''))
  return invite ?? (LIKE_IPV6.test(bare) ? 'bad-ipv6-address' : 'bad-address')
}

function withoutCompany(text: string): string {
  const bare = text.replace(OPENING, '').replace(CLOSING, '').replace(SCHEME, '$1://')
  return bare.replace(IPV4_IN_BRACKETS, '$1$2').replace(BARE_IPV6, '[$&]')
}
