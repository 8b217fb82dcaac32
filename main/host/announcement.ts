import type { Announcement } from '../../common/protocol.js'

/** How many names are spelled out. */
const SPELLED = 3
const VERBS = { came: 'came in', left: 'left' }

/** That people came or left, for those who stay. */
export function announcement(what: 'came' | 'left', all: readonly string[]): Announcement {
  const names = all.slice(0, SPELLED)
  const others = all.length - names.length
  return { message: `${inEnglish(names, others)} ${VERBS[what]}.`, about: { what, names, others } }
}

function inEnglish(names: readonly string[], others: number): string {
  const last = others > 0 ? `${others} more` : names.at(-1)
  const before = others > 0 ? names : names.slice(0, -1)
  return before.length > 0 ? `${before.join(', ')} and ${last}` : `${last}`
}
