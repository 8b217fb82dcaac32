import { setTimeout as delay } from 'node:timers/promises'
import { runCheck } from '../doctor/check-command.js'
import { keptValidity } from '../host/certificate.js'
import { Discovery } from '../lan/discovery.js'
import { LanAddresses } from '../lan/lan-addresses.js'
import type { CommandLine } from './options.js'

/** Long enough for hosts to be heard, and to be found silent. */
const LISTEN_MS = 3_500

/**
 * `npm run host -- --check`: prints what keeps others from joining a host that would be started with these options.
 * Resolves with the exit code. `folder` is where the host keeps its certificate.
 */
export async function check({ host, json, redact }: CommandLine, folder: string | undefined): Promise<number> {
  if (!json) process.stderr.write('Looking at the network; this takes some seconds.\n')
  const addresses = await LanAddresses.start(host.address === undefined ? {} : { bound: host.address })
  const discovery = new Discovery({ addresses })
  if (host.discovery ?? true) discovery.start()
  await delay(discovery.isOn ? LISTEN_MS : 0)
  const { silent } = discovery
  await discovery.stop()
  const exitCode = await runCheck(
    { port: host.port, securePort: host.securePort ?? 0, json, redact },
    {
      addresses: async () => addresses.all,
      announced: async () => silent,
      certificate: async () => (folder === undefined ? undefined : keptValidity(folder)),
    },
    (text) => process.stdout.write(text),
  )
  addresses.close()
  return exitCode
}
