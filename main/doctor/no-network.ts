import type { RankedAddress } from '../../common/control.js'
import type { Finding } from '../../common/findings.js'

/** Finds that only loopback is up. */
export function noNetwork(addresses: readonly RankedAddress[]): Finding[] {
  return addresses.length === 0 ? [{ code: 'no-network', facts: {}, commands: [] }] : []
}
