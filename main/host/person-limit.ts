import { Emitter } from '../../common/emitter.js'
import { isLoopback } from '../../common/ip-address.js'
import { networkOf } from '../lan/network-of.js'
import { Limit } from './limit.js'
import type { Person } from './person.js'

/** How many people at one address may use up theirs at the same time. */
const PEOPLE_OF_ADDRESS = 10

/**
 * How often a person may do something in a while, and, since a person can come back as another, everyone at one address
 * together. Programs of this machine are not held to that: whoever comes through a forwarder seems to be one.
 */
export class PersonLimit extends Emitter<{ taken: Pick<Person, 'id' | 'address'> }> {
  readonly #ofPerson: Limit
  readonly #ofAddress: Limit

  constructor(points: number, seconds: number) {
    super()
    this.#ofPerson = new Limit(points, seconds)
    this.#ofAddress = new Limit(PEOPLE_OF_ADDRESS * points, seconds)
  }

  /** Uses it once more; false where that is once too often. */
  take(person: Pick<Person, 'id' | 'address'>): boolean {
    const isAllowed = this.hear(person)
    if (isAllowed) this.emit('taken', { id: person.id, address: person.address })
    return isAllowed
  }

  /** The same, where it was used at another process of the host. */
  hear({ id, address }: Pick<Person, 'id' | 'address'>): boolean {
    return this.#ofPerson.take(id) && (isLoopback(address) || this.#ofAddress.take(networkOf(address)))
  }
}
