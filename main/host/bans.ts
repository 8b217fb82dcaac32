import type { KeptOutUntil } from '../../common/control.js'
import { Emitter } from '../../common/emitter.js'
import { isLoopback } from '../../common/ip-address.js'
import { networkOf } from '../lan/network-of.js'
import type { Person } from './person.js'

/** Someone who was removed, where they were, and until when nobody new comes in from there. */
export interface Banned {
  readonly id: string
  /** Empty where people may come in from there again. */
  readonly address: string
  readonly until: KeptOutUntil
}

interface ClosedNetwork {
  /** The ids of those who may come from there, since they were on the host before. */
  readonly known: ReadonlySet<string>
  readonly until: KeptOutUntil
}

/**
 * Whom the operator has removed. They are kept out by their session for as long as the host runs. So that they are not
 * back with another, so is everyone new from their address (IPv6: from their /64): for as long, or until the operator asks
 * for a new passcode.
 */
export class Bans extends Emitter<{ added: Banned }> {
  readonly #banned = new Map<string, Banned>()
  readonly #networks = new Map<string, ClosedNetwork>()

  /** `others` are on the host and stay. An address of this machine, at which the operator sits, is never kept out. */
  add({ id, address }: Pick<Person, 'id' | 'address'>, until: KeptOutUntil, others: Iterable<Person>): void {
    const banned = { id, address, until }
    this.hear(banned, [...others].map(idOf))
    this.emit('added', banned)
  }

  /** The same, where another process of the host removed them. Whoever may come already may come on. */
  hear(banned: Banned, others: readonly string[]): void {
    const { id, address, until } = banned
    this.#banned.set(id, banned)
    if (address === '' || isLoopback(address)) return
    const before = this.#networks.get(networkOf(address))
    this.#networks.set(networkOf(address), {
      known: new Set([...(before?.known ?? []), ...others]),
      until: before?.until === 'restart' ? 'restart' : until,
    })
  }

  /** Everyone who was removed. */
  get all(): readonly Banned[] {
    return [...this.#banned.values()]
  }

  /** Who may come from where this one was, since they were on the host when somebody there was removed. */
  knownBeside({ address }: Banned): readonly string[] {
    return [...(this.#networks.get(networkOf(address))?.known ?? [])]
  }

  /** There is a new passcode: lets new people in from where nobody is kept out for as long as the host runs. */
  openAddresses(): void {
    for (const [network, { until }] of this.#networks) if (until === 'new-passcode') this.#networks.delete(network)
    for (const banned of this.all) {
      if (banned.until === 'new-passcode') this.#banned.set(banned.id, { ...banned, address: '' })
    }
  }

  has(id: string | undefined): boolean {
    return id !== undefined && this.#banned.has(id)
  }

  /** Whether this person, who is not on the host, is kept out for their address; someone new has no id. */
  hasAddress(address: string, id: string | undefined): boolean {
    const network = this.#networks.get(networkOf(address))
    return network !== undefined && !(id !== undefined && network.known.has(id))
  }
}

const idOf = ({ id }: Person) => id
