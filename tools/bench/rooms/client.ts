import type { Socket as TcpSocket } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { Encoder, Decoder as FullDecoder, type Packet, PacketType } from 'socket.io-parser'
import type { Random } from '../random.js'
import type { Checker, Outcome } from './checker.js'
import type { Heard } from './company.js'

/** How a request ended. `cut`: its connection was ended on purpose before. `missing`: there was no answer. */
export type Ending = Outcome | 'cut' | 'missing'

/** A request without an answer after this long counts as missing. */
export const ANSWER_WITHIN_MS = 30_000

/** Events that say nothing of who is in a room. The list of users alone can be 10 kB, four times a second. */
const UNUSED = ['log', 'ready', 'bye', 'welcome', 'updateUserlist', 'announce'].map((event) => `2["${event}"`)

/** Drops unused events unparsed: the load must cost less than what it loads. */
class Decoder extends FullDecoder {
  override add(packet: unknown): void {
    if (typeof packet === 'string' && UNUSED.some((start) => packet.startsWith(start))) return
    super.add(packet)
  }
}

/**
 * One real Socket.IO client, on a WebSocket of its own, under the eyes of a checker that hears of all that it does and
 * gets. It has one request under way at most.
 */
export class Client {
  readonly #socket: Socket
  /** How many were sent; each is known by the number of its acknowledgement, which Socket.IO counts in the same way. */
  #requests = 0
  /** Settles the request under way. */
  #settle: (ending: Ending) => void = () => {}
  /** Resolves once the connection is ended; undefined while there is one. */
  #ended: Promise<void> | undefined = Promise.resolve()

  constructor(
    url: string,
    private readonly number: number,
    private readonly checker: Checker,
    /** Decides what this client does. */
    readonly random: Random,
  ) {
    const options = { transports: ['websocket'], forceNew: true, autoConnect: false, reconnection: false }
    this.#socket = io(url, { ...options, parser: { Encoder, Decoder } })
    this.#listen()
  }

  get isConnected(): boolean {
    return this.#ended === undefined
  }

  /** The room in which this client is. */
  get room(): string | undefined {
    return this.checker.roomOf(this.number)
  }

  /** Opens a new connection; rejects with a sentence where the host does not let it in. */
  async connect(): Promise<void> {
    const error = await new Promise<Error | undefined>((resolve) => {
      this.#socket.off('connect').on('connect', () => resolve(undefined))
      this.#socket.off('connect_error').on('connect_error', resolve)
      this.#socket.connect()
    })
    if (error) throw new Error(`A client could not connect: ${error.message}.`)
    this.#ended = undefined
    this.checker.connected(this.number, this.#socket.id ?? '', performance.now())
  }

  /** Asks for a room, or to leave where there is none. Must be connected, with no request under way. Never rejects. */
  async request(room: string | undefined): Promise<Ending> {
    const ending = new Promise<Ending>((resolve) => {
      this.#settle = resolve
    })
    const limit = setTimeout(() => {
      this.checker.unanswered(this.number)
      this.#settle('missing')
      void this.disconnect('reset')
    }, ANSWER_WITHIN_MS)
    this.checker.asked(this.number, this.#requests++, room, performance.now())
    // The acknowledgement is taken from its packet.
    if (room === undefined) this.#socket.emit('leave', () => {})
    else this.#socket.emit('create or join', room, () => {})
    return ending.finally(() => clearTimeout(limit))
  }

  /** Ends the connection, with Socket.IO's goodbye or by a TCP reset, whatever is under way. Resolves once it is ended. */
  disconnect(how: 'goodbye' | 'reset'): Promise<void> {
    if (this.#ended !== undefined) return this.#ended
    this.checker.cut(this.number)
    this.#ended = new Promise((resolve) => this.#socket.once('disconnect', () => resolve()))
    if (how === 'goodbye') this.#socket.disconnect()
    else tcpSocketOf(this.#socket).resetAndDestroy()
    this.#settle('cut')
    return this.#ended
  }

  #listen(): void {
    const socket = this.#socket
    // Socket.IO drops a second acknowledgement, so answers are taken one level below.
    socket.io.on('packet', ({ type, id, data }: Packet) => {
      if (type !== PacketType.ACK || id === undefined || !this.isConnected) return
      const outcome = this.checker.answered(this.number, id, data?.[0], performance.now())
      if (outcome) this.#settle(outcome)
    })
    const heard = (heard: Heard) => this.isConnected && this.checker.heard(this.number, heard)
    socket.on('created', (room: string, id: string) => heard({ event: 'created', room, id }))
    socket.on('joined', (room: string, id: string) => heard({ event: 'joined', room, id }))
    socket.on('full', (room: string) => heard({ event: 'full', room }))
    socket.on('join', (room: string, { id }: { id: string }) => heard({ event: 'join', room, id }))
    socket.on('left', ({ id }: { id: string }) => heard({ event: 'left', id }))
    socket.on('disconnect', (reason) => {
      if (!this.isConnected) return
      this.checker.lost(this.number, reason)
      this.#ended = Promise.resolve()
      this.#settle('missing')
    })
  }
}

/** None of the libraries on the way down gives it. */
function tcpSocketOf(socket: Socket): TcpSocket {
  const { ws } = socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }
  return ws._socket
}
