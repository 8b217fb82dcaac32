import { Agent, type AgentOptions } from 'node:http'
import type { Socket as TcpSocket } from 'node:net'
import { io, type ManagerOptions, type Socket } from 'socket.io-client'
import type { ClientEvents, HostEvents } from '../../common/protocol.js'
import type { Heard } from './company.js'
import { Decoder, Encoder } from './frugal-parser.js'

/** Of Socket.IO's packets. */
const ACK = 3

/** What a client reports, as it happens. */
export interface ClientObserver {
  /** `number` counts the client's requests from 0. A second answer to one request is reported too. */
  answered(number: number, answer: unknown): void
  heard(heard: Heard): void
  /** The connection ended though `end` was not called. */
  lost(reason: string): void
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

/** One real Socket.IO client, on a WebSocket of its own. It has one request under way at most. */
export class BenchClient {
  readonly #agent = new ResettableAgent({ keepAlive: false } satisfies AgentOptions)
  readonly #socket: Socket<HostEvents, ClientEvents>
  #requests = 0
  #lastAck = -1
  #lastAnswered = -1
  #isEnding = false

  constructor(
    url: string,
    private readonly observer: ClientObserver,
  ) {
    const options: Partial<ManagerOptions> = {
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnection: false,
      parser: { Encoder, Decoder },
      // Its type leaves out what the option takes in Node.
      agent: this.#agent as unknown as string,
    }
    this.#socket = io(url, options)
    this.#listen()
  }

  /** Opens a new connection. Resolves with the id that the host gave it; rejects with a sentence where it is not let in. */
  connect(): Promise<string> {
    this.#isEnding = false
    return new Promise((resolve, reject) => {
      const settle = (error?: Error) => {
        this.#socket.off('connect', connected).off('connect_error', settle)
        if (error) reject(new Error(`A client could not connect: ${error.message}.`))
        else resolve(this.#socket.id ?? '')
      }
      const connected = () => settle()
      this.#socket.on('connect', connected).on('connect_error', settle)
      this.#socket.connect()
    })
  }

  /** The number that the next request will have. */
  get nextRequest(): number {
    return this.#requests
  }

  join(room: string): void {
    this.#socket.emit('create or join', room, this.#ackOf(this.#requests++))
  }

  leave(): void {
    this.#socket.emit('leave', this.#ackOf(this.#requests++))
  }

  /** Ends the connection, with Socket.IO's and WebSocket's goodbye or by a TCP reset, and resolves once that is done. */
  end(how: 'goodbye' | 'reset'): Promise<void> {
    this.#isEnding = true
    this.#isEnding = true
    if (!this.#socket.connected) return Promise.resolve()
    return new Promise((resolve) => {
      this.#socket.once('disconnect', () => resolve())
      if (how === 'goodbye') this.#socket.disconnect()
      else this.#agent.reset()
    })
  }

  #ackOf(number: number) {
    return (answer: unknown) => {
      this.#lastAnswered = number
      if (!this.#isEnding) this.observer.answered(number, answer)
    }
  }

  #listen(): void {
    const socket = this.#socket
    const report = (heard: Heard) => !this.#isEnding && this.observer.heard(heard)
    // Socket.IO drops a second acknowledgement, so it has to be seen one level below. Their numbers rise.
    socket.io.on('packet', ({ type, id, data }) => {
      if ((type as number) !== ACK || id === undefined) return
      if (id <= this.#lastAck) this.observer.answered(this.#lastAnswered, data?.[0])
      else this.#lastAck = id
    })
    socket.on('created', (room, id) => report({ event: 'created', room, id }))
    socket.on('joined', (room, id) => report({ event: 'joined', room, id }))
    socket.on('full', (room) => report({ event: 'full', room }))
    socket.on('join', (room, { id }) => report({ event: 'join', room, id }))
    socket.on('left', ({ id }) => report({ event: 'left', id }))
    socket.on('disconnect', (reason) => !this.#isEnding && this.observer.lost(reason))
  }
}
