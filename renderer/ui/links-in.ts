/** A part of a text: as it is, or a link that leads to `href`. */
export interface TextPart {
  readonly text: string
  readonly href?: string
}

/** Ends before what nobody sees, and before a backslash, which browsers take for a slash. */
const LINK = /\bhttps?:\/\/[^\s<>"'\\\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/giu
const OPENING = { ')': '(', ']': '[', '}': '{' } as const
/** Browsers take any number of slashes for two (WHATWG URL, "special authority ignore slashes state"). */
const AUTHORITY = /(?<=^https?:\/{2,})[^/?#]+/i

/** Letters of scripts of which none looks like a Latin one, in labels of their own; and those that only bear accents. */
const UNLIKE_LATIN = /^[\p{sc=Hang}\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\d-]+$/u
const ACCENTED = /^[a-z\dß-öø-ÿ-]+$/
const CYRILLIC = /^[\p{sc=Cyrl}\d-]+$/u

/**
 * Text as it was written, split where web addresses are. A link's text says truly to which host it leads; what could be
 * taken for another host, since a name stands before it, is no link.
 */
export function linksIn(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const { 0: match, index } of text.matchAll(LINK)) {
    const address = withoutClosing(match)
    const link = linkTo(address)
    if (!link) continue
    parts.push({ text: text.slice(end, index) }, link)
    end = index + address.length
  }
  return [...parts, { text: text.slice(end) }].filter((part) => part.text !== '')
}

/** Leaves out what belongs to the sentence around: punctuation, and brackets that were opened before the address. */
function withoutClosing(address: string): string {
  const last = address.at(-1) ?? ''
  const isOfSentence = /[.,;:!?…。，、]/.test(last) || isUnopened(address, last)
  return isOfSentence ? withoutClosing(address.slice(0, -1)) : address
}

function isUnopened(address: string, bracket: string): boolean {
  const opening = OPENING[bracket as keyof typeof OPENING]
  return opening !== undefined && address.split(bracket).length > address.split(opening).length
}

function linkTo(address: string): TextPart | undefined {
  const [written = ''] = AUTHORITY.exec(address) ?? []
  if (written.includes('@') || !URL.canParse(address)) return undefined
  const { host } = new URL(address)
  return { text: isPlain(written, host) ? address : address.replace(AUTHORITY, host), href: address }
}

/** Whether a host as it was written says by itself which one it is. */
function isPlain(written: string, host: string): boolean {
  const name = written.toLowerCase()
  if (name.replace(/:\d*$/, '') === host.replace(/:\d*$/, '')) return true
  if (!host.includes('xn--')) return false
  const labels = name.replace(/:\d*$/, '').split('.')
  return labels.every(isUnmistakable) || labels.every((label) => CYRILLIC.test(label))
}

const isUnmistakable = (label: string) => UNLIKE_LATIN.test(label) || ACCENTED.test(label)
