import { createHash } from 'node:crypto'
import type { Server, Socket } from 'socket.io'
import type { ClientEvents, Handshake, HostEvents } from '../../common/protocol.js'

export interface SocketData {
  handshake: Handshake
}
export type HostServer = Server<ClientEvents, HostEvents, Record<never, never>, SocketData>
export type HostSocket = Socket<ClientEvents, HostEvents, Record<never, never>, SocketData>

/** What someone is called who gave no name. */
export const UNNAMED = 'Guest'

/** Events kept for someone who is away; beyond it the page recovers by itself when it joins again. */
const OUTBOX_LIMIT = 256

/** A person as the host knows them: one id for as long as their page runs, whatever becomes of its socket. */
export class Peer {
  #socket: HostSocket | undefined
  #outbox: (() => void)[] = []
  #graceTimer: NodeJS.Timeout | undefined

  constructor(
    readonly id: string,
    public name: string,
  ) {}

  /** Sends now, or when this person is back. */
  send<E extends keyof HostEvents>(event: E, ...args: Parameters<HostEvents[E]>): void {
    if (this.#socket) this.#socket.emit(event, ...args)
    else if (this.#outbox.length < OUTBOX_LIMIT) this.#outbox.push(() => this.send(event, ...args))
  }

  isAt(socket: HostSocket): boolean {
    return this.#socket === socket
  }

  attach(socket: HostSocket): void {
    clearTimeout(this.#graceTimer)
    const earlier = this.#socket
    this.#socket = socket
    earlier?.disconnect(true)
    for (const send of this.#outbox.splice(0)) send()
  }

  /** Keeps this person's place for `graceMs`, then calls `expire`. */
  detach(graceMs: number, expire: () => void): void {
    this.#socket = undefined
    this.#graceTimer = setTimeout(expire, graceMs)
  }

  forget(): void {
    clearTimeout(this.#graceTimer)
    this.#socket = undefined
    this.#outbox.length = 0
  }
}

/**
 * Everyone on this host. A page that gives a session is the same person on each of its sockets, even after the host
 * was started anew; any other client is as many people as it opens sockets, known by `socket.id`.
 */
export class Peers {
  readonly #byId = new Map<string, Peer>()

  get(id: string): Peer | undefined {
    return this.#byId.get(id)
  }

  /** The person behind a new socket, which from now on receives what is sent to them. */
  welcome(socket: HostSocket): Peer {
    const { session, name } = socket.data.handshake
    const id = session === undefined ? socket.id : idOf(session)
    const peer = this.#byId.get(id) ?? new Peer(id, UNNAMED)
    this.#byId.set(id, peer)
    if (name) peer.name = name
    peer.attach(socket)
    return peer
  }

  remove(peer: Peer): void {
    peer.forget()
    this.#byId.delete(peer.id)
  }

  clear(): void {
    for (const peer of this.#byId.values()) this.remove(peer)
  }
}

/** A public name for a secret session: the same each time, and no way back. */
const idOf = (session: string) => createHash('sha256').update(session).digest('base64url').slice(0, 22)
