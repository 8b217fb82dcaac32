import { idOf } from './person.js'

/** How many sessions have another person behind them than their own; then nobody is moved any more. */
const KEPT = 1_000

/** Which person is behind a session: the one whose id is its hash, until they move to another session. */
export class Identities {
  readonly #moved = new Map<string, string>()

  /** The id of the person. */
  of(session: string): string {
    const own = idOf(session)
    return this.#moved.get(own) ?? own
  }

  /** Puts this person behind the session. Whom it had goes behind the one that they leave, so that no two are the same. */
  move(id: string, session: string): void {
    this.moveTo(id, idOf(session))
  }

  /** The same for the session of which this is the hash. */
  moveTo(id: string, own: string): void {
    const before = this.#moved.get(own) ?? own
    if (before === id || this.#moved.size >= KEPT) return
    const [left = id] = [...this.#moved].find(([, person]) => person === id) ?? []
    this.#moved.set(own, id).set(left, before)
  }
}
