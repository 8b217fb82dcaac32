import { isLoopback, withoutMapping } from '../../common/ip-address.js'
import type { Person } from './person.js'

/**
 * Whom the operator has removed. They are kept out by their session for as long as the host runs. So that they are not
 * back with another, so is everyone new from their address, until the operator asks for a new passcode.
 */
export class Bans {
  readonly #ids = new Set<string>()
  /** By address, the ids of those who may come from there, since they were on the host before. */
  readonly #addresses = new Map<string, ReadonlySet<string>>()

  /** `others` are on the host and stay. An address of this machine, at which the operator sits, is never kept out. */
  add({ id, address }: Person, others: Iterable<Person>): void {
    this.#ids.add(id)
    if (!isLoopback(address)) this.#addresses.set(address, new Set([...others].map((other) => other.id)))
  }

  /** Lets new people in from everywhere. */
  openAddresses(): void {
    this.#addresses.clear()
  }

  has(id: string | undefined): boolean {
    return id !== undefined && this.#ids.has(id)
  }

  /** Whether this person, who is not on the host, is kept out for their address; someone new has no id. */
  hasAddress(address: string, id: string | undefined): boolean {
    const known = this.#addresses.get(withoutMapping(address))
    return known !== undefined && !(id !== undefined && known.has(id))
  }
}
