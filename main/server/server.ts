import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ExtendedError, Server } from 'socket.io'
import { CAPACITY, DEFAULT_PORT, Handshake, LIMITS, type RefusalCode } from '../../common/protocol.js'
import { lanAddresses } from '../lan/address.js'
import { isAllowedOrigin, isOwnHost } from './access.js'
import { serve } from './connection.js'
import { listen } from './listen.js'
import { servePage } from './page.js'
import { type HostServer, type HostSocket, Peers } from './peers.js'
import { Rooms } from './rooms.js'

export interface HostOptions {
  /** Folder of the built page. */
  pageDirectory: string
  /** Where this is taken the next free one is used; 0 picks any. */
  port?: number
  /** Address to bind; all of the machine's when left out. */
  address?: string
  /** How many people fit in a room, 2 to 8. */
  capacity?: number
  /** How long a person whose connection was lost keeps their place in the room. */
  graceMs?: number
}

export interface Host {
  readonly port: number
  /** Where the page can be opened on this machine: a secure context, so camera and microphone work. */
  readonly localUrl: string
  /** Where the page could be opened from other machines when the host started, best first. */
  readonly urls: string[]
  /** This machine's LAN IPv4 addresses as they are now, best first. */
  addresses(): Promise<string[]>
  /** Tells every client, ends all connections and frees the port. Safe to call again. */
  close(): Promise<void>
}

/** A lost connection is noticed after at most the sum of the two. */
const PING = { pingInterval: 5_000, pingTimeout: 7_000 }

/**
 * Starts a host: one HTTP server with the page and Socket.IO signaling. Rejects with a RangeError where the capacity is
 * out of range, and with the system's error where the address cannot be bound.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const { pageDirectory, port = DEFAULT_PORT, address, capacity = CAPACITY.default, graceMs = 15_000 } = options
  if (!Number.isInteger(capacity) || capacity < CAPACITY.min || capacity > CAPACITY.max) {
    throw new RangeError(`capacity must be a whole number from ${CAPACITY.min} to ${CAPACITY.max}`)
  }

  const http = createServer(servePage(pageDirectory))
  const addresses = async () => (address === undefined || isWildcard(address) ? lanAddresses() : [address])
  const peers = new Peers()
  const io = attachSignaling(http)
  io.use(admit)
  io.on('connection', (socket) => serve({ peers, rooms, graceMs, lanAddresses: addresses }, socket))
  const rooms = new Rooms(capacity)

  await listen(http, port, address)
  const bound = (http.address() as AddressInfo).port
  const localName = address === undefined || isWildcard(address) ? 'localhost' : address
  let closing: Promise<void> | undefined
  return {
    port: bound,
    localUrl: urlOf(localName, bound),
    urls: (await addresses()).map((lanAddress) => urlOf(lanAddress, bound)),
    addresses,
    close: () => (closing ??= close(io, http, peers)),
  }
}

function attachSignaling(http: HttpServer): HostServer {
  return new Server(http, {
    ...PING,
    maxHttpBufferSize: LIMITS.packetBytes,
    perMessageDeflate: false,
    serveClient: false,
    allowRequest: (request, decide) => decide(null, isOwnHost(request.headers.host)),
    cors: (request, decide) => {
      const { origin, host } = request.headers
      decide(null, { origin: isAllowedOrigin(origin, host) })
    },
  })
}

/** Lets a client in, or turns it away with `connect_error`, whose `data.code` says why. */
function admit(socket: HostSocket, next: (error?: ExtendedError) => void): void {
  const { origin, host } = socket.handshake.headers
  const handshake = Handshake.safeParse(socket.handshake.auth)
  if (!isAllowedOrigin(origin, host)) {
    next(refused('origin-not-allowed', 'Pages from elsewhere may not use this host.'))
  } else if (!handshake.success) {
    next(refused('bad-request', 'The handshake was not understood.'))
  } else {
    socket.data.handshake = handshake.data
    next()
  }
}

function refused(code: RefusalCode, message: string): ExtendedError {
  return Object.assign(new Error(message), { data: { code } })
}

async function close(io: HostServer, http: HttpServer, peers: Peers): Promise<void> {
  io.emit('closing')
  peers.clear()
  await io.close()
  http.closeAllConnections()
}

const isWildcard = (address: string) => address === '0.0.0.0' || address === '::'
const urlOf = (address: string, port: number) => `http://${address.includes(':') ? `[${address}]` : address}:${port}/`
