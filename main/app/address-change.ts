import { isDeepStrictEqual } from 'node:util'
import type { Host } from '../host/host.js'

/** Calls `changed` whenever the machine has other addresses than before, in whatever order they are ranked. */
export function onAddressChange(host: Pick<Host, 'facts' | 'onChange'>, changed: () => void): void {
  const read = () => host.facts().addresses.toSorted()
  let known = read()
  host.onChange(() => {
    const addresses = read()
    if (isDeepStrictEqual(addresses, known)) return
    known = addresses
    changed()
  })
}
