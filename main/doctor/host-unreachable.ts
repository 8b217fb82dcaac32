import type { Finding } from '../../common/findings.js'
import { inUrl } from '../../common/ip-address.js'
import type { AnnouncedHost } from '../lan/candidates.js'
import type { System } from './system.js'

/** Finds the hosts that announce themselves but do not answer over HTTP. */
export async function hostUnreachable(system: System, hosts: readonly AnnouncedHost[]): Promise<Finding[]> {
  const findings = await Promise.all(
    hosts.map(async ({ name, address: known, port }): Promise<Finding[]> => {
      const address = inUrl(known)
      const answers = await system.askForCard(`http://${address}:${port}`).then(
        () => true,
        () => false,
      )
      if (answers) return []
      return [{ code: 'host-unreachable', facts: { name, address, port: String(port) }, commands: [] }]
    }),
  )
  return findings.flat()
}
