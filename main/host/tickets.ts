import { randomBytes } from 'node:crypto'
import { idOf } from './person.js'

/** For how long a ticket is good: on the way to the secure page a person may compare fingerprints. */
const LIFETIME_MS = 600_000
/** How many tickets, and sessions that came in by one, are kept; the oldest go. */
const KEPT = 1_000

/**
 * Tickets by which a person on the host takes another session of theirs in without saying the passcode anew: from the
 * plain page to the secure one, which browsers give a storage of its own.
 */
export class Tickets {
  readonly #endOf = new Map<string, number>()
  readonly #admitted = new Set<string>()

  /** 128 random bits, good once and for ten minutes. */
  issue(): string {
    const ticket = randomBytes(16).toString('base64url')
    this.#endOf.set(ticket, performance.now() + LIFETIME_MS)
    forgetOldest(this.#endOf)
    return ticket
  }

  /** Whether this session may come in: by a ticket, which is spent then, or since it came in by one before. */
  admits(session: string | undefined, ticket: string | undefined): boolean {
    if (session === undefined) return false
    const id = idOf(session)
    if (this.#admitted.has(id)) return true
    const end = ticket === undefined ? undefined : this.#endOf.get(ticket)
    if (ticket === undefined || end === undefined) return false
    this.#endOf.delete(ticket)
    if (end <= performance.now()) return false
    this.#admitted.add(id)
    forgetOldest(this.#admitted)
    return true
  }

  /** Nobody comes in by them any more. */
  clear(): void {
    this.#endOf.clear()
    this.#admitted.clear()
  }
}

function forgetOldest(kept: Map<string, unknown> | Set<string>): void {
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
}
