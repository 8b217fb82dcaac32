import type { Door } from '../../common/knock.js'
import { runCheck } from '../../main/doctor/check-command.js'
import type { Neighbour } from '../../main/doctor/way-in.js'
import type { AnnouncedHost } from '../../main/lan/candidates.js'
import { LanAddresses } from '../../main/lan/lan-addresses.js'

/** What `npm run host -- --check` does, on the machine or in the namespace that this runs in. */
export interface CheckScriptOptions {
  port?: number
  json?: boolean
  redact?: boolean
  announced?: AnnouncedHost[]
  /** The doors of the host that runs there. */
  doors?: Door[]
  neighbours?: Neighbour[]
}

const {
  port = 8080,
  json = true,
  redact = false,
  announced = [],
  doors,
  neighbours = [],
} = JSON.parse(process.argv[2] ?? '{}') as CheckScriptOptions

const addresses = await LanAddresses.start()
process.exitCode = await runCheck(
  { port, securePort: 8443, json, redact },
  {
    addresses: async () => addresses.all,
    announced: async () => announced,
    neighbours: () => neighbours,
    certificate: async () => undefined,
    ...(doors && { doors }),
  },
  (text) => process.stdout.write(text),
)
