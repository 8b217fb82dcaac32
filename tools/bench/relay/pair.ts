import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Dialect, Side } from './contenders.js'

/** A candidate as browsers give them. */
const CANDIDATE = {
  candidate:
    'candidate:842163049 1 udp 1677729535 192.168.1.57 46154 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag EsAw network-cost 999',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: 'EsAw',
}

/** Two clients in a room of their own. What the first sends the second sends back: two relayed messages. */
export class Pair {
  /** Told when a candidate has come back. */
  onReturn: () => void = () => {}
  readonly #first: Client
  readonly #second: Client

  constructor(url: string, dialect: Dialect, room: string) {
    this.#first = new Client(url, dialect, room, 'a', () => this.onReturn())
    this.#second = new Client(url, dialect, room, 'b', () => this.#second.send())
  }

  /** Gives how long each took, in milliseconds, from the opening of its connection until it was in the room. */
  async join(): Promise<number[]> {
    const took = [await this.#first.join(), await this.#second.join()]
    this.#first.sendsTo(this.#second.id)
    this.#second.sendsTo(this.#first.id)
    return took
  }

  send(): void {
    this.#first.send()
  }

  async leave(): Promise<void> {
    await Promise.all([this.#first.leave(), this.#second.leave()])
  }
}

class Client {
  id: string
  #socket: WebSocket | undefined
  #frame = ''

  constructor(
    private readonly url: string,
    private readonly dialect: Dialect,
    private readonly room: string,
    private readonly side: Side,
    private readonly onRelayed: () => void,
  ) {
    this.id = `${room}-${side}`
  }

  async join(): Promise<number> {
    const from = performance.now()
    const { dialect, room, side } = this
    const address = this.url.replace('http', 'ws') + dialect.path(room, side)
    const socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true })
    this.#socket = socket
    await new Promise<void>((resolve, reject) => {
      let isReady = false
      socket.on('message', (data) => {
        const told = data.toString()
        if (told === PING) return socket.send(PONG)
        if (isReady) return dialect.isRelayed(told) ? this.onRelayed() : undefined
        const { say, id, isReady: isNowReady = false } = dialect.greet(told, room)
        if (id !== undefined) this.id = id
        if (say !== undefined) socket.send(say)
        if (isNowReady) resolve()
        isReady = isNowReady
      })
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('A client was cut off.')))
    })
    return performance.now() - from
  }

  sendsTo(id: string): void {
    this.#frame = this.dialect.relayed(CANDIDATE, id)
  }

  send(): void {
    this.#socket?.send(this.#frame)
  }

  async leave(): Promise<void> {
    if (this.#socket === undefined || this.#socket.readyState === WebSocket.CLOSED) return
    this.#socket.terminate()
    await once(this.#socket, 'close')
  }
}

/** Engine.IO's; the others have none, or take silence for a while. */
const PING = '2'
const PONG = '3'
