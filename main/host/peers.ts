import { createHash } from 'node:crypto'
import type { Server, Socket } from 'socket.io'
import type { ClientEvents, HostEvents } from '../../common/contract/dialects.js'
import { withoutMapping } from '../../common/ip-address.js'
import type { Handshake } from '../../common/protocol.js'
import { Outbox } from './outbox.js'

export interface SocketData {
  handshake: Handshake
}
export type HostServer = Server<ClientEvents, HostEvents, Record<never, never>, SocketData>
export type HostSocket = Socket<ClientEvents, HostEvents, Record<never, never>, SocketData>

/** What someone is called who gave no name. */
export const UNNAMED = 'Guest'

/** The Socket.IO room of those who are in no room of Lanline's. */
export const LOBBY = 'lobby'

/** A person as the host knows them: the same across reloads of their page and whatever becomes of its socket. */
export class Peer {
  #socket: HostSocket | undefined
  readonly #outbox = new Outbox()
  #graceTimer: NodeJS.Timeout | undefined

  #inLobby = true
  #address = ''

  constructor(
    readonly id: string,
    public name: string,
  ) {}

  get isNamed(): boolean {
    return this.name !== UNNAMED
  }

  get isAway(): boolean {
    return this.#socket === undefined
  }

  /** Whether this person gets what is for everyone in the lobby. */
  set inLobby(inLobby: boolean) {
    this.#inLobby = inLobby
    this.#enterLobby()
  }

  /** Sends now, or when this person is back, as far as it is kept. */
  send<E extends keyof HostEvents>(event: E, ...args: Parameters<HostEvents[E]>): void {
    if (this.#socket) this.#socket.emit(event, ...args)
    else this.#outbox.put([event, ...args])
  }

  /** The IP address that this person was last seen at. */
  get address(): string {
    return this.#address
  }

  isAt(socket: HostSocket): boolean {
    return this.#socket === socket
  }

  /** Makes `socket` the one that receives what is sent to this person, and ends the one before it. */
  attach(socket: HostSocket): void {
    clearTimeout(this.#graceTimer)
    const earlier = this.#socket
    this.#socket = socket
    this.#address = addressOf(socket)
    this.#enterLobby()
    earlier?.disconnect(true)
    this.#deliver(socket)
  }

  /** Keeps this person's place for `graceMs`, then calls `expire`. */
  detach(graceMs: number, expire: () => void): void {
    this.#socket = undefined
    this.#graceTimer = setTimeout(expire, graceMs)
  }

  /** Ends the connection, if there is one, once all is on its way that was sent. */
  disconnect(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.disconnect(true)
  }

  discardOutbox(): void {
    this.#outbox.empty()
  }

  forget(): void {
    clearTimeout(this.#graceTimer)
    this.#socket = undefined
    this.discardOutbox()
  }

  /** What is missing then is made up for by joining again, as the page does each time it is back. */
  #deliver(socket: Socket): void {
    const { packets, isWhole } = this.#outbox.empty()
    for (const packet of packets) socket.emit(...packet)
    if (!isWhole) log(this, 'More was sent while you were away than is kept; the first of it was delivered.')
  }

  #enterLobby(): void {
    if (this.#inLobby) void this.#socket?.join(LOBBY)
    else void this.#socket?.leave(LOBBY)
  }
}

/**
 * Everyone on this host. Whoever gives a session is the same person on each of its sockets, even after the host
 * was started anew; any other client is as many people as it opens sockets, known by `socket.id`.
 */
export class Peers {
  readonly #byId = new Map<string, Peer>()
  readonly #banned = new Set<string>()

  get(id: string): Peer | undefined {
    return this.#byId.get(id)
  }

  all(): Iterable<Peer> {
    return this.#byId.values()
  }

  /** The person behind a new socket, and whether they were not here before. */
  welcome(socket: HostSocket): { peer: Peer; isNew: boolean } {
    const { session } = socket.data.handshake
    const id = session === undefined ? socket.id : idOf(session)
    const known = this.#byId.get(id)
    const peer = known ?? new Peer(id, UNNAMED)
    this.#byId.set(id, peer)
    return { peer, isNew: known === undefined }
  }

  /** Whether someone with this session is on the host, be it that their connection was lost. */
  isHere(session: string | undefined): boolean {
    return session !== undefined && this.#byId.has(idOf(session))
  }

  /** Keeps this person out from now on. Without a session it only ends this one socket. */
  ban(peer: Peer): void {
    this.#banned.add(peer.id)
  }

  isBanned(session: string | undefined): boolean {
    return session !== undefined && this.#banned.has(idOf(session))
  }

  remove(peer: Peer): void {
    peer.forget()
    this.#byId.delete(peer.id)
  }

  clear(): void {
    for (const peer of this.#byId.values()) this.remove(peer)
  }
}

/** Tells a client about its own request, as the codelab's server does. */
export const log = (peer: Peer, line: string) => peer.send('log', ['Message from server:', line])

/** A public name for a secret session: the same each time, and no way back. */
const idOf = (session: string) => createHash('sha256').update(session).digest('base64url').slice(0, 22)

/** The IP address that a client comes from. */
export const addressOf = (socket: { handshake: { address: string } }) => withoutMapping(socket.handshake.address)
