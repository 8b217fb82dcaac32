import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { inUrl } from '../../common/ip-address.js'
import type { Host } from '../host/host.js'
import type { HostLoad } from '../host/host-load.js'

/** Scrapes and checks of health at the same time. */
const MOST_CONNECTIONS = 64
const REQUEST_MS = 10_000

export interface MetricsAddress {
  /** An IP address of this machine. */
  readonly address: string
  /** 0 picks any that is free. */
  readonly port: number
}

/** What machines ask a host how it fares, at an address of its own. */
export interface Metrics {
  /** Where it is, without a path. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Answers `GET /healthz`, with 200 or, where the host lets in nobody new, 503, `GET /livez` with 200 as long as the
 * process runs, and `GET /metrics` in Prometheus' text format. Rejects with the system's error where the address cannot be bound.
 */
export async function serveMetrics(host: Host, { address, port }: MetricsAddress): Promise<Metrics> {
  const registry = registryOf(host)
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    void answer(host, registry, request, response)
  })
  server.maxConnections = MOST_CONNECTIONS
  server.listen(port, address)
  await once(server, 'listening')
  return {
    url: `http://${inUrl(address)}:${(server.address() as AddressInfo).port}`,
    close: () => closed(server),
  }
}

async function answer(host: Host, registry: Registry, { method, url }: IncomingMessage, response: ServerResponse) {
  const say = (status: number, text: string, type = 'text/plain; charset=utf-8') =>
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text)
  const [path] = url?.split('?', 1) ?? []
  if (!PATHS.has(path)) return say(404, 'Not found.\n')
  if (method !== 'GET' && method !== 'HEAD') return say(405, 'GET alone.\n')
  if (path === '/metrics') return say(200, await registry.metrics(), registry.contentType)
  const { isOverloaded, lacksRedis } = host.load()
  // Starting it anew would help against neither, and end the calls' way back.
  if (path === '/healthz' && lacksRedis) return say(503, 'redis cannot be reached\n')
  if (path === '/healthz' && isOverloaded) return say(503, 'overloaded\n')
  return say(200, 'ok\n')
}

const PATHS = new Set<string | undefined>(['/healthz', '/livez', '/metrics'])

/** Each with what it is called and what it tells; those that only grow are counters. */
const GAUGES: Record<string, [help: string, of: (load: HostLoad) => number]> = {
  lanline_people: ['People on the host, also those whose connection is lost for a moment', ({ people }) => people],
  lanline_rooms: ['Rooms with someone in them', ({ rooms }) => rooms],
  lanline_connections: ['Open connections for signaling', ({ connections }) => connections],
  lanline_overloaded: [
    '1 while the host has too much to do and lets in nobody new',
    ({ isOverloaded }) => +isOverloaded,
  ],
  lanline_redis_away: [
    '1 while the host cannot reach its Redis and lets in nobody new',
    ({ lacksRedis }) => +lacksRedis,
  ],
  lanline_relay_allocations: ['Relayed addresses that are open', ({ relay }) => relay?.allocations ?? 0],
}
const COUNTERS: typeof GAUGES = {
  lanline_packets_received_total: ['Packets that came from clients', ({ received }) => received],
  lanline_cut_off_total: ['Clients cut off, since they sent too much or did not read', ({ cutOff }) => cutOff],
  lanline_turned_away_total: [
    'TCP connections that were too many or came while it was overloaded',
    ({ turnedAway }) => turnedAway,
  ],
  lanline_relay_bytes_total: ['Bytes that the relay passed on', ({ relay }) => relay?.bytes ?? 0],
}
/** The same, told apart by a label. */
const LABELLED: Record<
  string,
  [help: string, label: string, of: (load: HostLoad) => Readonly<Record<string, number>>]
> = {
  lanline_relay_dropped_total: [
    'Datagrams and messages that the relay dropped',
    'reason',
    ({ relay }) => ({ ...relay?.dropped }),
  ],
  lanline_relay_refused_total: [
    'Requests that the relay refused, 401 to each client that asks for the first time',
    'code',
    ({ relay }) => ({ ...relay?.refused }),
  ],
}

function registryOf(host: Host): Registry {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  for (const [name, [help, of]] of Object.entries(GAUGES)) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(of(host.load()))
      },
    })
  }
  for (const [name, [help, of]] of Object.entries(COUNTERS)) {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(of(host.load()))
      },
    })
  }
  for (const [name, [help, label, of]] of Object.entries(LABELLED)) {
    new Counter({
      name,
      help,
      registers,
      labelNames: [label],
      collect() {
        this.reset()
        for (const [value, count] of Object.entries(of(host.load()))) this.inc({ [label]: value }, count)
      },
    })
  }
  return registry
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
