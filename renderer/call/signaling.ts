import { io, type Socket } from 'socket.io-client'
import * as z from 'zod/mini'
import { Emitter } from '../../common/emitter.js'
import {
  type ClientEvents,
  type HostEvents,
  type Joined,
  JoinReply,
  type OutgoingCall,
  type OutgoingSignal,
  Reply,
} from '../../common/protocol.js'
import { CallError, fromConnectError } from './errors.js'
import type { SignalLog } from './signal-log.js'
import { tapSocket } from './signal-taps.js'
import { hear, type SignalingEvents, type SignalingState } from './signaling-events.js'

const Answer = z.union([JoinReply, Reply])
type HostSilent = { ok: false; code: 'host-silent'; message: string }

export type OnJoined = (joined: Joined) => void

/** Who a person is to a host. */
export interface Identity {
  readonly name: string
  /** Secret of this person; with it the host knows them again after a lost connection or a reload. */
  readonly session: string
  /** What the host wants to hear of those whom it lets in. */
  readonly passcode?: string | undefined
}

/** How long a host may take to answer before it counts as unreachable or silent. */
const ANSWER_TIMEOUT_MS = 6_000
/** The same of a host that is known to be quick, which is asked only whether it is there. */
const ALIVE_TIMEOUT_MS = 2_000
const RECONNECT = { reconnectionDelay: 500, reconnectionDelayMax: 3_000, randomizationFactor: 0.3 }

/** The page's connection to one host. Reconnects by itself until `close`; what a host sends is checked. */
export class Signaling extends Emitter<SignalingEvents> {
  readonly #socket: Socket<HostEvents, ClientEvents>
  #state: SignalingState = 'reconnecting'
  /** Until the page has been in: whatever room it was in before it was loaded anew is left. */
  #isFresh = true

  private constructor(
    readonly origin: string,
    identity: () => Identity,
    /** Where everything is written that comes and goes. */
    readonly log: SignalLog,
  ) {
    super()
    const isOwnHost = origin === location.origin
    this.#socket = io(origin, {
      auth: (give) => give({ ...identity(), fresh: this.#isFresh }),
      autoConnect: false,
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
   * Connects to the host at `origin`. `identity` is asked before each handshake; `listen` may set listeners before
   * anything comes in. Rejects with a CallError that tells why it did not come about.
   */
  static async connect(
    origin: string,
    identity: () => Identity,
    log: SignalLog,
    listen: (signaling: Signaling) => void,
  ): Promise<Signaling> {
    const signaling = new Signaling(origin, identity, log)
    listen(signaling)
    try {
      await signaling.knock()
      return signaling
    } catch (error) {
      signaling.close()
      throw error
    }
  }

  /** Asks to be let in, also by a host that has turned this page away. Rejects with a CallError where that fails. */
  knock(): Promise<void> {
    const socket = this.#socket
    if (this.#state === 'turned-away') this.#enter('reconnecting')
    return new Promise((resolve, reject) => {
      const onConnect = () => {
        socket.off('connect_error', onError)
        resolve()
      }
      const onError = (error: Error) => {
        socket.off('connect', onConnect)
        reject(fromConnectError(error))
      }
      socket.once('connect', onConnect)
      socket.once('connect_error', onError)
      socket.connect()
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
    return this.#do('send', { message })
  }

  /** Closes the room to everyone who is not in it, or opens it; comes back as `locked`. Rejects with a CallError. */
  lock(locked: boolean): Promise<void> {
    return this.#do('lock', { locked })
  }

  /** Leaves the room; where the host is away, as soon as it is back. */
  leave(): void {
    this.#socket.emit('leave')
  }

  send(signal: OutgoingSignal): void {
    this.#socket.emit('signal', signal)
  }

  /** Tells another name, which `identity` gives from now on too. */
  rename(name: string): void {
    if (this.#socket.connected) this.#socket.emit('rename', { name })
  }

  /** Where the network may be another: makes sure that the host is still there, or else comes back to it at once. */
  wake(): void {
    const socket = this.#socket
    // Every host answers this, and it changes nothing.
    if (socket.connected) socket.timeout(ALIVE_TIMEOUT_MS).emit('ipaddr', (silence) => silence && this.#comeBack())
    else this.#comeBack()
  }

  /** Leaves the host for good; no event comes after it. */
  close(): void {
    this.#socket.off()
    this.#socket.disconnect()
  }

  /** Connects anew, without the pause that comes before Socket.IO's own attempts, unless the connection was to end. */
  #comeBack(): void {
    const socket = this.#socket
    if (!socket.active) return
    // Before Socket.IO does, so that it says no goodbye: the host is to keep this person's seat.
    socket.io.engine.close()
    socket.disconnect().connect()
  }

  #do(event: 'send' | 'lock', payload: unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#ask(event, payload, (reply) => {
        if (reply.ok) resolve()
        else reject(new CallError(reply.code, reply.message))
      })
    })
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
      this.#isFresh = false
      this.#enter('connected')
    })
    socket.on('connect_error', (error) => {
      // Socket.IO goes on trying by itself where a host did not answer, but not where it said no.
      if (!socket.active && !this.#isFresh) this.#turnAway(fromConnectError(error))
    })
    socket.on('removed', () => {
      socket.disconnect()
      this.#turnAway(new CallError('removed', 'The host has removed this person.'))
    })
    socket.on('closing', () => this.#enter('closed-by-host'))
    socket.on('disconnect', (reason) => {
      if (this.#state === 'connected') this.#enter('reconnecting')
      // Socket.IO leaves it to the client to come back when the server ended the connection.
      if (reason === 'io server disconnect') socket.connect()
    })
    hear(socket, (event, payload) => this.emit(event, payload))
  }

  #enter(state: SignalingState): void {
    this.#state = state
    this.emit('state', state)
  }

  #turnAway(error: CallError): void {
    this.#enter('turned-away')
    this.emit('turned-away', error)
  }
}
