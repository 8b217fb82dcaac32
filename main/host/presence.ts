import type { HostEvents } from '../../common/contract/dialects.js'
import { LIMITS, type ListedPerson, type UserList } from '../../common/protocol.js'
import { announcement } from './announcement.js'
import { type HostServer, type HostSocket, LOBBY, type Peer, type Peers } from './peers.js'
import { isDirectRoom, type Rings } from './rings.js'
import type { Rooms } from './rooms.js'

/** In company, or in a ring: a call would not get through. */
export function isBusy({ rooms, rings }: { rooms: Rooms; rings: Rings }, id: string): boolean {
  return (rooms.of(id)?.members.size ?? 0) > 1 || rings.of(id) !== undefined
}

/** Changes within this time are gathered into one update, which makes four a second at most. */
const GATHER_MS = 250

/**
 * Keeps those in the lobby told of who is on the host. An update is encoded once and names a limited number of people,
 * so that a crowd of n costs n times a constant and not n times n.
 */
export class Presence {
  #timer: NodeJS.Timeout | undefined
  #list: UserList | undefined
  readonly #came = new Set<string>()
  readonly #went = new Set<string>()

  constructor(
    private readonly io: HostServer,
    private readonly peers: Peers,
    private readonly rooms: Rooms,
    private readonly rings: Rings,
    /** Hears of each update. */
    private readonly onUpdate: () => void,
  ) {}

  /** To be called on each change of people, names, rooms and rings. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS)
  }

  came({ name }: Peer): void {
    this.#came.add(name)
    this.changed()
  }

  went({ name, isNamed }: Peer): void {
    if (isNamed && !this.#came.delete(name)) this.#went.add(name)
    this.changed()
  }

  /** The list as it was at the last update, for someone new; the next update has them in it. */
  greet(socket: HostSocket): void {
    this.#list ??= this.#compose()
    socket.emit('updateUserlist', this.#list)
  }

  /** Sends to everyone who is in no room. */
  toLobby<E extends keyof HostEvents>(event: E, ...args: Parameters<HostEvents[E]>): void {
    this.io.to(LOBBY).emit(event, ...args)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #flush(): void {
    this.#timer = undefined
    this.#list = this.#compose()
    this.toLobby('updateUserlist', this.#list)
    this.onUpdate()
    this.#announce('came', this.#came)
    this.#announce('left', this.#went)
  }

  #announce(what: 'came' | 'left', names: Set<string>): void {
    if (names.size > 0) this.toLobby('announce', announcement(what, [...names]))
    names.clear()
  }

  /** Those who gave a name come first, since those are who one looks for. */
  #compose(): UserList {
    const all = [...this.peers.all()]
    const listed = [...all.filter(({ isNamed }) => isNamed), ...all.filter(({ isNamed }) => !isNamed)]
    const users = listed.slice(0, LIMITS.listed).map((peer) => this.#describe(peer))
    return { userList: users.map(({ id }) => id), users, total: all.length, rooms: this.#listRooms() }
  }

  #describe({ id, name }: Peer): ListedPerson {
    const room = this.rooms.of(id)
    const busy = isBusy({ rooms: this.rooms, rings: this.rings }, id)
    return { id, name, ...(room && !isDirectRoom(room.name) && { room: room.name }), busy }
  }

  #listRooms(): UserList['rooms'] {
    const listed: UserList['rooms'] = []
    for (const { name, members, isLocked } of this.rooms.all()) {
      if (listed.length === LIMITS.listed) break
      if (isDirectRoom(name)) continue
      listed.push({ name, members: members.size, capacity: this.rooms.capacity, ...(isLocked && { locked: true }) })
    }
    return listed
  }
}
