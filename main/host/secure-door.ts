import type { Server } from 'node:http'
import { createServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificate.js'
import { Connections } from './connections.js'
import { Doorkeeper } from './doorkeeper.js'
import { HOST_LIMITS } from './host-limits.js'
import { listen } from './listen.js'
import { sharePort, type TakeOver } from './shared-port.js'

export interface SecureDoorOptions {
  /** The host's plain server, whose page and signaling are served here as well. It need not be listening. */
  http: Server
  certificate: Certificate
  /** Takes over the connections that are to the relay, which serves at this port as well. */
  relay: TakeOver
  /** Where this is taken the next free one is used; 0 picks any. */
  port: number
  /** Address to bind; all of the machine's when left out. */
  address?: string
  /** The one of the plain door, so that both together let in so many. */
  keeper?: Doorkeeper
}

/** A host's HTTPS server. */
export interface SecureDoor {
  readonly port: number
  /** Shows this certificate to everyone who comes from now on; connections that are open stay. */
  renew(certificate: Certificate): void
  /** Cuts the connections that are still open, and frees the port. */
  close(): Promise<void>
}

/** How long a client may take over the TLS handshake. */
const HANDSHAKE_MS = 5_000

/** What a server of HTTP hands on to whoever serves it. */
const EVENTS = ['request', 'upgrade']

/** Listens for HTTPS and hands all requests on to the plain server. Rejects with the system's error. */
export async function openSecureDoor(options: SecureDoorOptions): Promise<SecureDoor> {
  const { http, certificate, relay, port, address, keeper = new Doorkeeper(HOST_LIMITS) } = options
  const https = createServer({ ...contextOf(certificate), ...keeper.deadlines, handshakeTimeout: HANDSHAKE_MS })
  sharePort(https, relay)
  const connections = new Connections(https, keeper)
  for (const event of EVENTS) https.on(event, (...args) => http.emit(event, ...args))
  await listen(https, port, address)
  return {
    port: (https.address() as AddressInfo).port,
    renew: (next) => https.setSecureContext(contextOf(next)),
    close: () =>
      new Promise((resolve) => {
        https.close(() => resolve())
        connections.cut()
      }),
  }
}

const contextOf = ({ key, cert }: Certificate): ServerOptions => ({ key, cert, minVersion: 'TLSv1.2' })
