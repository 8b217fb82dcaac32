import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import type { JoinReply } from '../../../common/protocol.js'

/** A request that is not answered by then, though its connection holds, never will be. */
const ANSWER_MS = 30_000

interface Plan {
  readonly joins: number
  readonly rooms: number
  readonly clients: number
}

/** Clients that race for a few rooms of two, each asking for one after the other and leaving it again. */
export class Racer {
  asked = 0
  answered = 0
  answeredTwice = 0
  /** Not answered, because the connection ended first. */
  lost = 0
  letIn = 0
  full = 0
  unavailable = 0
  /** Neither answered nor lost. */
  #unanswered = 0
  #others = 0
  /** The most that were in a room together, as whoever came in was told. */
  most = 0
  readonly #sockets: Socket[]

  constructor(
    url: string,
    private readonly plan: Plan,
  ) {
    this.#sockets = Array.from({ length: plan.clients }, (_, index) =>
      io(url, {
        forceNew: true,
        transports: ['websocket'],
        autoConnect: false,
        reconnectionDelay: 100,
        reconnectionDelayMax: 500,
        auth: { session: randomBytes(16).toString('base64url'), name: `racer ${index}` },
      }),
    )
  }

  async connect(): Promise<void> {
    for (const socket of this.#sockets) {
      const welcome = new Promise<void>((resolve) => socket.once('welcome', () => resolve()))
      socket.connect()
      await welcome
    }
  }

  async run(): Promise<void> {
    await Promise.all(this.#sockets.map((socket, index) => this.#race(socket, index)))
  }

  async reached(count: number): Promise<void> {
    while (this.asked < count) await delay(20)
  }

  /** Waits until everybody can get in somewhere, and looks once more who is with whom. */
  async settle(ms: number): Promise<void> {
    const end = performance.now() + ms
    for (const [index, socket] of this.#sockets.entries()) {
      while (performance.now() < end) {
        const reply = socket.connected
          ? await ask(socket, 'create or join', `settled-${Math.floor(index / 2)}`)
          : 'lost'
        if (typeof reply !== 'string' && reply.ok) {
          this.#note(reply)
          break
        }
        await delay(100)
      }
    }
    if (performance.now() >= end) this.#others++
  }

  wrong(): string[] {
    return [
      this.most > 2 && `There were ${this.most} in a room of two.`,
      this.answeredTwice > 0 && `${this.answeredTwice} requests were answered twice.`,
      this.#unanswered > 0 && `${this.#unanswered} requests were never answered though their connection held.`,
      this.#others > 0 && `${this.#others} answers were of another kind, or somebody got in nowhere in the end.`,
    ].filter((sentence) => sentence !== false)
  }

  close(): void {
    for (const socket of this.#sockets) socket.disconnect()
  }

  async #race(socket: Socket, index: number): Promise<void> {
    for (let turn = index; this.asked < this.plan.joins; turn += 7) {
      if (!socket.connected) {
        await delay(20)
        continue
      }
      this.asked++
      const reply = await ask(socket, 'create or join', `race-${turn % this.plan.rooms}`, () => this.answeredTwice++)
      if (reply === 'lost') this.lost++
      else if (reply === 'unanswered') this.#unanswered++
      else {
        this.answered++
        await this.#take(socket, reply)
      }
    }
  }

  async #take(socket: Socket, reply: JoinReply): Promise<void> {
    if (reply.ok) {
      this.letIn++
      this.#note(reply)
      await ask(socket, 'leave')
    } else if (reply.code === 'room-full') this.full++
    else if (reply.code === 'unavailable') {
      this.unavailable++
      await delay(50)
    } else if (reply.code === 'too-fast') await delay(200)
    else this.#others++
  }

  #note(reply: JoinReply): void {
    if (reply.ok) this.most = Math.max(this.most, reply.peers.length + 1)
  }
}

/** What is answered, once, or what became of the connection. */
function ask(
  socket: Socket,
  event: string,
  payload?: string,
  onAgain: () => void = () => {},
): Promise<JoinReply | 'lost' | 'unanswered'> {
  return new Promise((resolve) => {
    let isAnswered = false
    const lost = () => finish('lost')
    const timer = setTimeout(() => finish('unanswered'), ANSWER_MS)
    const finish = (outcome: JoinReply | 'lost' | 'unanswered') => {
      clearTimeout(timer)
      socket.off('disconnect', lost)
      resolve(outcome)
    }
    socket.once('disconnect', lost)
    socket.emit(event, ...(payload === undefined ? [] : [payload]), (reply: JoinReply) => {
      if (isAnswered) onAgain()
      isAnswered = true
      finish(reply)
    })
  })
}
