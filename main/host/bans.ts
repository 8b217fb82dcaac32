import { Emitter } from '../../common/emitter.js'
import { isLoopback } from '../../common/ip-address.js'
import { networkOf } from '../lan/network-of.js'
import type { Person } from './person.js'

/** Someone who was removed, and where they were. */
export type Banned = Pick<Person, 'id' | 'address'>

/**
 * Whom the operator has removed. They are kept out by their session for as long as the host runs. So that they are not
 * back with another, so is everyone new from their address (IPv6: from their /64), until the operator asks for a new passcode.
 */
export class Bans extends Emitter<{ added: Banned }> {
  readonly #ids = new Map<string, string>()
  /** By network, the ids of those who may come from there, since they were on the host before. */
  readonly #networks = new Map<string, ReadonlySet<string>>()

  /** `others` are on the host and stay. An address of this machine, at which the operator sits, is never kept out. */
  add(banned: Banned, others: Iterable<Person>): void {
    this.hear(banned, others)
    this.emit('added', banned)
  }

  /** The same, where another process of the host removed them. Whoever may come already may come on. */
  hear({ id, address }: Banned, others: Iterable<Person>): void {
    this.#ids.set(id, address)
    if (isLoopback(address)) return
    const network = networkOf(address)
    const known = [...others].map((other) => other.id)
    this.#networks.set(network, new Set([...(this.#networks.get(network) ?? []), ...known]))
  }

  /** Everyone who was removed. */
  get all(): Banned[] {
    return [...this.#ids].map(([id, address]) => ({ id, address }))
  }

  /** Lets new people in from everywhere. */
  openAddresses(): void {
    this.#networks.clear()
  }

  has(id: string | undefined): boolean {
    return id !== undefined && this.#ids.has(id)
  }

  /** Whether this person, who is not on the host, is kept out for their address; someone new has no id. */
  hasAddress(address: string, id: string | undefined): boolean {
    const known = this.#networks.get(networkOf(address))
    return known !== undefined && !(id !== undefined && known.has(id))
  }
}
