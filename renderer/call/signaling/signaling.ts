import { batch, type ReadonlySignal, signal } from '@preact/signals-core'
import type { Socket } from 'socket.io-client'
import type { ClientEvents, HostEvents } from '../../../common/contract/dialects.js'
import { signaling } from '../../../common/contract/signaling.js'
import { Emitter } from '../../../common/emitter.js'
import type { Joined, OutgoingSignal, RelayOffer } from '../../../common/protocol.js'
import type { OutgoingCall } from '../../../common/ring.js'
import { CallError, fromConnectError } from '../errors.js'
import type { SignalLog } from '../signal-log.js'
import { tapSocket } from '../signal-taps.js'
import { type Ask, asking } from './ask.js'
import { hear, type Told } from './events.js'
import { fallsBack, socketTo } from './transports.js'

/**
 * `closed-by-host`: the host said that it stops. It and `reconnecting` go on trying to get back. `turned-away`: the host
 * was there and said no, so that nothing more happens by itself.
 */
export type SignalingState = 'connected' | 'reconnecting' | 'closed-by-host' | 'turned-away'

/** What the host tells, and how the connection to it fares. */
export interface SignalingEvents extends Told<typeof signaling.events> {
  /** The connection stands, for the first time or again. */
  connected: undefined
  /** Why a host that had let this page in no longer does; comes after the state. */
  'turned-away': CallError
}

export type OnJoined = (joined: Joined) => void

/** Who a person is to a host. */
export interface Identity {
  readonly name: string
  /** Secret of this person; with it the host knows them again after a lost connection or a reload. */
  readonly session: string
  /** What the host wants to hear of those whom it lets in. */
  readonly passcode?: string | undefined
  /** What stands for it, once. */
  readonly ticket?: string | undefined
}

/** How long a host that is known to be quick may take to answer, which is asked only whether it is there. */
const ALIVE_TIMEOUT_MS = 1_000
const RECONNECT = { reconnectionDelay: 500, reconnectionDelayMax: 3_000, randomizationFactor: 0.3 }

/** The page's connection to one host. Reconnects by itself until `close`; what a host sends is checked. */
export class Signaling extends Emitter<SignalingEvents> {
  readonly #socket: Socket<HostEvents, ClientEvents>
  readonly #ask: Ask<typeof signaling.requests>
  readonly #state = signal<SignalingState>('reconnecting')
  readonly #refusal = signal<CallError | undefined>(undefined)
  /** Until the page has been in: whatever room it was in before it was loaded anew is left. */
  #isFresh = true
  /** That the host knows. */
  #name = ''

  private constructor(
    public origin: string,
    identity: () => Identity,
    /** Where everything is written that comes and goes. */
    readonly log: SignalLog,
  ) {
    super()
    this.#socket = socketTo(origin, '/', {
      auth: (give) => {
        const known = identity()
        this.#name = known.name
        give({ ...known, fresh: this.#isFresh })
      },
      ...RECONNECT,
    })
    tapSocket(this.#socket, origin, log)
    this.#ask = asking(this.#socket, signaling.requests, (event, answer) => {
      if (answer) log.add({ direction: 'in', type: `${event}, answer`, payload: answer.payload })
      else log.add({ direction: 'page', type: event, payload: 'no answer in time' })
    })
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
    if (this.#state.value === 'turned-away') this.#state.value = 'reconnecting'
    return new Promise((resolve, reject) => {
      const onConnect = () => {
        socket.off('connect_error', onError)
        resolve()
      }
      const onError = (error: Error) => {
        if (fallsBack(socket, error)) return
        socket.off('connect', onConnect)
        socket.off('connect_error', onError)
        reject(fromConnectError(error))
      }
      socket.once('connect', onConnect)
      socket.on('connect_error', onError)
      socket.connect()
    })
  }

  get state(): ReadonlySignal<SignalingState> {
    return this.#state
  }

  /** Why the host turned this page away last. */
  get refusal(): ReadonlySignal<CallError | undefined> {
    return this.#refusal
  }

  /**
   * Creates or joins a room. `onJoined` is told at the moment the answer arrives, before anything that happens in the
   * room later. Rejects with a CallError.
   */
  async join(room: string, onJoined: OnJoined): Promise<void> {
    await this.#ask('create or join', room, { onAnswer: onJoined })
  }

  /** Rings a person, waiting for them in a room of its own. Otherwise as `join`. */
  async call(call: OutgoingCall, onJoined: OnJoined): Promise<void> {
    await this.#ask('call', call, { onAnswer: onJoined })
  }

  /** New credentials for the host's relay; undefined where it has none. Rejects with a CallError. */
  async relay(): Promise<RelayOffer | undefined> {
    return (await this.#ask('relay', undefined)).relay
  }

  /**
   * A ticket by which this person's page at another door is in their place, and gets in without the passcode. Rejects with
   * a CallError.
   */
  async ticket(): Promise<string> {
    return (await this.#ask('ticket', undefined)).ticket
  }

  /** The page goes: its seat is kept until another page of the person's is there by a ticket, for two minutes at most. */
  move(): void {
    this.#socket.emit('move')
  }

  /** Turns down the person who rings. */
  refuse(caller: string): void {
    this.#socket.emit('refuse', { to: caller })
  }

  /** Says something to everyone in the room, or in the lobby; it comes back as `message`. Rejects with a CallError. */
  async chat(message: string): Promise<void> {
    await this.#ask('send', { message })
  }

  /** Closes the room to everyone who is not in it, or opens it; comes back as `locked`. Rejects with a CallError. */
  async lock(locked: boolean): Promise<void> {
    await this.#ask('lock', { locked })
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
    if (!this.#socket.connected || name === this.#name) return
    this.#name = name
    this.#socket.emit('rename', { name })
  }

  /** Where the network may be another: makes sure that the host is still there, or else comes back to it at once. */
  wake(): void {
    const socket = this.#socket
    // Every host answers this, and it changes nothing.
    if (socket.connected) socket.timeout(ALIVE_TIMEOUT_MS).emit('ipaddr', (silence) => silence && this.#comeBack())
    else this.#comeBack()
  }

  /** Comes back to the same host at another origin from now on. */
  relocate(origin: string): void {
    this.origin = origin
    // Socket.IO reads it each time that it connects.
    Object.assign(this.#socket.io, { uri: origin })
    this.#comeBack()
  }

  /** Hands the connection to a part of the page that has a contract of its own with the host. */
  speak(part: (socket: Socket) => void): void {
    part(this.#socket)
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

  #listen(): void {
    const socket = this.#socket
    socket.on('connect', () => {
      this.#isFresh = false
      this.#state.value = 'connected'
      this.emit('connected', undefined)
    })
    socket.on('connect_error', (error) => {
      // Socket.IO goes on trying by itself where a host did not answer, but not where it said no.
      if (!socket.active && !this.#isFresh) this.#turnAway(fromConnectError(error))
    })
    // The network that a connection was lost with may be another than that of the first one.
    socket.io.on('reconnect_error', (error) => fallsBack(socket, error))
    socket.on('removed', () => {
      socket.disconnect()
      this.#turnAway(new CallError('removed', 'The host has removed this person.'))
    })
    socket.on('closing', () => {
      this.#state.value = 'closed-by-host'
    })
    socket.on('disconnect', (reason) => {
      if (this.#state.value === 'connected') this.#state.value = 'reconnecting'
      // Socket.IO leaves it to the client to come back when the server ended the connection.
      if (reason === 'io server disconnect') socket.connect()
    })
    hear(socket, signaling.events, (event, payload) => this.emit(event, payload as SignalingEvents[typeof event]))
  }

  #turnAway(error: CallError): void {
    batch(() => {
      this.#refusal.value = error
      this.#state.value = 'turned-away'
    })
    this.emit('turned-away', error)
  }
}
