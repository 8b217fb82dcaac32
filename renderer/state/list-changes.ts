import type { Signal } from '@preact/signals'
import { listChanges } from '../../common/contract/list-changes.js'
import { applyChanges } from '../../common/list-changes.js'
import type { UserList } from '../../common/protocol.js'
import { hear } from '../call/signaling/events.js'
import type { Signaling } from '../call/signaling/signaling.js'

/** Whose changes are heard already. */
const hearing = new WeakSet<Signaling>()

/** Has a host tell what changes in its list of people, rather than all of it each time, on each connection to it. */
export function hearListChanges(signaling: Signaling, list: Signal<UserList>): void {
  if (hearing.has(signaling)) return
  hearing.add(signaling)
  signaling.speak((socket) => {
    const ask = () => void socket.emit('listChanges', () => {})
    hear(socket, listChanges.events, (_, changes) => {
      list.value = applyChanges(list.peek(), changes)
    })
    socket.on('connect', ask)
    if (socket.connected) ask()
  })
}
