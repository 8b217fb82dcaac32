import type { RankedAddress } from '../../common/control.js'
import type { Finding } from '../../common/findings.js'

/** The adapter through which Windows itself is on the network, where it shares that with virtual machines. */
const HYPER_V_SWITCH = /^vEthernet\b/i

/** Finds that the default route leads through an adapter that software makes, which is no place to meet others. */
export function vpnDefaultRoute(addresses: readonly RankedAddress[]): Finding[] {
  const route = addresses.find(({ reasons }) => reasons.includes('virtual') && reasons.includes('default-route'))
  if (!route || HYPER_V_SWITCH.test(route.interface)) return []
  const real = addresses.find(({ reasons }) => !reasons.includes('virtual') && !reasons.includes('link-local'))
  const facts = { interface: route.interface, ...(real && { address: real.address }) }
  return [{ code: 'vpn-default-route', facts, commands: [] }]
}
