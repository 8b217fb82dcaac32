import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CAPACITY } from '../../common/protocol.js'
import { wholeNumber } from '../../common/whole-number.js'

/** What to measure. */
export interface Options {
  clients: number
  requests: number
  rooms: number
  capacity: number
  inFlight: number
  processes: number
  seed: number
  /** Where the report goes. */
  report: string
  /** The built host to start. */
  hostScript: string
}

/** Each client takes a port of the loopback interface, of which a system gives out about 28,000. */
const MAX_CLIENTS = 20_000

export const HELP = `Room requests by many clients at once: are all answered rightly, and how fast?

Usage: npm run bench:rooms -- [options]

  --clients <number>    Socket.IO clients, each on a WebSocket of its own. Default: 2000
  --requests <number>   "create or join" and "leave" requests they send together. Default: 100000
  --rooms <number>      Rooms they ask for. Default: as many as hold half of the clients
  --capacity <number>   People in a room, ${CAPACITY.min} to ${CAPACITY.max}. Default: ${CAPACITY.default}
  --in-flight <number>  Requests under way at one time. Default: 256
  --processes <number>  Processes that hold the clients. Default: 2
  --seed <number>       What the choices of the clients are drawn from. Default: 1
  --report <file>       The report to write. Default: test-results/bench-rooms.html
  --host-script <file>  The built host to start. Default: out/main/host.js
  --help                Show this text

Exits with 1 where the host gave a wrong answer or could not go on, and with 2 on a bad option.
`

/** Reads the command line; undefined where help is wanted. Throws an Error whose first line a person can act on. */
export function readOptions(args: string[]): Options | undefined {
  const { values } = parseArgs({
    args,
    options: {
      clients: { type: 'string', default: '2000' },
      requests: { type: 'string', default: '100000' },
      rooms: { type: 'string' },
      capacity: { type: 'string', default: String(CAPACITY.default) },
      'in-flight': { type: 'string', default: '256' },
      processes: { type: 'string' },
      seed: { type: 'string', default: '1' },
      report: { type: 'string', default: 'test-results/bench-rooms.html' },
      'host-script': { type: 'string', default: 'out/main/host.js' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  const clients = wholeNumber('--clients', values.clients, 1, MAX_CLIENTS)
  const capacity = wholeNumber('--capacity', values.capacity, CAPACITY.min, CAPACITY.max)
  const halfOfClients = Math.max(1, Math.round(clients / 2 / capacity))
  const rooms = wholeNumber('--rooms', values.rooms ?? String(halfOfClients), 1, MAX_CLIENTS)
  // Each has clients and rooms of its own.
  const mostProcesses = Math.min(64, clients, rooms)
  if (!existsSync(values['host-script'])) throw new Error(`There is no host at ${values['host-script']}; is it built?`)
  if (values.report === '') throw new Error('--report takes the name of a file.')
  return {
    clients,
    capacity,
    rooms,
    requests: wholeNumber('--requests', values.requests, 1, 1_000_000_000),
    inFlight: Math.min(clients, wholeNumber('--in-flight', values['in-flight'], 1, MAX_CLIENTS)),
    processes: wholeNumber('--processes', values.processes ?? String(Math.min(2, mostProcesses)), 1, mostProcesses),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1),
    report: values.report,
    hostScript: values['host-script'],
  }
}
