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
export class PersonLimit {
  readonly #ofPerson: Limit
  readonly #ofAddress: Limit

  constructor(points: number, seconds: number) {
    this.#ofPerson = new Limit(points, seconds)
    this.#ofAddress = new Limit(PEOPLE_OF_ADDRESS * points, seconds)
  }

  /** Uses it once more; false where that is once too often. */
  take({ id, address }: Pick<Person, 'id' | 'address'>): boolean {
    return this.#ofPerson.take(id) && (isLoopback(address) || this.#ofAddress.take(networkOf(address)))
  }
}
