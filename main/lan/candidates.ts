import { Agent } from 'node:http'
import { isIPv4 } from 'node:net'
import { CONTROL_LIMITS, type FoundHost, type HostCard } from '../../common/control.js'
import { inUrl } from '../../common/ip-address.js'
import { type Heard, isSameName } from './dns-sd.js'
import { askForCard } from './host-card.js'

/** A host that announces itself on the network. */
export interface AnnouncedHost {
  name: string
  address: string
  port: number
}

/** After this many questions in a row without an answer a host is off the list. */
const MISSES = 2
/** Hosts are asked for every 20 s: what was not announced for three times that is gone, not silent. */
const RECENT_MS = 60_000
/** A host that neither answered nor was announced for so long is forgotten. */
const FORGET_MS = 10 * 60_000

interface Candidate extends AnnouncedHost {
  instance: string
  /** What it answered; undefined where it does not. */
  card: HostCard | undefined
  misses: number
  isBeingAsked: boolean
  /** When it was last announced, and when it last answered or else was heard of first, on the clock of `performance`. */
  heardAt: number
  answeredAt: number
}

/** The hosts that were heard of or met, and whether they answer; in either family never more of them than fit on the list. */
export class Candidates {
  readonly #candidates = new Map<string, Candidate>()
  readonly #agent = new Agent()

  /** Asks only addresses that are in reach. `onChange` is called whenever `found` may have become another. */
  constructor(
    private readonly isInReach: (address: string) => boolean,
    private readonly onChange: () => void,
  ) {}

  /** Those that answer, sorted by name. */
  get found(): FoundHost[] {
    // A host in two networks of this machine is heard in both; the address that answers best comes first.
    const candidates = this.#ipv4First().sort((a, b) => a.misses - b.misses)
    const hosts = candidates.flatMap(({ instance, address, port, card }): FoundHost[] => {
      if (!card) return []
      const { name, version, secure, hasPasscode } = card
      // One that only borrows the name of an instance has another key.
      const id = secure ? `${instance} ${secure.key}` : instance
      const origin = originOf({ address, port })
      return [{ id, name: name || address, origin, version, ...(secure && { key: secure.key }), hasPasscode }]
    })
    const first = hosts.filter(({ id }, index) => hosts.findIndex((host) => host.id === id) === index)
    const listed = first.slice(0, CONTROL_LIMITS.foundHosts)
    return listed.sort((a, b) => a.name.localeCompare(b.name) || a.origin.localeCompare(b.origin))
  }

  /** Those that were announced within the last minute and do not answer, at whichever of their addresses. */
  get silent(): AnnouncedHost[] {
    const since = performance.now() - RECENT_MS
    const candidates = this.#ipv4First()
    const answering = candidates.filter(({ card }) => card)
    const silent = candidates.filter(({ card, misses, heardAt }) => !card && misses > 0 && heardAt >= since)
    const isSame = (one: Candidate) => (other: Candidate) => isSameName(one.instance, other.instance)
    return silent
      .filter((one, index) => !answering.some(isSame(one)) && silent.findIndex(isSame(one)) === index)
      .map(({ name, address, port }) => ({ name, address, port }))
  }

  /** Takes in what was announced from an address. */
  hear({ instance, name, port }: Heard, address: string): void {
    const key = `${address}:${port}`
    const heardAt = performance.now()
    const said = { instance, name: name || address }
    const known = this.#candidates.get(key)
    if (known) {
      known.heardAt = heardAt
      if (known.instance !== instance || known.name !== said.name) void this.#ask(Object.assign(known, said))
    } else if (this.isInReach(address) && this.#makeRoom(address)) {
      const state = { card: undefined, misses: 0, isBeingAsked: false, heardAt, answeredAt: heardAt }
      const candidate = { ...said, address, port, ...state }
      this.#candidates.set(key, candidate)
      void this.#ask(candidate)
    }
  }

  /** Takes in a host that was not announced, and answered with this card. */
  meet(address: string, port: number, card: HostCard): void {
    const key = `${address}:${port}`
    if (this.#candidates.has(key) || !this.isInReach(address) || !this.#makeRoom(address)) return
    // What was never announced is not silent when it does not answer.
    const times = { heardAt: Number.NEGATIVE_INFINITY, answeredAt: performance.now() }
    const state = { name: card.name || address, address, port, card, misses: 0, isBeingAsked: false }
    this.#candidates.set(key, { instance: key, ...state, ...times })
    this.onChange()
  }

  /** Takes in that an instance said goodbye from an address. */
  bye(instance: string, address: string): void {
    this.#forget((candidate) => candidate.address === address && isSameName(candidate.instance, instance))
  }

  /** Asks everyone again who they are, but those who are out of reach by now or long gone, which are forgotten. */
  askAll(): void {
    const since = performance.now() - FORGET_MS
    this.#forget(
      ({ address, heardAt, answeredAt }) => !this.isInReach(address) || Math.max(heardAt, answeredAt) < since,
    )
    for (const candidate of this.#candidates.values()) void this.#ask(candidate)
  }

  /** Forgets everyone and ends the questions under way. */
  clear(): void {
    this.#agent.destroy()
    this.#forget(() => true)
  }

  /** People read IPv4 addresses out to each other. */
  #ipv4First(): Candidate[] {
    const candidates = [...this.#candidates.values()]
    const isFirst = ({ address }: Candidate) => isIPv4(address)
    return [...candidates.filter(isFirst), ...candidates.filter((candidate) => !isFirst(candidate))]
  }

  async #ask(candidate: Candidate): Promise<void> {
    if (candidate.isBeingAsked) return
    candidate.isBeingAsked = true
    try {
      const card = await askForCard(originOf(candidate), { agent: this.#agent })
      if (!card) throw new Error('What answers is no host.')
      candidate.card = card
      candidate.misses = 0
      candidate.answeredAt = performance.now()
    } catch (error) {
      const isRefused = (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
      candidate.misses++
      if (candidate.card && (isRefused || candidate.misses >= MISSES)) {
        // Only what is announced from now on shows that it still runs.
        Object.assign(candidate, { card: undefined, heardAt: Number.NEGATIVE_INFINITY })
      }
    }
    candidate.isBeingAsked = false
    this.onChange()
  }

  /** Drops the one that has not answered for longest where there is no room. False where all answer. */
  #makeRoom(newcomer: string): boolean {
    const alike = [...this.#candidates.values()].filter(({ address }) => isIPv4(address) === isIPv4(newcomer))
    if (alike.length < CONTROL_LIMITS.foundHosts) return true
    const [longest] = alike.filter(({ card }) => !card).sort((a, b) => a.answeredAt - b.answeredAt)
    if (longest) this.#forget((candidate) => candidate === longest)
    return longest !== undefined
  }

  #forget(isOver: (candidate: Candidate) => boolean): void {
    for (const [key, candidate] of this.#candidates) if (isOver(candidate)) this.#candidates.delete(key)
    this.onChange()
  }
}

const originOf = ({ address, port }: Pick<AnnouncedHost, 'address' | 'port'>) => `http://${inUrl(address)}:${port}`
