import type { Server } from 'node:http'
import { createServer, type Server as HttpsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { SecureDoor as SecureDoorFacts } from '../../common/control.js'
import { Queue } from '../../common/queue.js'
import { log } from '../storage/log.js'
import type { Certificate } from './certificate.js'
import { Connections } from './connections.js'
import { Doorkeeper } from './doorkeeper.js'
import { HOST_LIMITS } from './host-limits.js'
import { listen } from './listen.js'
import { sharePort, type TakeOver } from './shared-port.js'
import { leadsToSecureDoor } from './to-secure-door.js'

export interface SecureDoorOptions {
  /** The host's plain server, whose page and signaling are served here as well. It need not be listening. */
  http: Server
  /** The certificate as it is to be by now; rejects where there can be none. */
  certificate(): Promise<Certificate>
  /** Takes over the connections that are to the relay, which serves at this port as well. */
  relay: TakeOver
  /** Where this is taken the next free one is used; 0 picks any. */
  port: number
  /** Address to bind; all of the machine's when left out. */
  address?: string
  /** The one of the plain door, so that both together let in so many. */
  keeper?: Doorkeeper
  /** Told when the door shows another certificate, other than by `update`. */
  onRenewed?(): void
}

/** How long a client may take over the TLS handshake. */
const HANDSHAKE_MS = 5_000
/** How often the certificate is looked at: clocks of small machines are set right only some time after they start. */
const WATCH_MS = 3_600_000

/** What a server of HTTP hands on to whoever serves it. */
const EVENTS = ['request', 'upgrade']

/**
 * A host's HTTPS server, with a certificate that is kept true to the machine's addresses and its clock. Who speaks plain
 * HTTP to it, as browsers do where somebody types its address and port, is led to it.
 */
export class SecureDoor {
  readonly port: number
  readonly #watch: NodeJS.Timeout
  readonly #updates = new Queue()

  private constructor(
    private readonly options: SecureDoorOptions,
    private readonly server: HttpsServer,
    private readonly connections: Connections,
    private certificate: Certificate,
  ) {
    this.port = (server.address() as AddressInfo).port
    this.#watch = setInterval(() => void this.#look(), WATCH_MS).unref()
  }

  /** Listens, and hands all requests on to the plain server. Rejects where there is no certificate or no port. */
  static async open(options: SecureDoorOptions): Promise<SecureDoor> {
    const { http, relay, port, address, keeper = new Doorkeeper(HOST_LIMITS) } = options
    const certificate = await options.certificate()
    const server = createServer({ ...contextOf(certificate), ...keeper.deadlines, handshakeTimeout: HANDSHAKE_MS })
    sharePort(server, relay, leadsToSecureDoor(keeper.deadlines))
    const connections = new Connections(server, keeper)
    for (const event of EVENTS) server.on(event, (...args) => http.emit(event, ...args))
    await listen(server, port, address)
    return new SecureDoor(options, server, connections, certificate)
  }

  get facts(): SecureDoorFacts {
    const { fingerprint, keyHash } = this.certificate
    return { port: this.port, fingerprint, key: keyHash }
  }

  get validity(): { notBefore: Date; notAfter: Date } {
    return this.certificate
  }

  /**
   * Shows the certificate as it is to be by now to everyone who comes from now on; connections that are open stay. True
   * where it is another. Where there can be none that is said, and the one before stays. One call waits for the other.
   */
  update(): Promise<boolean> {
    return this.#updates.add(() => this.#update())
  }

  /** Cuts the connections that are still open, and frees the port. Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    clearInterval(this.#watch)
    await this.#updates.idle
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve())
      this.connections.cut()
    })
  }

  async #update(): Promise<boolean> {
    try {
      const certificate = await this.options.certificate()
      if (certificate.fingerprint === this.certificate.fingerprint) return false
      this.server.setSecureContext(contextOf(certificate))
      this.certificate = certificate
      return true
    } catch (error) {
      log.error(`The certificate could not be made anew: ${(error as Error).message}`)
      return false
    }
  }

  async #look(): Promise<void> {
    if (await this.update()) this.options.onRenewed?.()
  }
}

const contextOf = ({ key, cert }: Certificate): ServerOptions => ({ key, cert, minVersion: 'TLSv1.2' })
