import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { inUrl, isLoopback } from '../../common/ip-address.js'
import type { RelayOffer } from '../../common/protocol.js'
import type { LanAddresses } from '../lan/lan-addresses.js'
import { log } from '../storage/log.js'
import type { Directory } from './directory.js'
import type { Person } from './person.js'
import { credentialsFor, openRelay, type Relay, type RelayStats } from './relay/relay.js'

export interface RoomRelayOptions {
  /** The UDP port, that of the plain door; where it is taken any other. */
  port: number
  /** The one address to listen at; all of the machine's when left out. */
  address?: string | undefined
  /** Who is in which room. */
  directory: Directory
  /** The machine's as they are now, and its addresses on its networks, best first. */
  lanAddresses: Pick<LanAddresses, 'interfaces' | 'list'>
  /** What the host calls itself. */
  name(): string
  /** The TCP ports that are shared with the relay; the first one is the plain door's. */
  ports(): readonly number[]
}

/** How long credentials let a page begin to use the relay. Pages ask for new ones when half of it is over. */
const LIFETIME_S = 60 * 60

/** The host's relay, by which those of one room reach each other where there is no other way. */
export class RoomRelay {
  private constructor(
    private readonly options: RoomRelayOptions,
    private readonly relay: Relay,
    private readonly secret: string,
  ) {}

  /** Undefined where it cannot listen, which is said in the log. */
  static async open(options: RoomRelayOptions): Promise<RoomRelay | undefined> {
    const { port, address, directory, lanAddresses } = options
    const secret = randomBytes(32).toString('base64url')
    const open = (at: number) =>
      openRelay({
        port: at,
        address,
        secret,
        interfaces: () => lanAddresses.interfaces,
        addresses: () => lanAddresses.list,
        mayReach: (person, peer) => areTogether(directory, person, peer.person),
        log: (message) => log.warn(message),
      })
    try {
      const relay = await open(port).catch(() => open(0))
      return new RoomRelay(options, relay, secret)
    } catch (error) {
      log.error(`There is no relay: ${(error as Error).message}`)
      return undefined
    }
  }

  /**
   * What a person needs to use it, at the address by which their page reaches this host; pages on this machine, for
   * which that is loopback, get one that others reach too. Undefined where the machine is in no network.
   */
  offerTo({ id, hostHeader }: Person): RelayOffer | undefined {
    const { lanAddresses, name, ports } = this.options
    const [best] = lanAddresses.list
    const url = `http://${hostHeader}`
    if (best === undefined || !URL.canParse(url)) return undefined
    const { hostname, port } = new URL(url)
    const host = isOwnName(hostname) ? inUrl(best) : hostname
    const door = ports().find((shared) => String(shared) === port) ?? ports()[0]
    return {
      name: name(),
      urls: [`turn:${host}:${this.relay.port}?transport=udp`, `turn:${host}:${door}?transport=tcp`],
      ...credentialsFor(id, this.secret, LIFETIME_S),
      lifetime: LIFETIME_S,
    }
  }

  /** Takes over a TCP connection that begins with a STUN message. */
  take(socket: Socket, firstBytes: Buffer): void {
    this.relay.serveConnection(socket, firstBytes)
  }

  get stats(): RelayStats {
    return this.relay.stats()
  }

  close(): void {
    this.relay.close()
  }
}

const isOwnName = (name: string) => /(^|\.)localhost$/.test(name) || isLoopback(name.replace(/^\[|\]$/g, ''))

/** Nothing but relayed addresses of people in the same room is to be reached. */
function areTogether(directory: Directory, person: string, other: string | undefined): boolean {
  return other !== undefined && (directory.roomOf(person)?.members.has(other) ?? false)
}
