import { type Signal, signal } from '@preact/signals'
import { AskPerson } from '../../common/ask-person.js'
import type { Bridge, HostToJoin, WayToHost } from '../../common/bridge.js'
import type { FoundHost } from '../../common/control.js'
import { buildInvite, type Invite, parseInvite } from '../../common/invite.js'
import { CallError } from '../call/errors.js'
import { withName } from './hand-over.js'
import { codeOf, type HostConnection, OWN_HOST, type Place } from './host-connection.js'
import type { AddressProblem, Problem } from './problem.js'
import type { OwnAddresses } from './typed-address.js'

interface Person {
  readonly name: Signal<string>
  readonly room: Signal<string>
}

export type MovingProblem = Problem | AddressProblem

/** The way to hosts on other machines, and back. */
export class Moving {
  /** What was typed to reach another host, and what came of that or of another wish to move. */
  readonly address = signal('')
  readonly isUnderWay = signal(false)
  readonly problem = signal<MovingProblem | undefined>(undefined)
  /** A host whose key is another than the one known, until the person has decided what to do. */
  readonly changed = signal<Invite | undefined>(undefined)
  readonly #deciding = new AskPerson<boolean>()

  /** Whoever does not want to be moved any more when a host answers stays where they are. */
  constructor(
    private readonly host: HostConnection,
    private readonly bridge: Bridge | undefined,
    private readonly person: Person,
    private readonly isWanted: () => boolean,
    /** How the page's own host can be reached. */
    private readonly own: () => OwnAddresses,
  ) {}

  /** Connects to the host at the address that was entered, or says why not. */
  async toAddress(): Promise<void> {
    await this.#try(async () => {
      const { goToTyped } = await import('./typed-address.js')
      return goToTyped(this.address.value, {
        ...this.own(),
        isAtOwn: this.host.isAtOwn.value,
        goTo: (invite) => this.#goTo(invite),
        goHome: (room) => this.#enter(OWN_HOST, room),
        leaveFor: (invite) => location.assign(this.#pageOf(invite)),
      })
    })
  }

  /** Connects to a host that was found on the network; gives whether the page is there. */
  async toFound({ origin, key }: FoundHost): Promise<boolean> {
    const invite = parseInvite(origin)
    if (invite) return this.#move({ origin: invite.origin, ...(key !== undefined && { key }) })
    this.problem.value = 'host-unreachable'
    return false
  }

  async home(): Promise<void> {
    await this.#try(async () => void (await this.#enter(OWN_HOST, undefined)))
  }

  /** Connects to where an invite leads, unless `isWanted` says otherwise when the host answers; gives whether it did. */
  toInvite(invite: Invite, isWanted: () => boolean): Promise<boolean> {
    return this.#move(invite, isWanted)
  }

  /** Connects to the host whose key has changed all the same, and expects the key that it has now from then on. */
  trustChanged(): void {
    this.#deciding.answer(true)
  }

  readonly leaveChanged = (): void => this.#deciding.answer(false)

  /** The app knows hosts by their keys; a browser goes by the address alone. */
  readonly wayTo = async (host: HostToJoin): Promise<WayToHost> =>
    this.bridge?.wayTo(host) ?? { kind: 'plain', origin: host.origin }

  async #move(invite: Invite, isWanted = this.isWanted): Promise<boolean> {
    let isThere = false
    await this.#try(async () => {
      isThere = await this.#goTo(invite, isWanted)
    })
    return isThere
  }

  /** Gives whether the page is there now. Rejects with a CallError. */
  async #goTo(invite: Invite, isWanted = this.isWanted): Promise<boolean> {
    if (!this.bridge && location.protocol === 'https:') {
      // From a page that came by https, browsers let no connection go to where plain http is spoken; but a page may.
      location.assign(this.#pageOf(invite))
      return false
    }
    const way = await this.#trustedWayTo(invite)
    if (way?.kind === 'unreachable') throw new CallError('host-unreachable', 'Nothing answered.')
    return way !== undefined && this.#enter({ origin: invite.origin, via: way.origin }, invite.room, isWanted)
  }

  async #enter(place: Place, room: string | undefined, isWanted = this.isWanted): Promise<boolean> {
    const isThere = await this.host.moveTo(place, isWanted)
    if (isThere) this.person.room.value = room ?? this.person.room.value
    return isThere
  }

  /** Undefined where the key has changed and the person does not trust the new one. */
  async #trustedWayTo(invite: Invite): Promise<Exclude<WayToHost, { kind: 'changed' }> | undefined> {
    const way = await this.wayTo(hostOf(invite))
    if (way.kind !== 'changed') return way
    if (!(await this.#isTrusted(invite))) return undefined
    await this.bridge?.forget(hostOf(invite))
    return this.#trustedWayTo({ origin: invite.origin })
  }

  async #isTrusted(invite: Invite): Promise<boolean> {
    const isTrusted = await this.#deciding.ask(() => {
      this.changed.value = invite
    })
    if (this.changed.value === invite) this.changed.value = undefined
    return isTrusted ?? false
  }

  #pageOf({ origin, room = this.person.room.value }: Invite): string {
    return withName(buildInvite({ origin, ...(room !== '' && { room }) }), this.person.name.value)
  }

  /** Shows what fails, or what `work` gives as a problem. */
  async #try(work: () => Promise<MovingProblem | undefined>): Promise<void> {
    this.isUnderWay.value = true
    this.problem.value = undefined
    this.problem.value = await work().catch(codeOf)
    this.isUnderWay.value = false
  }
}

/** What the app goes by, without the room. */
const hostOf = ({ origin, key }: Invite): HostToJoin => ({ origin, ...(key !== undefined && { key }) })
