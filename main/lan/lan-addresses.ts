import { isIPv4 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import type { RankedAddress } from '../../common/control.js'
import { isLoopback, isWildcard, withoutMapping } from '../../common/ip-address.js'
import { type Interfaces, rankAddresses } from './address.js'
import { defaultRouteAddress } from './default-route.js'

export interface LanAddressesOptions {
  /** The one address that the host is bound to; all of the machine's when left out or a wildcard. */
  bound?: string | undefined
  /** The address that the operator wants first. */
  pinned?: string | undefined
  /** How the system is asked. */
  read?: { interfaces(): Interfaces; defaultRoute(): Promise<string | undefined> }
}

type Listener = (addresses: readonly RankedAddress[]) => void

/** How often the system is asked; a look costs a fraction of a millisecond. */
const LOOK_MS = 1_000

const SYSTEM = { interfaces: networkInterfaces, defaultRoute: defaultRouteAddress }

/** The addresses at which other machines reach the host, kept up to date as interfaces come and go. */
export class LanAddresses {
  readonly #bound: string | undefined
  readonly #read: NonNullable<LanAddressesOptions['read']>
  readonly #proven = new Set<string>()
  readonly #listeners = new Set<Listener>()
  #pinned: string | undefined
  #interfaces: Interfaces = {}
  #defaultRoute: string | undefined
  #all: readonly RankedAddress[] = []
  #look: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  private constructor({ bound, pinned, read = SYSTEM }: LanAddressesOptions) {
    this.#bound = bound
    this.#pinned = pinned
    this.#read = read
  }

  /** Resolves when the addresses are known. They are looked at every second from then on, until `close`. */
  static async start(options: LanAddressesOptions = {}): Promise<LanAddresses> {
    const addresses = new LanAddresses(options)
    await addresses.refresh()
    addresses.#timer = setInterval(() => void addresses.refresh(), LOOK_MS).unref()
    return addresses
  }

  /** Best first, with why; none without a network, or where the host is bound to loopback. */
  get all(): readonly RankedAddress[] {
    return this.#all
  }

  /** What the system said when it was looked at, loopback and all. */
  get interfaces(): Interfaces {
    return this.#interfaces
  }

  get list(): string[] {
    return this.#all.map(({ address }) => address)
  }

  /** The address that was pinned, even while this machine does not have it. */
  get pinned(): string | undefined {
    return this.#pinned
  }

  /** Calls `listener` whenever the list has become another, until the function that comes back is called. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Puts an address first; undefined ends that. */
  pin(address: string | undefined): void {
    this.#pinned = address
    this.#rank()
  }

  /** Takes a connection for evidence: where it comes from another machine, its local address leads here. */
  cameInOn(localAddress = '', remoteAddress = ''): void {
    const local = withoutMapping(localAddress)
    if (this.#isOwn(withoutMapping(remoteAddress)) || /^fe[89ab]/i.test(local)) return
    this.#proven.add(local)
    this.#rank()
  }

  /** Looks at the system now, or waits for the look under way. Where the system does not answer, all stays as it was. */
  refresh(): Promise<void> {
    this.#look ??= this.#lookNow().finally(() => {
      this.#look = undefined
    })
    return this.#look
  }

  /** Ends looking and telling. */
  close(): void {
    clearInterval(this.#timer)
    this.#listeners.clear()
  }

  async #lookNow(): Promise<void> {
    try {
      this.#defaultRoute = await this.#read.defaultRoute()
      this.#interfaces = this.#read.interfaces()
    } catch {
      return
    }
    for (const address of this.#proven) if (!this.#isOwn(address)) this.#proven.delete(address)
    this.#rank()
  }

  #rank(): void {
    const evidence = { defaultRoute: this.#defaultRoute, proven: this.#proven, pinned: this.#pinned }
    const ranked = rankAddresses(this.#interfaces, evidence)
    const all = ranked.filter(({ address }) => this.#isServed(address))
    if (isDeepStrictEqual(all, this.#all)) return
    this.#all = all
    for (const listener of [...this.#listeners]) listener(all)
  }

  /** Whoever binds all addresses of IPv4 has none of IPv6; the other way round both. */
  #isServed(address: string): boolean {
    if (this.#bound === undefined || this.#bound === '::') return true
    return isWildcard(this.#bound) ? isIPv4(address) : address === this.#bound
  }

  /** Loopback included, also that of a machine whose adapters are not known. */
  #isOwn(address: string): boolean {
    const infos = Object.values(this.#interfaces).flatMap((each = []) => each)
    return isLoopback(address) || infos.some((info) => info.address === address)
  }
}
