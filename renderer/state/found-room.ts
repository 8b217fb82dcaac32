import { effect } from '@preact/signals'
import type { FoundHost } from '../../common/control.js'
import type { ListedRoom } from '../../common/protocol.js'
import { within } from '../../common/within.js'
import type { Calling } from './calling.js'
import type { HostConnection } from './host-connection.js'
import type { Lobby } from './lobby.js'
import type { Moving } from './moving.js'

interface Parts {
  readonly calling: Pick<Calling, 'screen'>
  readonly host: Pick<HostConnection, 'view' | 'get'>
  readonly lobby: Pick<Lobby, 'firstList' | 'list' | 'selfId'>
  readonly moving: Pick<Moving, 'toFound'>
}

/** How long the host's next update may take; in a crowd, whoever is new may not be in it. */
const UPDATE_MS = 1_000

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
  await lobby.firstList(await host.get())
  await isKnown(lobby)
  const isStillThere = calling.screen.value.kind === 'start' && host.view.value.origin === origin
  return isStillThere ? openRoom(lobby.list.value.rooms)?.name : undefined
}

/**
 * Resolves once it is known whether a room is open. The first list is as old as the host's last update, and may lack a room
 * that was just opened; the next has the person in it.
 */
async function isKnown({ list, selfId }: Parts['lobby']): Promise<void> {
  let stop = () => {}
  const known = new Promise<void>((resolve) => {
    stop = effect(() => {
      const { rooms, users } = list.value
      if (openRoom(rooms) || users.some(({ id }) => id === selfId.value)) resolve()
    })
  })
  await within(known, UPDATE_MS)
  stop()
}

function openRoom(rooms: readonly ListedRoom[]): ListedRoom | undefined {
  const open = rooms.filter(({ members, capacity, locked }) => members < capacity && !locked)
  return open.toSorted((one, other) => other.members - one.members)[0]
}
