import { LIMITS } from '../../common/limits.js'
import { changesBetween } from '../../common/list-changes.js'
import type { ListedPerson, ListedRoom, UserList } from '../../common/protocol.js'
import { log } from '../storage/log.js'
import { announcement } from './announcement.js'
import { isBusy } from './calls.js'
import type { Directory, Whereabouts } from './directory.js'
import type { FileLinks } from './file-links.js'
import type { Mailbox } from './mailbox.js'
import type { Membership } from './membership.js'
import { Packet } from './packet.js'
import { type Person, UNNAMED } from './person.js'
import { isDirectRoom, type Rings } from './rings.js'
import type { Room } from './rooms.js'

/**
 * Changes within this time are gathered into one update, which makes four a second at most. In a crowd, to each of whom
 * it is sent, it takes longer: with 1,000 people it is one in two seconds.
 */
const GATHER_MS = 250
const GATHER_MS_PER_PERSON = 2

/** What it tells of, and to whom. */
interface PresenceParts {
  readonly directory: Directory
  readonly mailbox: Mailbox
  readonly rings: Rings
  readonly membership: Membership
  readonly fileLinks: FileLinks
}

/**
 * Keeps those in the lobby told of who is on the host. An update is encoded once and names a limited number of people,
 * so that a crowd of n costs n times a constant and not n times n. Pages that understand it are told what has changed.
 */
export class Presence {
  #timer: NodeJS.Timeout | undefined
  #list: Promise<UserList> | undefined
  /** The last list that was for someone new: a crowd of them gets it encoded once. */
  #encoded: { readonly list: UserList; readonly packet: Packet } | undefined
  #total = 0
  readonly #came = new Set<string>()
  readonly #went = new Set<string>()

  constructor(
    private readonly parts: PresenceParts,
    /** Hears of each update. */
    private readonly onUpdate: () => void,
  ) {
    const { membership, fileLinks } = parts
    fileLinks.on('taking', () => this.changed())
    membership.on('renamed', ({ person, before }) => before === UNNAMED && this.#came.add(person.name))
    membership.on('went', (person) => this.#note(person))
    for (const event of ['came', 'moved', 'went', 'renamed', 'joined', 'left', 'locked'] as const) {
      membership.on(event, () => this.changed())
    }
  }

  /** To be called on each change that membership does not tell: of rings. */
  readonly changed = (): void => {
    this.#timer ??= setTimeout(() => void this.#flush(), Math.max(GATHER_MS, GATHER_MS_PER_PERSON * this.#total))
  }

  /** The list as it was at the last update, for someone new; the next update has them in it. */
  async list(): Promise<Packet> {
    this.#list ??= this.#compose().catch((error) => {
      this.#list = undefined
      throw error
    })
    const list = await this.#list
    if (this.#encoded?.list !== list) this.#encoded = { list, packet: Packet.event('updateUserlist', [list]) }
    return this.#encoded.packet
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #note({ name, isNamed }: Person): void {
    if (isNamed && !this.#came.delete(name)) this.#went.add(name)
  }

  async #flush(): Promise<void> {
    this.#timer = undefined
    const known = this.#list
    try {
      const before = await known
      this.#list = this.#compose()
      this.#tell(before, await this.#list)
    } catch (error) {
      // What has changed is told with what changes next.
      this.#list = known
      log.warn(`Who is on the host could not be told: ${(error as Error).message}`)
    }
  }

  #tell(before: UserList | undefined, list: UserList): void {
    this.parts.mailbox.listToLobby(list, before && changesBetween(before, list))
    this.onUpdate()
    this.#announce('came', this.#came)
    this.#announce('left', this.#went)
  }

  #announce(what: 'came' | 'left', names: Set<string>): void {
    if (names.size > 0) this.parts.mailbox.toLobby('announce', announcement(what, [...names]))
    names.clear()
  }

  async #compose(): Promise<UserList> {
    const { people, total, rooms } = await this.parts.directory.list(LIMITS.listed)
    this.#total = total
    const users = people.map((one) => this.#describe(one))
    return { userList: users.map(({ id }) => id), users, total, rooms: rooms.map(describeRoom) }
  }

  #describe(one: Whereabouts): ListedPerson {
    const { person, room } = one
    const { rings, fileLinks } = this.parts
    const { id, name } = person
    return {
      ...{ id, name, busy: isBusy(rings, one) },
      ...(room && !isDirectRoom(room.name) && { room: room.name }),
      ...(fileLinks.takes(id) && { takesFiles: true as const }),
    }
  }
}

const describeRoom = ({ name, members, capacity, isLocked }: Room): ListedRoom => ({
  name,
  members: members.size,
  capacity,
  ...(isLocked && { locked: true }),
})
