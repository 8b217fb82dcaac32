import { Agent } from 'node:http'
import type { Socket as TcpSocket } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { Encoder, Decoder as FullDecoder, PacketType } from 'socket.io-parser'
import type { Checker, Outcome } from './checker.js'
import type { Heard } from './company.js'

/** How a request ended. `cut`: its connection was ended on purpose before. `missing`: there was no answer. */
export type Ending = Outcome | 'cut' | 'missing'

/** A request without an answer after this long counts as missing. */
const ANSWER_WITHIN_MS = 30_000

/** Events that say nothing of who is in a room. The list of users alone can be 10 kB, four times a second. */
const UNUSED = ['log', 'ready', 'bye', 'welcome', 'updateUserlist', 'announce'].map((event) => `2["${event}"`)

/** Drops unused events unparsed: the load must cost less than what it loads. */
class Decoder extends FullDecoder {
  override add(packet: unknown): void {
    if (typeof packet === 'string' && UNUSED.some((start) => packet.startsWith(start))) return
    super.add(packet)
  }
}

/** Knows the TCP socket of its last connection, to reset it. */
class ResettableAgent extends Agent {
  #socket: TcpSocket | undefined

  override createConnection(...args: Parameters<Agent['createConnection']>): ReturnType<Agent['createConnection']> {
    const socket = super.createConnection(...args)
    this.#socket = socket as TcpSocket
    return socket
  }

  reset(): void {
    this.#socket?.resetAndDestroy()
  }
}

/**
 * One real Socket.IO client, on a WebSocket of its own, under the eyes of a checker that hears of all that it does and
 * gets. It has one request under way at most.
 */
export class Client {
  readonly #agent = new ResettableAgent({ keepAlive: false })
  readonly #socket: Socket
  #requests = 0
  #lastAck = -1
  #lastAnswered = -1
  /** Settles the request under way. */
  #settle: ((ending: Ending) => void) | undefined
  /** Undefined while connected. */
  #disconnected: Promise<void> | undefined = Promise.resolve()

  constructor(
    url: string,
    private readonly number: number,
    private readonly checker: Checker,
  ) {
    this.#socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnection: false,
      parser: { Encoder, Decoder },
      // Its type leaves out what the option takes in Node.
      agent: this.#agent as unknown as string,
    })
    this.#listen()
  }

  get isConnected(): boolean {
    return this.#disconnected === undefined
  }

  /** The room in which this client is. */
  get room(): string | undefined {
    return this.checker.roomOf(this.number)
  }

  /** Opens a new connection; rejects with a sentence where the host does not let it in. */
  async connect(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error) => {
        this.#socket.off('connect', connected).off('connect_error', settle)
        if (error) reject(new Error(`A client could not connect: ${error.message}.`))
        else resolve()
      }
      const connected = () => settle()
      this.#socket.on('connect', connected).on('connect_error', settle)
      this.#socket.connect()
    })
    this.#disconnected = undefined
    this.checker.connected(this.number, this.#socket.id ?? '', performance.now())
  }

  /** Asks for a room, or to leave where there is none. Must be connected, with no request under way. Never rejects. */
  async request(room: string | undefined): Promise<Ending> {
    const ending = new Promise<Ending>((resolve) => {
      this.#settle = resolve
    })
    const limit = setTimeout(() => {
      this.checker.unanswered(this.number)
      this.#settle?.('missing')
      void this.disconnect('reset')
    }, ANSWER_WITHIN_MS)
    const number = this.#requests++
    this.checker.asked(this.number, number, room, performance.now())
    const acknowledge = (answer: unknown) => {
      this.#lastAnswered = number
      this.#answered(number, answer)
    }
    if (room === undefined) this.#socket.emit('leave', acknowledge)
    else this.#socket.emit('create or join', room, acknowledge)
    void ending.then(() => clearTimeout(limit))
    return ending
  }

  /** Ends the connection, with Socket.IO's goodbye or by a TCP reset, whatever is under way. Resolves once it is ended. */
  disconnect(how: 'goodbye' | 'reset'): Promise<void> {
    if (this.#disconnected !== undefined) return this.#disconnected
    this.checker.cut(this.number)
    const { connected } = this.#socket
    this.#disconnected = new Promise((resolve) =>
      connected ? this.#socket.once('disconnect', () => resolve()) : resolve(),
    )
    if (how === 'goodbye') this.#socket.disconnect()
    else this.#agent.reset()
    this.#settle?.('cut')
    return this.#disconnected
  }

  #answered(number: number, answer: unknown): void {
    if (!this.isConnected) return
    const outcome = this.checker.answered(this.number, number, answer, performance.now())
    if (outcome) this.#settle?.(outcome)
  }

  #listen(): void {
    const socket = this.#socket
    const heard = (heard: Heard) => this.isConnected && this.checker.heard(this.number, heard)
    // Socket.IO drops a second acknowledgement, so it has to be seen one level below. Their numbers rise.
    socket.io.on('packet', ({ type, id, data }) => {
      if ((type as number) !== PacketType.ACK || id === undefined) return
      if (id <= this.#lastAck) this.#answered(this.#lastAnswered, data?.[0])
      else this.#lastAck = id
    })
    socket.on('created', (room: string, id: string) => heard({ event: 'created', room, id }))
    socket.on('joined', (room: string, id: string) => heard({ event: 'joined', room, id }))
    socket.on('full', (room: string) => heard({ event: 'full', room }))
    socket.on('join', (room: string, { id }: { id: string }) => heard({ event: 'join', room, id }))
    socket.on('left', ({ id }: { id: string }) => heard({ event: 'left', id }))
    socket.on('disconnect', (reason) => {
      if (!this.isConnected) return
      this.checker.lost(this.number, reason)
      this.#disconnected = Promise.resolve()
      this.#settle?.('missing')
    })
  }
}
