import { type Invite, parseInvite } from './invite.js'

/** Characters that nobody sees: marks of direction, joiners, soft hyphens. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
/** NFKC leaves these as they are, though keyboards for Chinese and Japanese give them for a dot. */
const IDEOGRAPHIC_STOP = /。/g
const LINK = /(?:https?|lanline):?\/\/\S+/i
const LACKS_COLON = /^(https?|lanline)(?=\/\/)/i
const OPENING = /^["'“”„‘’«»<({]+/
const CLOSING = /["'“”‘’«»>)}.,;:]+$/
/** Without brackets, and so without a port. */
const BARE_IPV6 = /^[\da-f]*:[\da-f]*:[\da-f:.]*(?=\/|$)/i

/**
 * Reads what a person typed or pasted to reach a host, as `parseInvite` does, but also with what comes along: quotes,
 * angle brackets, words before a link, a full stop behind it, characters that cannot be seen, full-width ones, and an
 * IPv6 address without brackets. Gives undefined for what leads nowhere; never throws.
 */
export function parseTyped(text: string): Invite | undefined {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '').replace(IDEOGRAPHIC_STOP, '.').trim()
  const [link = plain] = LINK.exec(plain) ?? []
  const bare = link.replace(OPENING, '').replace(CLOSING, '').replace(LACKS_COLON, '$1:')
  return parseInvite(bare.replace(BARE_IPV6, '[$&]'))
}
