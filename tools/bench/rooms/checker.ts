import { type Joined, JoinReply, Reply } from '../../../common/protocol.js'
import { readAs } from '../../../common/schema.js'
import { Company, type Heard } from './company.js'
import { RoomRecord, type Stay } from './room-record.js'
import { type ViolationKind, Violations } from './violations.js'

/** How a request ended. `again`: the client asked for the room it was in. `wrong`: the answer fits no request. */
export type Outcome = 'created' | 'joined' | 'again' | 'full' | 'left' | 'wrong'

interface Request {
  readonly number: number
  readonly sentAt: number
  /** The stay asked for; undefined for `leave`. */
  readonly stay: Stay | undefined
  /** The `created`, `joined` or `full` that came since. */
  event?: Heard['event']
}
type JoinRequest = Request & { readonly stay: Stay }

type Fault = [kind: ViolationKind, sentence: string]

interface Client {
  readonly number: number
  readonly id: string
  /** Where it is, as far as it knows. */
  stay?: Stay
  request?: Request
  /** Who else is in the room, as answers and events told it. */
  readonly company: Company
  /** Stays of connections that are gone, which the host may not have noticed yet. */
  readonly ghosts: Stay[]
}

/**
 * Decides from what the clients of some rooms send and receive alone whether the host kept its promises. It must see all
 * that any client does in these rooms, in the order in which it happens, at times (in milliseconds) of one clock. Each
 * client has one request under way at most. A wrong answer counts once, as the first thing that is wrong with it.
 *
 * Answers: one for each request, that fits it; the `created`, `joined` or `full` that says the same comes before it.
 * Capacity: see `RoomRecord`; besides, no answer and no sequence of events tells any client of more people than fit.
 * Lists: the `peers` of an answer are people who may be inside, and no one is missing who is inside for certain.
 *
 * A connection that is cut leaves its room when the host notices. It has noticed when the same client is connected
 * again, since that takes the host several turns of an event loop that had the cut in its first.
 */
export class Checker {
  readonly violations = new Violations()
  readonly #rooms = new Map<string, RoomRecord>()
  readonly #clients = new Map<number, Client>()

  constructor(private readonly capacity: number) {}

  /** The room in which the client is, as far as it knows. */
  roomOf(client: number): string | undefined {
    return this.#clients.get(client)?.stay?.room.name
  }

  connected(number: number, id: string, at: number): void {
    for (const ghost of this.#clients.get(number)?.ghosts ?? []) this.#end(ghost, at)
    this.#clients.set(number, { number, id, company: new Company(id), ghosts: [] })
  }

  /** To be called before the request is sent; `room` is undefined for `leave`. */
  asked(client: number, number: number, room: string | undefined, at: number): void {
    const state = this.#client(client)
    const isAgain = room !== undefined && room === state.stay?.room.name
    if (state.stay && !isAgain) state.stay.isCertain = false
    const ask = (name: string) => this.#room(name).ask(client, state.id, at, isAgain ? state.stay : undefined)
    state.request = { number, sentAt: at, stay: room === undefined ? undefined : ask(room) }
  }

  /** How the request under way ended; undefined where the answer is another one to an earlier request. */
  answered(client: number, number: number, answer: unknown, at: number): Outcome | undefined {
    const state = this.#client(client)
    const { request } = state
    if (request?.number !== number) {
      this.#wrong('second-answer', `Client ${client} got another answer to its request ${number}.`)
      return undefined
    }
    delete state.request
    const { stay } = request
    if (!stay) return this.#answeredLeave(state, answer, at)
    const reply = readAs(JoinReply, answer)
    const outcome = reply?.ok
      ? this.#answeredOk(state, { ...request, stay }, reply, at)
      : this.#answeredNo(state, { ...request, stay }, reply?.code, answer, at)
    this.#judgeRefusals(stay.room)
    return outcome
  }

  /** No answer came in time. What became of the request is unknown, so the client must be cut next. */
  unanswered(client: number): void {
    const stay = this.#client(client).request?.stay
    const what = stay ? `create or join ${stay.room.name}` : 'leave'
    this.#wrong('missing-answer', `Client ${client} got no answer to "${what}".`)
  }

  /** To be called before the connection is ended; whatever is under way is not answered then. */
  cut(client: number): void {
    const state = this.#client(client)
    const { stay, request } = state
    if (stay) {
      stay.isCertain = false
      state.ghosts.push(stay)
    }
    if (request?.stay) {
      request.stay.room.abandon(client)
      if (request.stay !== stay) state.ghosts.push(request.stay)
      this.#judgeRefusals(request.stay.room)
    }
    state.company.leave()
    delete state.stay
    delete state.request
  }

  /** The connection ended though nobody here ended it. */
  lost(client: number, reason: string): void {
    this.#wrong('lost-connection', `Client ${client} lost its connection (${reason}).`)
    this.cut(client)
  }

  /** A room in which there was someone after all clients had left. */
  leftOver(room: string, people: number): void {
    this.#wrong('left-over', `Room ${room} still held ${people} after everyone had left.`)
  }

  heard(client: number, heard: Heard): void {
    const state = this.#client(client)
    const { request, company } = state
    if (heard.event === 'join' || heard.event === 'left') {
      this.#judgeCompany(state, company.heard(heard))
      return
    }
    const isAsked = request?.stay?.room.name === heard.room && !request.event && request.stay !== state.stay
    if (!isAsked || ('id' in heard && heard.id !== state.id)) {
      this.#wrong('wrong-event', `Client ${client} heard "${heard.event}" of ${heard.room} without having asked.`)
      return
    }
    request.event = heard.event
    if (heard.event !== 'full') company.enter(heard.room)
  }

  #answeredLeave(state: Client, answer: unknown, at: number): Outcome {
    if (!readAs(Reply, answer)?.ok) {
      this.#stays(state)
      return this.#wrong('wrong-answer', `Client ${state.number} was answered ${quote(answer)} to "leave".`)
    }
    state.company.leave()
    this.#leaves(state, at)
    return 'left'
  }

  #answeredOk(state: Client, request: JoinRequest, reply: Joined, at: number): Outcome {
    const { stay } = request
    const isAgain = stay === state.stay
    if (!isAgain) this.#leaves(state, at)
    const fault = this.#faultOf(state, isAgain, request, reply)
    stay.room.enter(stay, at)
    state.stay = stay
    const ids = reply.peers.map(({ id }) => id)
    const surprise = state.company.found(stay.room.name, ids)
    if (fault) return this.#wrong(...fault)
    if (this.#isOverCapacity(stay.room) || this.#judgeCompany(state, surprise)) return 'wrong'
    if (isAgain) return 'again'
    return reply.initiator ? 'created' : 'joined'
  }

  /** What is wrong with a yes; to be asked before the client counts as inside. */
  #faultOf(
    { number, id: ownId }: Client,
    isAgain: boolean,
    { stay: { room }, sentAt, event }: JoinRequest,
    { room: answeredRoom, id, initiator, peers }: Joined,
  ): Fault | undefined {
    const ids = peers.map((peer) => peer.id)
    const expected = isAgain ? undefined : initiator ? 'created' : 'joined'
    const stranger = ids.find((peer) => !room.mayHaveHeld(peer, sentAt))
    const missing = room.insideSince(sentAt, number).find((peer) => !ids.includes(peer))
    const fault = (kind: ViolationKind, what: string): Fault => [kind, `Client ${number}, in ${room.name}, ${what}.`]
    if (ids.length + 1 > this.capacity) {
      return fault('over-capacity', `was told of ${ids.length} others, and ${this.capacity} fit`)
    }
    if (answeredRoom !== room.name) return fault('wrong-answer', `was answered for room ${answeredRoom}`)
    if (id !== ownId || new Set([...ids, id]).size <= ids.length) {
      return fault('wrong-answer', 'was told of wrong or repeated ids')
    }
    if (initiator !== (ids.length === 0)) {
      return fault('wrong-answer', `was called initiator: ${initiator}, with ${ids.length} others inside`)
    }
    if (event !== expected) return fault('wrong-event', `heard "${event}" where the answer says "${expected}"`)
    if (stranger !== undefined) return fault('wrong-peers', `was told of ${stranger}, who cannot have been inside`)
    if (missing !== undefined) return fault('wrong-peers', `was not told of ${missing}, who was inside`)
    return undefined
  }

  #answeredNo(state: Client, { stay, event }: JoinRequest, code: unknown, answer: unknown, at: number): Outcome {
    const { room } = stay
    const told = `Client ${state.number}, asking for ${room.name},`
    if (stay === state.stay) {
      room.abandon(state.number)
      return this.#wrong('wrong-full', `${told} was refused though it was inside.`)
    }
    const isFull = code === 'room-full'
    room.refuse(stay, isFull && event === 'full' ? 'full' : 'other', at)
    this.#stays(state)
    if (!isFull) return this.#wrong('wrong-answer', `${told} was answered ${quote(answer)}.`)
    if (event !== 'full') return this.#wrong('wrong-event', `${told} was refused but heard "${event ?? 'nothing'}".`)
    return 'full'
  }

  /** The client is where it was before its request. */
  #stays({ stay }: Client): void {
    if (!stay) return
    stay.isCertain = true
    this.#isOverCapacity(stay.room)
  }

  #leaves(state: Client, at: number): void {
    if (state.stay) this.#end(state.stay, at)
    delete state.stay
  }

  #end(stay: Stay, at: number): void {
    stay.isCertain = false
    stay.until = at
    this.#judgeRefusals(stay.room)
  }

  #isOverCapacity({ name, certain }: RoomRecord): boolean {
    if (certain <= this.capacity) return false
    this.#wrong('over-capacity', `Room ${name} held ${certain} at one time, and ${this.capacity} fit.`)
    return true
  }

  /** Whether what a client was told of its company, that came or went as `surprise` says, is wrong. */
  #judgeCompany({ number, stay, company }: Client, surprise: string | undefined): boolean {
    const told = `Client ${number}, in ${stay?.room.name ?? 'no room'}, heard`
    if (surprise !== undefined) this.#wrong('wrong-event', `${told} ${surprise}.`)
    else if (company.size + 1 > this.capacity) {
      this.#wrong('over-capacity', `${told} one after another of ${company.size} others inside.`)
    } else return false
    return true
  }

  #judgeRefusals(room: RoomRecord): void {
    for (const client of room.wronglyRefused()) {
      this.#wrong('wrong-full', `Client ${client} was refused by ${room.name}, in which there was space all the time.`)
    }
  }

  #wrong(kind: ViolationKind, sentence: string): 'wrong' {
    this.violations.add(kind, sentence)
    return 'wrong'
  }

  #room(name: string): RoomRecord {
    const room = this.#rooms.get(name) ?? new RoomRecord(name, this.capacity)
    this.#rooms.set(name, room)
    return room
  }

  #client(number: number): Client {
    const client = this.#clients.get(number)
    if (!client) throw new Error(`client ${number} was never connected`)
    return client
  }
}

const quote = (answer: unknown) => (JSON.stringify(answer) ?? 'nothing').slice(0, 200)
