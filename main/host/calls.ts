import type { JoinReply } from '../../common/protocol.js'
import type { OutgoingCall } from '../../common/ring.js'
import { refusal } from './answer.js'
import type { Directory, Whereabouts } from './directory.js'
import type { Mailbox } from './mailbox.js'
import type { Membership } from './membership.js'
import { asSeen, type Person } from './person.js'
import type { Ring, Rings } from './rings.js'

/** In company, or in a ring: a call would not get through. */
export const isBusy = (rings: Rings, { person, room }: Whereabouts) =>
  (room?.members.size ?? 0) > 1 || rings.of(person.id) !== undefined

/** Direct calls from one person to another: places them, and ends the rings that come to nothing. */
export class Calls {
  constructor(
    private readonly directory: Directory,
    private readonly mailbox: Mailbox,
    private readonly membership: Membership,
    private readonly rings: Rings,
    /** Told when a ring begins or ends. */
    private readonly changed: () => void,
  ) {
    membership.on('joined', ({ person, room }) => this.#settle(person, room))
    membership.on('left', ({ person }) => this.#callOff(person))
    membership.on('went', (person) => this.#giveUp(person))
  }

  /** Rings a person, and puts the caller into the room of the call; to ring whoever rings is to take their call. */
  async place(caller: Person, { to, audioOnly = false, tag }: OutgoingCall): Promise<JoinReply> {
    const callee = await this.directory.who(to)
    if (!callee || to === caller.id) return refusal('no-such-peer', 'Nobody else with that id is on this host.')
    const theirs = this.#ringFrom(to, caller.id)
    if (theirs) return this.membership.enter(caller, theirs.room)
    const busy = refusal('busy', `${callee.person.name} is in another call.`)
    if (isBusy(this.rings, callee)) return busy
    if (this.rings.of(caller.id)?.callee === caller.id) return refusal('busy', 'Someone rings you; answer first.')

    await this.membership.leave(caller)
    const ring = await this.rings.start(caller.id, to, { audioOnly, tag })
    // Either may have got into a ring meanwhile, and that be one between the two.
    const crossing = ring ? undefined : this.#ringFrom(to, caller.id)
    if (crossing) return this.membership.enter(caller, crossing.room)
    if (!ring) return busy
    const reply = await this.membership.enter(caller, ring.room)
    await this.ringAt(to)
    return reply
  }

  /** Tells a callee who rings, if anyone does; whoever is away hears of it on return. */
  async ringAt(id: string): Promise<void> {
    const ring = this.rings.of(id)
    if (ring?.callee !== id || this.mailbox.isAway(id)) return
    const caller = await this.directory.who(ring.caller)
    if (!caller || this.rings.of(id) !== ring) return
    const { room, audioOnly, tag } = ring
    this.mailbox.deliver(id, 'call', {
      from: asSeen(caller.person),
      room,
      audioOnly,
      ...(tag !== undefined && { tag }),
    })
  }

  /** Whether one of these two rings the other. */
  isRinging(one: string, other: string): boolean {
    const ring = this.rings.of(one)
    return ring !== undefined && ring === this.rings.of(other)
  }

  /** A callee turns down a caller. */
  refuse(callee: string, caller: string): void {
    const ring = this.rings.of(callee)
    if (ring?.callee !== callee || ring.caller !== caller || !this.rings.end(ring)) return
    // Said while their connection was lost, it comes after they were told again that it rings.
    this.mailbox.deliver(callee, 'disconnectPeer', { from: caller })
    this.changed()
  }

  /** A caller calls off. */
  callOff(caller: string, callee: string): void {
    const ring = this.rings.of(caller)
    if (ring?.caller === caller && ring.callee === callee && this.rings.end(ring)) this.changed()
  }

  /** A caller who has been away for a while no longer rings, though they may come back to their room. */
  leaveRing(caller: string): void {
    const ring = this.rings.of(caller)
    if (ring?.caller !== caller || !this.rings.end(ring)) return
    this.mailbox.deliver(ring.callee, 'disconnectPeer', { from: caller, reason: 'gone' })
    this.mailbox.deliver(caller, 'refuse', { from: ring.callee, reason: 'no-answer' })
    this.changed()
  }

  /** Tells both sides of a ring that nobody took. */
  unanswered({ caller, callee }: Ring): void {
    this.mailbox.deliver(caller, 'refuse', { from: callee, reason: 'no-answer' })
    this.mailbox.deliver(callee, 'disconnectPeer', { from: caller, reason: 'no-answer' })
    this.changed()
  }

  #ringFrom(caller: string, callee: string): Ring | undefined {
    const ring = this.rings.of(callee)
    return ring?.caller === caller && ring.callee === callee ? ring : undefined
  }

  /** Whoever enters the room of the call that rings for them takes it; in any other room they are busy. */
  #settle({ id }: Person, room: string): void {
    const ring = this.rings.of(id)
    if (ring?.callee !== id || !this.rings.end(ring) || ring.room === room) return
    this.mailbox.deliver(ring.caller, 'refuse', { from: id, reason: 'busy' })
    this.mailbox.deliver(id, 'disconnectPeer', { from: ring.caller, reason: 'busy' })
  }

  /** A caller who leaves the room of the call no longer rings. */
  #callOff({ id }: Person): void {
    const ring = this.rings.of(id)
    if (ring?.caller === id && this.rings.end(ring)) this.mailbox.deliver(ring.callee, 'disconnectPeer', { from: id })
  }

  #giveUp({ id }: Person): void {
    const ring = this.rings.of(id)
    if (ring && this.rings.end(ring)) this.mailbox.deliver(ring.caller, 'refuse', { from: id, reason: 'gone' })
  }
}
