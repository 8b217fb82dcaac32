import { ownKeyName, tagFor } from './caller-proof.js'

/** The tag by which a callee may know this device's key; undefined where it has none. */
export async function ownTagFor(callee: string): Promise<string | undefined> {
  const name = await ownKeyName()
  return name === undefined ? undefined : tagFor(name, callee)
}
