import type { FoundHost } from '../../common/control.js'
import type { Calling } from './calling.js'
import type { HostConnection } from './host-connection.js'
import type { Lobby } from './lobby.js'
import type { Moving } from './moving.js'

interface Parts {
  readonly calling: Calling
  readonly host: HostConnection
  readonly lobby: Lobby
  readonly moving: Moving
}

/**
 * Joins a computer that was found, and gives the room that is open there, that of the most people; undefined where there is
 * none, so that the person is in its lobby, where it cannot be joined, and where the person has gone elsewhere meanwhile.
 */
export async function joinFound(
  { calling, host, lobby, moving }: Parts,
  found: FoundHost,
): Promise<string | undefined> {
  if (!(await moving.toFound(found))) return undefined
  const { origin } = host.view.value
  const { rooms } = await lobby.firstList(await host.get())
  const open = rooms.filter(({ members, capacity, locked }) => members < capacity && !locked)
  const [room] = open.toSorted((one, other) => other.members - one.members)
  const isStillThere = calling.screen.value.kind === 'start' && host.view.value.origin === origin
  return isStillThere ? room?.name : undefined
}
