import { type Signal, signal } from '@preact/signals'
import { AskPerson } from '../../common/ask-person.js'
import type { Bridge, HostToJoin, WayToHost } from '../../common/bridge.js'
import type { FoundHost } from '../../common/control.js'
import { buildInvite, type Invite, parseInvite } from '../../common/invite.js'
import { CallError } from '../call/errors.js'
import { withName } from './hand-over.js'
import { codeOf, type HostConnection, OWN_HOST, type Place } from './host-connection.js'
import type { AddressProblem, Problem } from './problem.js'

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
    /** Whether an origin leads to the page's own host. */
    private readonly isOwn: (origin: string) => boolean,
  ) {}

  /** Connects to the host at the address that was entered, or says why not. */
  async toAddress(): Promise<void> {
    await this.#try(async () => {
      const { parseTyped, whatAnswers } = await import('./typed-address.js')
      const typed = parseTyped(this.address.value)
      if (typeof typed === 'string') return typed
      if (this.#isHere(typed)) return 'own-address'
      try {
        await this.#goTo(typed)
        return undefined
      } catch (error) {
        const answer = codeOf(error) === 'host-unreachable' ? await whatAnswers(typed.origin) : undefined
        if (answer !== 'secure-door') return answer ?? codeOf(error)
        location.assign(this.#pageOf({ ...typed, origin: typed.origin.replace('http:', 'https:') }))
        return undefined
      }
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
    await this.#try(async () => void (await this.host.moveTo(OWN_HOST, this.isWanted)))
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
    const place = await this.#placeOf(invite)
    const isThere = place !== undefined && (await this.host.moveTo(place, isWanted))
    if (isThere) this.person.room.value = invite.room ?? this.person.room.value
    return isThere
  }

  /** Undefined where the person does not want to go there, or the page is left for it. */
  async #placeOf(invite: Invite): Promise<Place | undefined> {
    const { origin } = invite
    if (this.isOwn(origin)) return OWN_HOST
    if (!this.bridge && location.protocol === 'https:') {
      // From a page that came by https, browsers let no connection go to where plain http is spoken; but a page may.
      location.assign(this.#pageOf(invite))
      return undefined
    }
    const way = await this.#trustedWayTo(invite)
    if (way?.kind === 'unreachable') throw new CallError('host-unreachable', 'Nothing answered.')
    return way && { origin, via: way.origin }
  }

  #isHere({ origin, room }: Invite): boolean {
    return room === undefined && this.isOwn(origin) && this.host.isAtOwn.value
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
