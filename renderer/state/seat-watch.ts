import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { UserList } from '../../common/protocol.js'
import type { Screen } from './goal.js'

/** Waits for a seat in a room that is full, and goes in by itself as soon as there is one. */
export class SeatWatch {
  /** The room that the person waits for. */
  readonly room = signal<string | undefined>(undefined)

  constructor(
    screen: ReadonlySignal<Screen>,
    list: ReadonlySignal<UserList>,
    private readonly enter: (room: string) => void,
  ) {
    // The list that the last try went by: until it is another, the room is as full as the host said.
    let tried: UserList | undefined
    effect(() => {
      const room = this.room.value
      const at = screen.value
      if (room === undefined || at.kind === 'joining') return
      if (at.kind !== 'over' || at.why !== 'room-full') return this.stop()
      const seats = seatsIn(list.value, room)
      if (list.value === tried || (seats && seats.members >= seats.capacity)) return
      tried = list.value
      untracked(() => this.enter(room))
    })
  }

  readonly stop = (): void => {
    this.room.value = undefined
  }
}

/** How full a room is; undefined where the host tells of none of that name. */
export const seatsIn = ({ rooms }: UserList, room: string) =>
  rooms.find(({ name }) => name.toLowerCase() === room.toLowerCase())
