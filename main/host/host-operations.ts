import type { CallToHost, FoundHost, HostFacts, HostReply, OperatorFacts, Removal } from '../../common/control.js'
import type { Finding } from '../../common/findings.js'
import { LIMITS } from '../../common/limits.js'
import type { Reply } from '../../common/protocol.js'
import type { Discovery } from '../lan/discovery.js'
import type { LanAddresses } from '../lan/lan-addresses.js'
import type { Choices, OperatorChoices } from '../storage/operator-choices.js'
import { askToMute } from './ask-to-mute.js'
import type { Cluster } from './cluster.js'
import { removePerson } from './connection.js'
import type { Chosen, Operations } from './control.js'
import { personHere } from './directory.js'
import type { HostParts } from './host-parts.js'
import type { Passcode } from './passcode.js'
import { takeOver } from './take-over.js'

/** What the operations act on. */
export interface Operated {
  readonly parts: HostParts
  readonly cluster: Cluster | undefined
  readonly passcode: Passcode
  readonly choices: OperatorChoices
  readonly lanAddresses: LanAddresses
  /** Undefined until the host is open. */
  discovery(): Discovery | undefined
  facts(): HostFacts
  check(): Promise<Finding[]>
  /** What anyone may know of the host is another. */
  cardChanged(): void
  /** What the operator alone may know is another. */
  operatorChanged(): void
}

/** What a running host tells of itself, and what its operator has it do. */
export class HostOperations implements Operations {
  constructor(private readonly operated: Operated) {}

  facts(): HostFacts {
    return this.operated.facts()
  }

  operatorFacts(): OperatorFacts {
    const { parts, lanAddresses } = this.operated
    const { pinned, all } = lanAddresses
    const people = [...parts.directory.here()].slice(0, LIMITS.listed)
    return {
      addresses: [...all],
      ...(pinned !== undefined && { pinned }),
      discovery: this.operated.discovery()?.isOn ?? false,
      capacity: parts.membership.capacity,
      people: people.map(({ id, address }) => ({ id, address })),
    }
  }

  found(): readonly FoundHost[] {
    return this.operated.discovery()?.found ?? []
  }

  look(): void {
    this.operated.discovery()?.look()
  }

  pin(address: string | undefined): Promise<Chosen> {
    return this.#choose({ pinned: address }, () => this.operated.lanAddresses.pin(address))
  }

  setPasscode(passcode: string | undefined): Promise<Chosen> {
    return this.#choose({ passcode }, () => {
      this.operated.passcode.set(passcode)
      if (passcode !== undefined) this.operated.parts.bans.openAddresses()
      this.operated.cardChanged()
    })
  }

  setDiscovery(isOn: boolean): Promise<Chosen> {
    const discovery = this.operated.discovery()
    return this.#choose({ discovery: isOn }, () => (isOn ? discovery?.start() : discovery?.stop()))
  }

  setCapacity(capacity: number): Promise<Chosen> {
    return this.#choose({ capacity }, () => {
      this.operated.parts.membership.capacity = capacity
    })
  }

  /** What all processes of a host must agree on is in their command lines. */
  #isLocked(choice: Partial<Choices>): boolean {
    const { cluster, choices } = this.operated
    const isShared = cluster !== undefined && ('passcode' in choice || 'capacity' in choice)
    return isShared || choices.isLocked?.(choice) === true
  }

  async remove(removal: Removal): Promise<boolean> {
    const { parts, cluster } = this.operated
    return (
      (cluster && !personHere(parts.directory, removal.id) && (await cluster.remove(removal))) ||
      removePerson(parts, removal)
    )
  }

  mute(session: string | undefined, ids: readonly string[]): Promise<Reply> {
    return askToMute(this.operated.parts, session, ids)
  }

  host(call: CallToHost): Promise<HostReply> {
    return takeOver(this.operated.parts, call)
  }

  check(): Promise<Finding[]> {
    return this.operated.check()
  }
  async #choose(choice: Partial<Choices>, apply: () => unknown): Promise<Chosen> {
    const { choices } = this.operated
    if (this.#isLocked(choice)) return 'locked-by-policy'
    await apply()
    this.operated.operatorChanged()
    return (await choices.change(choice)) ? 'kept' : 'not-kept'
  }
}
