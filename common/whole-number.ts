/** Reads a whole number in decimal digits. Throws an Error, naming `source`, that the person who wrote it can act on. */
export function wholeNumber(source: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new Error(`${source} takes a whole number from ${min} to ${max}, not "${text}".`)
  }
  return value
}
