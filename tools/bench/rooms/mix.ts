import type { Random } from '../random.js'

/** What a client does next. */
export type Step =
  | { do: 'join'; room: string }
  | { do: 'leave' }
  /** End the connection and open another: with a goodbye, by a TCP reset, or by a reset while a request is under way. */
  | { do: 'reconnect'; how: 'goodbye' | 'reset' }
  | { do: 'join and reset'; room: string; afterMs: number }

/** In thousandths. Out of a room: the rest joins one. */
const OUTSIDE = { leave: 20, reconnect: 20, joinAndReset: 10 }
/** In a room: the rest leaves it. */
const INSIDE = { joinAgain: 100, switch: 250, reconnect: 20, joinAndReset: 10 }

/** Longest time between a request and the reset that follows it; about half of them are answered before. */
const RESET_WITHIN_MS = 20

/** Draws the next step of a client that is in `room`, or in none. Takes the same number of draws for the same step. */
export function nextStep(random: Random, rooms: readonly string[], room: string | undefined): Step {
  const draw = random.below(1000)
  const share = room === undefined ? OUTSIDE : INSIDE
  if (draw < share.reconnect) return { do: 'reconnect', how: random.next() < 0.5 ? 'goodbye' : 'reset' }
  if (draw < share.reconnect + share.joinAndReset) {
    return { do: 'join and reset', room: someRoom(random, rooms), afterMs: random.below(RESET_WITHIN_MS) }
  }
  const rest = draw - share.reconnect - share.joinAndReset
  if (room === undefined) return rest < OUTSIDE.leave ? { do: 'leave' } : { do: 'join', room: someRoom(random, rooms) }
  if (rest < INSIDE.joinAgain) return { do: 'join', room }
  if (rest < INSIDE.joinAgain + INSIDE.switch) return { do: 'join', room: someRoom(random, rooms) }
  return { do: 'leave' }
}

/** Some rooms are asked for far more often than others: a tenth of all requests goes to a hundredth of the rooms. */
function someRoom(random: Random, rooms: readonly string[]): string {
  return rooms[Math.floor(random.next() ** 2 * rooms.length)] ?? ''
}
