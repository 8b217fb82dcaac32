import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** What all icons are drawn from. */
export const DRAWING = 'renderer/public/icon.svg'

/** Where `npm run icons` keeps the hash of what it drew from, by which a test finds icons that are out of date. */
export const SOURCE_HASH = 'build/icons.sha256'

const DRAWING_TOOL = 'tools/icons.ts'

/** SHA-256 of the drawing and of the tool with its sizes, in hex, whichever way git ended their lines. */
export function iconSourceHash(): string {
  const hash = createHash('sha256')
  for (const file of [DRAWING, DRAWING_TOOL]) hash.update(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'))
  return hash.digest('hex')
}
