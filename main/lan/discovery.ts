import { networkInterfaces } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import type { FoundHost, HostCard, RankedAddress } from '../../common/control.js'
import { isOnLink } from './address.js'
import { type AnnouncedHost, Candidates } from './candidates.js'
import { type InstanceNames, instanceNames, type Message, recordsOf } from './dns-sd.js'
import type { LanAddresses } from './lan-addresses.js'
import { Mdns } from './mdns.js'
import { placesToAsk } from './places-to-ask.js'
import { UnicastSearch } from './unicast-search.js'

export interface DiscoveryOptions {
  /** The host to announce; without one only others are looked for. */
  host?: {
    /** What it is now. */
    card: () => HostCard
    /** The port of its plain door. */
    port: number
  }
  addresses: Pick<LanAddresses, 'all' | 'onChange'>
  /** Hosts that were met before, such as `192.168.1.7:8080`, the latest last. */
  metBefore?: () => readonly string[]
}

type Listener = (found: readonly FoundHost[]) => void

/** How often the hosts that were heard of are asked whether they are still there. */
const ROUND_MS = 4_000
/** Hosts that were there before are asked for at once, then after 1 s, 2 s, 4 s and so on up to this. */
const FIRST_ASK_MS = 1_000
const LONGEST_ASK_MS = 20_000

/**
 * Announces this host on the local network as DNS-SD service `_lanline._tcp` (RFC 6763) over multicast DNS (RFC 6762),
 * and finds others. Anyone can announce anything, so an announcement only says whom to ask: found is who answers as a
 * host, at the address that the announcement came from, in a subnet of this machine. Where no announcement comes in, those
 * who may be hosts are asked one by one.
 */
export class Discovery {
  readonly #options: DiscoveryOptions
  readonly #candidates: Candidates
  readonly #interfaces = new Map<string, Mdns>()
  readonly #listeners = new Set<Listener>()
  #found: readonly FoundHost[] = []
  #running: { names: InstanceNames; round: NodeJS.Timeout; unwatch: () => void } | undefined
  #nextAsk: NodeJS.Timeout | undefined
  /** Whether another machine was heard since this one came to its networks. */
  #isHearing = false
  readonly #search = new UnicastSearch({
    places: () => placesToAsk(this.#options.addresses.all, networkInterfaces(), this.#options.metBefore?.()),
    isNeeded: () => !this.#isHearing,
    onFound: ({ address, port }, card) => this.#candidates.meet(address, port, card),
  })

  constructor(options: DiscoveryOptions) {
    this.#options = options
    this.#candidates = new Candidates(
      (address) => isOnLink(address, networkInterfaces()),
      () => this.#tell(),
    )
  }

  get isOn(): boolean {
    return this.#running !== undefined
  }

  /** The hosts that answer, sorted by name; none while stopped. */
  get found(): readonly FoundHost[] {
    return this.#found
  }

  /** The hosts that announce themselves and do not answer: something is between them and this machine. */
  get silent(): readonly AnnouncedHost[] {
    return this.#candidates.silent
  }

  /** Calls `listener` whenever `found` has become another, until the function that comes back is called. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  start(): void {
    if (this.#running) return
    this.#running = {
      names: instanceNames(this.#options.host?.card().name ?? ''),
      round: setInterval(() => this.#candidates.askAll(), ROUND_MS),
      unwatch: this.#options.addresses.onChange(() => this.#takePart()),
    }
    this.#takePart()
  }

  /** To be called when the card is another. */
  update(): void {
    for (const [address, mdns] of this.#interfaces) this.#announce(address, mdns)
  }

  /** To be called when a person looks at what is found. */
  look(): void {
    if (this.#running && !this.#isHearing) this.#search.begin()
  }

  /** Says goodbye and closes everything, within a second. Can be started again. */
  async stop(): Promise<void> {
    if (!this.#running) return
    clearInterval(this.#running.round)
    clearTimeout(this.#nextAsk)
    this.#running.unwatch()
    this.#running = undefined
    this.#search.stop()
    this.#isHearing = false
    this.#candidates.clear()
    const closed = [...this.#interfaces.values()].map((mdns) => mdns.close())
    this.#interfaces.clear()
    await Promise.all(closed)
  }

  /** Takes part on each interface that is there, and no more on those that are gone. */
  #takePart(): void {
    const wanted = announcedOn(this.#options.addresses.all)
    for (const [address, mdns] of this.#interfaces) {
      if (wanted.includes(address)) continue
      this.#interfaces.delete(address)
      void mdns.close()
    }
    const added = wanted.filter((address) => !this.#interfaces.has(address))
    for (const address of added) {
      const mdns = new Mdns(address, (message, from) => this.#hear(message, from))
      this.#interfaces.set(address, mdns)
      this.#announce(address, mdns)
    }
    this.#candidates.askAll()
    if (added.length === 0) return
    // Another network may let multicast pass or not, and has other machines.
    this.#isHearing = false
    this.#search.startAnew()
    this.#ask(FIRST_ASK_MS)
  }

  #announce(address: string, mdns: Mdns): void {
    const { host } = this.#options
    if (host && this.#running) mdns.announce(recordsOf(this.#running.names, host.card(), host.port, address))
  }

  #ask(nextMs: number): void {
    for (const mdns of this.#interfaces.values()) mdns.ask()
    clearTimeout(this.#nextAsk)
    this.#nextAsk = setTimeout(() => this.#ask(Math.min(2 * nextMs, LONGEST_ASK_MS)), nextMs)
  }

  #hear({ heard, gone }: Message, from: string): void {
    const isOwn = this.#options.addresses.all.some(({ address }) => address === from)
    this.#isHearing ||= !isOwn && heard.length > 0
    for (const instance of gone) this.#candidates.bye(instance, from)
    for (const one of heard) if (!(isOwn && one.port === this.#options.host?.port)) this.#candidates.hear(one, from)
  }

  #tell(): void {
    const { found } = this.#candidates
    if (isDeepStrictEqual(found, this.#found)) return
    this.#found = found
    for (const listener of [...this.#listeners]) listener(found)
  }
}

/** What containers and virtual machines use is announced on only where there is nothing else. */
function announcedOn(all: readonly RankedAddress[]): string[] {
  const real = all.filter(({ reasons }) => !reasons.includes('virtual'))
  return (real.length > 0 ? real : all).map(({ address }) => address)
}
