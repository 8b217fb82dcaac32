/** In bytes of UTF-8: file systems take 255, and a number and `.part` may be added to what comes out. */
const MAX_BYTES = 230
/** What is longer after a dot is no extension that anything goes by. */
const MAX_EXTENSION = 20

/** Separators and wildcards of any system, control characters, and those that turn the direction of writing. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/** Names of devices, which Windows takes for these with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?=\.|$)/i

/**
 * A name under which a file of a stranger can be written in a folder on Windows, macOS and Linux: of the last part of a
 * path, neither hidden nor a device's, and at most `maxBytes`. `fallback` stands for what has nothing left.
 */
export function safeFileName(name: string, fallback = 'file', maxBytes = MAX_BYTES): string {
  const last = name.split(/[/\\]/).findLast((part) => !/^[.\s]*$/.test(part)) ?? ''
  const plain = trim(last.normalize('NFC').replaceAll(FORBIDDEN, '_'))
  const given = plain === '' ? fallback : plain
  return shorten(DEVICE.test(given) ? `_${given}` : given, maxBytes)
}

/** `report.pdf` as `report (2).pdf`. */
export function numbered(name: string, number: number): string {
  const [stem, extension] = split(name)
  return `${stem} (${number})${extension}`
}

/** Windows drops dots and spaces at the end; a dot at the front hides a file on the others. */
const trim = (name: string) => name.replace(/^[\s.]+|[\s.]+$/gu, '')

function split(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf('.')
  const hasExtension = dot > 0 && name.length - dot <= MAX_EXTENSION
  return hasExtension ? [name.slice(0, dot), name.slice(dot)] : [name, '']
}

function shorten(name: string, maxBytes: number): string {
  if (bytesOf(name) <= maxBytes) return name
  const [stem, extension] = split(name)
  let left = maxBytes - bytesOf(extension)
  const kept: string[] = []
  for (const character of stem) {
    left -= bytesOf(character)
    if (left < 0) break
    kept.push(character)
  }
  return trim(kept.join('')) + extension
}

/** In UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
