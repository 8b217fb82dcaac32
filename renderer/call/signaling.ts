import { io, type Socket } from 'socket.io-client'
import * as z from 'zod/mini'
import {
  ChatMessage,
  type ClientEvents,
  type HostEvents,
  IncomingCall,
  IncomingSignal,
  type Joined,
  JoinReply,
  Left,
  type OutgoingCall,
  type OutgoingSignal,
  Peer,
  Reply,
  RingEnd,
  UserList,
} from '../../common/protocol.js'
import { Emitter } from './emitter.js'
import { CallError, fromConnectError } from './errors.js'
import type { SignalLog } from './signal-log.js'
import { tapSocket } from './signal-taps.js'

/** `closed-by-host`: the host said that it stops. Both other than `connected` go on trying to get back. */
export type SignalingState = 'connected' | 'reconnecting' | 'closed-by-host'

export interface SignalingEvents {
  state: SignalingState
  /** Who the host takes this page for; comes on each connection before anything else. */
  welcome: Peer
  'peer-joined': Peer
  'peer-left': Left
  'peer-renamed': Peer
  signal: IncomingSignal
  /** One of the host's LAN addresses, best first, after `askAddresses`. */
  address: string
  /** Who is on the host, while this page is in no room. */
  people: UserList
  /** Someone rings. */
  call: IncomingCall
  /** The person that this page rang does not come. */
  refused: RingEnd
  /** The person who rang this page no longer does. */
  'called-off': RingEnd
  chat: ChatMessage
  /** A sentence on who came and went. */
  announcement: string
}

/** What `announce` carries, as its sentence. */
const Announcement = z.pipe(
  z.object({ message: z.string().check(z.maxLength(1000)) }),
  z.transform(({ message }) => message),
)

const Answer = z.union([JoinReply, Reply])
type HostSilent = { ok: false; code: 'host-silent'; message: string }

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false }
}

export type OnJoined = (joined: Joined) => void

export interface Identity {
  name: string
  /** Secret of this person; with it the host knows them again after a lost connection or a reload. */
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
    /** Where everything is written that comes and goes. */
    readonly log: SignalLog,
  ) {
    super()
    const isOwnHost = origin === location.origin
    this.#socket = io(origin, {
      auth: { ...identity, fresh: true },
      forceNew: true,
      timeout: ANSWER_TIMEOUT_MS,
      ...RECONNECT,
      // The page's Content-Security-Policy opens other hosts to WebSockets alone.
      transports: isOwnHost ? ['websocket', 'polling'] : ['websocket'],
      tryAllTransports: isOwnHost,
    })
    tapSocket(this.#socket, origin, log)
    this.#listen()
  }

  /**
   * Connects to the host at `origin`. `listen` may set listeners before anything comes in. Rejects with a CallError that
   * tells why it did not come about.
   */
  static connect(
    origin: string,
    identity: Identity,
    log: SignalLog,
    listen: (signaling: Signaling) => void,
  ): Promise<Signaling> {
    const signaling = new Signaling(origin, identity, log)
    listen(signaling)
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

  /**
   * Creates or joins a room. `onJoined` is told at the moment the answer arrives, before anything that happens in the
   * room later. Rejects with a CallError.
   */
  join(room: string, onJoined: OnJoined): Promise<void> {
    return this.#enterRoom('create or join', room, onJoined)
  }

  /** Rings a person, waiting for them in a room of its own. Otherwise as `join`. */
  call(call: OutgoingCall, onJoined: OnJoined): Promise<void> {
    return this.#enterRoom('call', call, onJoined)
  }

  /** Turns down the person who rings. */
  refuse(caller: string): void {
    this.#socket.emit('refuse', { to: caller })
  }

  /** Says something to everyone in the room, or in the lobby; it comes back as `chat`. Rejects with a CallError. */
  chat(message: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#ask('send', { message }, (reply) => {
        if (reply.ok) resolve()
        else reject(new CallError(reply.code, reply.message))
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

  #enterRoom(event: 'create or join' | 'call', payload: unknown, onJoined: OnJoined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#ask(event, payload, (reply) => {
        if (!reply.ok) {
          reject(new CallError(reply.code, reply.message))
        } else if (!('room' in reply)) {
          reject(new CallError('host-silent', 'The host did not say which room.'))
        } else {
          onJoined(reply)
          resolve()
        }
      })
    })
  }

  /** Calls `onReply` once, at the moment the answer arrives, so that no later event can overtake it. */
  #ask(event: keyof ClientEvents, payload: unknown, onReply: (reply: JoinReply | Reply | HostSilent) => void): void {
    const socket: Socket = this.#socket
    socket.timeout(ANSWER_TIMEOUT_MS).emit(event, payload, (timeout: Error | null, answer: unknown) => {
      const reply = Answer.safeParse(answer)
      if (timeout) this.log.add({ direction: 'page', type: event, payload: 'no answer in time' })
      else this.log.add({ direction: 'in', type: `${event}, answer`, payload: answer })
      if (timeout || !reply.success) onReply({ ok: false, code: 'host-silent', message: 'The host gave no answer.' })
      else onReply(reply.data)
    })
  }

  #listen(): void {
    const socket = this.#socket
    socket.on('connect', () => {
      socket.auth = { ...socket.auth, fresh: false }
      this.#enter('connected')
    })
    socket.on('closing', () => this.#enter('closed-by-host'))
    socket.on('disconnect', (reason) => {
      if (this.#state === 'connected') this.#enter('reconnecting')
      // Socket.IO leaves it to the client to come back when the server ended the connection.
      if (reason === 'io server disconnect') socket.connect()
    })
    socket.on('welcome', (self) => this.#pass('welcome', Peer, self))
    socket.on('join', (_room, peer) => this.#pass('peer-joined', Peer, peer))
    socket.on('left', (peer) => this.#pass('peer-left', Left, peer))
    socket.on('renamed', (peer) => this.#pass('peer-renamed', Peer, peer))
    socket.on('signal', (signal) => this.#pass('signal', IncomingSignal, signal))
    socket.on('updateUserlist', (list) => this.#pass('people', UserList, list))
    socket.on('call', (call) => this.#pass('call', IncomingCall, call))
    socket.on('refuse', (end) => this.#pass('refused', RingEnd, end))
    socket.on('disconnectPeer', (end) => this.#pass('called-off', RingEnd, end))
    socket.on('announce', (announcement) => this.#pass('announcement', Announcement, announcement))
    socket.on('message', (message) => {
      // Clients of other making send what they like as `message`; the host lets none of it look like chat.
      const chat = ChatMessage.safeParse(message)
      if (chat.success) this.emit('chat', chat.data)
    })
    socket.on('ipaddr', (address) => {
      if (/^[\d.]{7,15}$/.test(address)) this.emit('address', address)
    })
  }

  #enter(state: SignalingState): void {
    this.#state = state
    this.emit('state', state)
  }

  #pass<E extends keyof SignalingEvents>(event: E, schema: Schema<SignalingEvents[E]>, value: unknown): void {
    const parsed = schema.safeParse(value)
    if (parsed.success) this.emit(event, parsed.data)
    else console.warn(`The host sent a "${event}" that makes no sense; it is left out.`)
  }
}
