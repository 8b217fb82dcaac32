import { io, type Socket } from 'socket.io-client'
import {
  type ClientEvents,
  type HostEvents,
  IncomingSignal,
  type Joined,
  JoinReply,
  type OutgoingSignal,
  Peer,
} from '../../common/protocol.js'
import { Emitter } from './emitter.js'
import { CallError, fromConnectError } from './errors.js'

/** `closed-by-host`: the host said that it stops. Both other than `connected` go on trying to get back. */
export type SignalingState = 'connected' | 'reconnecting' | 'closed-by-host'

export interface SignalingEvents {
  state: SignalingState
  /** This page is in the room, for the first time or again; comes before anything that happens there later. */
  joined: Joined
  'peer-joined': Peer
  'peer-left': Peer
  'peer-renamed': Peer
  signal: IncomingSignal
  /** One of the host's LAN addresses, best first, after `askAddresses`. */
  address: string
}

export interface Identity {
  name: string
  /** Secret of this page; with it the host knows the page again after a lost connection. */
  session: string
}

/** How long a host may take to answer before it counts as unreachable or silent. */
const ANSWER_TIMEOUT_MS = 6_000
const RECONNECT = { reconnectionDelay: 500, reconnectionDelayMax: 3_000, randomizationFactor: 0.3 }

/** The page's connection to one host. Reconnects by itself until `close`; what a host sends is checked here. */
export class Signaling extends Emitter<SignalingEvents> {
  readonly #socket: Socket<HostEvents, ClientEvents>
  #state: SignalingState = 'reconnecting'

  private constructor(
    readonly origin: string,
    identity: Identity,
  ) {
    super()
    const isOwnHost = origin === location.origin
    this.#socket = io(origin, {
      auth: identity,
      forceNew: true,
      timeout: ANSWER_TIMEOUT_MS,
      ...RECONNECT,
      // The page's Content-Security-Policy opens other hosts to WebSockets alone.
      transports: isOwnHost ? ['websocket', 'polling'] : ['websocket'],
      tryAllTransports: isOwnHost,
    })
    this.#listen()
  }

  /** Connects to the host at `origin`. Rejects with a CallError that tells why it did not come about. */
  static connect(origin: string, identity: Identity): Promise<Signaling> {
    const signaling = new Signaling(origin, identity)
    const socket = signaling.#socket
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        signaling.close()
        reject(fromConnectError(error))
      }
      socket.once('connect_error', fail)
      socket.once('connect', () => {
        socket.off('connect_error', fail)
        resolve(signaling)
      })
    })
  }

  get state(): SignalingState {
    return this.#state
  }

  /** Creates or joins a room, as `joined` tells too. Rejects with a CallError. */
  async join(room: string): Promise<Joined> {
    return new Promise((resolve, reject) => {
      const socket: Socket = this.#socket
      socket.timeout(ANSWER_TIMEOUT_MS).emit('create or join', room, (timeout: Error | null, answer: unknown) => {
        const reply = JoinReply.safeParse(answer)
        if (timeout || !reply.success) {
          reject(new CallError('host-silent', 'The host gave no usable answer.'))
        } else if (!reply.data.ok) {
          reject(new CallError(reply.data.code, reply.data.message))
        } else {
          this.emit('joined', reply.data)
          resolve(reply.data)
        }
      })
    })
  }

  /** Leaves the room; where the host is away, as soon as it is back. */
  leave(): void {
    this.#socket.emit('leave')
  }

  send(signal: OutgoingSignal): void {
    this.#socket.emit('signal', signal)
  }

  rename(name: string): void {
    this.#socket.auth = { ...this.#socket.auth, name }
    if (this.#socket.connected) this.#socket.emit('rename', { name })
  }

  askAddresses(): void {
    this.#socket.emit('ipaddr')
  }

  /** Leaves the host for good; no event comes after it. */
  close(): void {
    this.#socket.off()
    this.#socket.disconnect()
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('connect', () => this.#enter('connected'))
    socket.on('closing', () => this.#enter('closed-by-host'))
    socket.on('disconnect', (reason) => {
      if (this.#state === 'connected') this.#enter('reconnecting')
      // Socket.IO leaves it to the client to come back when the server ended the connection.
      if (reason === 'io server disconnect') socket.connect()
    })
    socket.on('join', (_room, peer) => this.#pass('peer-joined', Peer, peer))
    socket.on('left', (peer) => this.#pass('peer-left', Peer, peer))
    socket.on('renamed', (peer) => this.#pass('peer-renamed', Peer, peer))
    socket.on('signal', (signal) => this.#pass('signal', IncomingSignal, signal))
    socket.on('ipaddr', (address) => {
      if (/^[\d.]{7,15}$/.test(address)) this.emit('address', address)
    })
  }

  #enter(state: SignalingState): void {
    this.#state = state
    this.emit('state', state)
  }

  #pass<E extends 'peer-joined' | 'peer-left' | 'peer-renamed' | 'signal'>(
    event: E,
    schema: { safeParse(value: unknown): { success: boolean; data?: SignalingEvents[E] | undefined } },
    value: unknown,
  ): void {
    const { success, data } = schema.safeParse(value)
    if (success && data) this.emit(event, data)
    else console.warn(`The host sent a "${event}" that makes no sense; it is left out.`)
  }
}
