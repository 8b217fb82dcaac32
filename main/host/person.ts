import { createHash } from 'node:crypto'
import { withoutMapping } from '../../common/ip-address.js'
import type { Peer } from '../../common/protocol.js'

/** What someone is called who gave no name. */
export const UNNAMED = 'Guest'

/** Someone on the host: the same across reloads of their page and whatever becomes of its connection. */
export class Person {
  name = UNNAMED
  /** The IP address that they were last seen at. */
  address = ''
  /** What their page calls this host: the `Host` of its request. */
  hostHeader = ''

  constructor(
    readonly id: string,
    /** Whether their client is a page of Lanline: its handshake carries a session. */
    readonly hasSession = true,
  ) {}

  /** Another page of theirs is here, which calls this host something else; gives whether it comes from elsewhere. */
  moveTo({ address, hostHeader }: Pick<Person, 'address' | 'hostHeader'>): boolean {
    const isElsewhere = address !== this.address
    this.address = address
    this.hostHeader = hostHeader
    return isElsewhere
  }

  get isNamed(): boolean {
    return this.name !== UNNAMED
  }
}

/** A person as others see them. */
export const asSeen = ({ id, name }: Person): Peer => ({ id, name })

/**
 * A public id for a secret session: the same each time, also after the host was started anew, and no way back. A client
 * without a session is as many people as it opens sockets, known by the sockets' ids.
 */
export const idOf = (session: string) => createHash('sha256').update(session).digest('base64url').slice(0, 22)

/** The IP address that a client comes from. */
export const addressOf = (socket: { handshake: { address: string } }) => withoutMapping(socket.handshake.address)
