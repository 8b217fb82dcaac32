/** A dark color with a hue of its own for each person; white letters on it have at least 4.5:1. */
export function personColor(of: string): string {
  let hash = 0
  for (const character of of) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0
  return `oklch(0.43 0.09 ${(hash * 137) % 360})`
}
