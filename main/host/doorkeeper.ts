import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { isLoopback } from '../../common/ip-address.js'
import { networkOf } from '../lan/network-of.js'
import type { HostLimits } from './host-limits.js'
import { Limit } from './limit.js'

/** A client that has not sent the head of its request by then is let go of. */
const HEAD_MS = 10_000
/** While the host has too much to do, so many connections a second are let in far enough to be told. */
const TOLD_A_SECOND = 50

/**
 * Lets in only so many connections at a time over all doors of a host, hardly any while the host has more to do than it
 * can, so that those inside are served, and keeps none whose request takes too long.
 */
export class Doorkeeper {
  #count = 0
  #turnedAway = 0
  readonly #told = new Limit(TOLD_A_SECOND, 1)
  readonly #ofAddress = new Map<string, number>()

  constructor(
    private readonly limits: HostLimits,
    private readonly isOverloaded: () => boolean = () => false,
  ) {}

  /** How long Node waits for all of a request that comes in. */
  get deadlines(): ServerOptions {
    const { requestMs } = this.limits
    return {
      headersTimeout: Math.min(HEAD_MS, requestMs),
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.ceil(requestMs / 10),
    }
  }

  /** Whether nobody new is to be let in from there, since the host has more to do than it can. */
  isTooBusyFor(address: string): boolean {
    return this.#isCounted(address) && this.isOverloaded()
  }

  /** How many connections were not let in so far. */
  get turnedAway(): number {
    return this.#turnedAway
  }

  /** Counts a connection, until it has `left`; false where it is one too many. */
  admits(socket: Pick<Socket, 'remoteAddress'>): boolean {
    const address = socket.remoteAddress ?? ''
    const network = this.networkOf(socket)
    const ofAddress = network === undefined ? 0 : (this.#ofAddress.get(network) ?? 0)
    const isTooMany = this.#count >= this.limits.connections || ofAddress >= this.limits.connectionsOfAddress
    if (isTooMany || (this.isTooBusyFor(address) && !this.#told.take(''))) {
      this.#turnedAway++
      return false
    }
    this.#count++
    if (network !== undefined) this.#ofAddress.set(network, ofAddress + 1)
    return true
  }

  /** As which an open connection is counted; undefined for those of this machine. */
  networkOf({ remoteAddress = '' }: Pick<Socket, 'remoteAddress'>): string | undefined {
    return this.#isCounted(remoteAddress) ? networkOf(remoteAddress) : undefined
  }

  /** One of that network has closed that was admitted. */
  left(network: string | undefined): void {
    this.#count--
    if (network === undefined) return
    const others = (this.#ofAddress.get(network) ?? 0) - 1
    if (others > 0) this.#ofAddress.set(network, others)
    else this.#ofAddress.delete(network)
  }

  /** Ends the requests of this server whose answer is not taken in time; to be called when all else listens to it. */
  endSlowRequests(server: Server): void {
    server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
      const deadline = setTimeout(() => socket.destroy(), this.limits.requestMs)
      response.once('close', () => clearTimeout(deadline))
    })
  }

  #isCounted(address: string): boolean {
    return this.limits.areForLoopback || !isLoopback(address)
  }
}
