import { type Joined, JoinReply, Reply } from '../../../common/protocol.js'
import { Company, type Heard } from './company.js'
import { RoomRecord, type Stay } from './room-record.js'
import { type ViolationKind, Violations } from './violations.js'

/** How a request ended. `again`: the client asked for the room it was in. `wrong`: the answer fits no request. */
export type Outcome = 'created' | 'joined' | 'again' | 'full' | 'left' | 'wrong'

interface Request {
  readonly number: number
  /** The room asked for; undefined for `leave`. */
  readonly room: string | undefined
  readonly sentAt: number
  /** The stay asked for. */
  readonly stay: Stay | undefined
  /** The `created`, `joined` or `full` that came since. */
  event?: Heard['event']
}

interface Client {
  id: string
  room?: string
  stay?: Stay
  request?: Request
  /** Who else is in the room, as answers and events told it. */
  readonly company: Company
  /** Stays of connections that are gone, which the host may not have noticed yet. */
  ghosts: { room: string; stay: Stay }[]
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
    return this.#clients.get(client)?.room
  }

  connected(client: number, id: string, at: number): void {
    for (const { room, stay } of this.#clients.get(client)?.ghosts ?? []) {
      this.#room(room).end(stay, at)
      this.#judgeRefusals(room)
    }
    this.#clients.set(client, { id, company: new Company(id), ghosts: [] })
  }

  /** To be called before the request is sent; `room` is undefined for `leave`. */
  asked(client: number, number: number, room: string | undefined, at: number): void {
    const state = this.#client(client)
    const isAgain = room !== undefined && room === state.room
    if (state.stay && state.room !== undefined && !isAgain) this.#room(state.room).doubt(state.stay)
    const stay =
      room === undefined ? undefined : this.#room(room).ask(client, state.id, at, isAgain ? state.stay : undefined)
    state.request = { number, room, sentAt: at, stay }
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
    const { room, stay } = request
    if (room === undefined || stay === undefined) return this.#answeredLeave(client, state, answer, at)
    const reply = JoinReply.safeParse(answer)
    const outcome =
      reply.success && reply.data.ok
        ? this.#answeredOk(client, state, { ...request, room, stay }, reply.data, at)
        : this.#answeredNo(client, state, { ...request, room, stay }, answer, at)
    this.#judgeRefusals(room)
    return outcome
  }

  /** No answer came in time. What became of the request is unknown, so the client must be cut next. */
  unanswered(client: number): void {
    const { request } = this.#client(client)
    const what = request?.room === undefined ? 'leave' : `create or join ${request.room}`
    this.#wrong('missing-answer', `Client ${client} got no answer to "${what}".`)
  }

  /** To be called before the connection is ended; whatever is under way is not answered then. */
  cut(client: number): void {
    const state = this.#client(client)
    const { room, stay, request } = state
    if (room !== undefined && stay) {
      this.#room(room).doubt(stay)
      state.ghosts.push({ room, stay })
    }
    if (request?.room !== undefined && request.stay) {
      this.#room(request.room).abandon(client)
      if (request.stay !== stay) state.ghosts.push({ room: request.room, stay: request.stay })
      this.#judgeRefusals(request.room)
    }
    state.company.leave()
    delete state.stay
    delete state.room
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
    if (heard.event === 'join' || heard.event === 'left') {
      this.#judgeCompany(client, state, state.company.heard(heard))
      return
    }
    const { request } = state
    const isAsked = request?.room === heard.room && request.event === undefined && request.stay !== state.stay
    if (!isAsked || ('id' in heard && heard.id !== state.id)) {
      this.#wrong('wrong-event', `Client ${client} heard "${heard.event}" of ${heard.room} without having asked.`)
      return
    }
    request.event = heard.event
    if (heard.event !== 'full') state.company.enter(heard.room)
  }

  #answeredLeave(client: number, state: Client, answer: unknown, at: number): Outcome {
    const reply = Reply.safeParse(answer)
    if (!reply.success || !reply.data.ok) {
      this.#stays(state)
      return this.#wrong('wrong-answer', `Client ${client} was answered ${quote(answer)} to "leave".`)
    }
    state.company.leave()
    this.#goneFrom(state, at)
    return 'left'
  }

  #answeredOk(
    client: number,
    state: Client,
    request: Request & { room: string; stay: Stay },
    reply: Joined,
    at: number,
  ): Outcome {
    const isAgain = request.stay === state.stay
    if (!isAgain) this.#goneFrom(state, at)
    const room = this.#room(request.room)
    const wrong = this.#faultOf(client, state.id, isAgain, request, reply)
    room.enter(request.stay, at)
    state.room = request.room
    state.stay = request.stay
    const surprise = state.company.found(
      request.room,
      reply.peers.map(({ id }) => id),
    )
    if (wrong) return this.#wrong(...wrong)
    if (this.#isOverCapacity(request.room) || this.#judgeCompany(client, state, surprise)) return 'wrong'
    if (isAgain) return 'again'
    return reply.initiator ? 'created' : 'joined'
  }

  /** What is wrong with a yes; to be asked before the client counts as inside. */
  #faultOf(
    client: number,
    ownId: string,
    isAgain: boolean,
    { room, sentAt, event }: Request & { room: string },
    { room: answeredRoom, id, initiator, peers }: Joined,
  ): [ViolationKind, string] | undefined {
    const ids = peers.map((peer) => peer.id)
    const record = this.#room(room)
    const expected = isAgain ? undefined : initiator ? 'created' : 'joined'
    const stranger = ids.find((peer) => !record.mayHaveHeld(peer, sentAt))
    const missing = [...record.insideSince(sentAt, client)].find((peer) => !ids.includes(peer))
    const told = `Client ${client}, in ${room},`
    if (ids.length + 1 > this.capacity) {
      return ['over-capacity', `${told} was told of ${ids.length} others, and ${this.capacity} fit.`]
    }
    if (answeredRoom !== room) return ['wrong-answer', `${told} was answered for room ${answeredRoom}.`]
    if (id !== ownId || new Set(ids).size < ids.length || ids.includes(id)) {
      return ['wrong-answer', `${told} was told of wrong or repeated ids.`]
    }
    if (initiator !== (ids.length === 0)) {
      return ['wrong-answer', `${told} was called initiator: ${initiator}, with ${ids.length} others inside.`]
    }
    if (event !== expected) {
      return ['wrong-event', `${told} heard "${event ?? 'nothing'}" where the answer says "${expected ?? 'nothing'}".`]
    }
    if (stranger !== undefined) return ['wrong-peers', `${told} was told of ${stranger}, who cannot have been inside.`]
    if (missing !== undefined) return ['wrong-peers', `${told} was not told of ${missing}, who was inside.`]
    return undefined
  }

  #answeredNo(
    client: number,
    state: Client,
    { room, stay, event }: Request & { room: string; stay: Stay },
    answer: unknown,
    at: number,
  ): Outcome {
    const isFull = codeOf(answer) === 'room-full'
    const told = `Client ${client}, asking for ${room},`
    if (stay === state.stay) {
      this.#room(room).abandon(client)
      return this.#wrong('wrong-full', `${told} was refused though it was inside.`)
    }
    this.#room(room).refuse(stay, isFull && event === 'full' ? 'full' : 'other', at)
    this.#stays(state)
    if (!isFull) return this.#wrong('wrong-answer', `${told} was answered ${quote(answer)}.`)
    if (event !== 'full') return this.#wrong('wrong-event', `${told} was refused but heard "${event ?? 'nothing'}".`)
    return 'full'
  }

  /** The client is where it was before its request. */
  #stays({ room, stay }: Client): void {
    if (room === undefined || !stay) return
    this.#room(room).confirm(stay)
    this.#isOverCapacity(room)
  }

  #isOverCapacity(name: string): boolean {
    const { certain } = this.#room(name)
    if (certain <= this.capacity) return false
    this.#wrong('over-capacity', `Room ${name} held ${certain} at one time, and ${this.capacity} fit.`)
    return true
  }

  #goneFrom(state: Client, at: number): void {
    const { room, stay } = state
    delete state.stay
    delete state.room
    if (room === undefined || !stay) return
    this.#room(room).end(stay, at)
    this.#judgeRefusals(room)
  }

  /** Whether what a client was told of its company, that came or went as `surprise` says, is wrong. */
  #judgeCompany(client: number, { room, company }: Client, surprise: string | undefined): boolean {
    const told = `Client ${client}, in ${room ?? 'no room'},`
    if (surprise !== undefined) this.#wrong('wrong-event', `${told} heard ${surprise}.`)
    else if (company.size + 1 > this.capacity) {
      this.#wrong('over-capacity', `${told} heard one after another of ${company.size} others inside.`)
    } else return false
    return true
  }

  #judgeRefusals(name: string): void {
    for (const client of this.#room(name).wronglyRefused()) {
      this.#wrong('wrong-full', `Client ${client} was refused by ${name}, in which there was space all the time.`)
    }
  }

  #wrong(kind: ViolationKind, sentence: string): 'wrong' {
    this.violations.add(kind, sentence)
    return 'wrong'
  }

  #room(name: string): RoomRecord {
    const room = this.#rooms.get(name) ?? new RoomRecord(this.capacity)
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

function codeOf(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : undefined
}
