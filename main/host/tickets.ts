import { randomBytes } from 'node:crypto'
import { Emitter } from '../../common/emitter.js'
import { Identities } from './identities.js'
import { idOf } from './person.js'

/** For how long a ticket is good: on the way to the secure page a person may compare fingerprints. */
const LIFETIME_MS = 600_000
/** How many tickets, and sessions that came in by one, are kept; the oldest go. */
const KEPT = 1_000

interface TicketEvents {
  issued: { readonly ticket: string; readonly id: string }
  /** `own` is the hash of the session that comes in by it. */
  spent: { readonly ticket: string; readonly own: string }
}

interface Issued {
  /** The person whose ticket it is. */
  readonly id: string
  /** By `performance.now`. */
  readonly endMs: number
}

/**
 * Tickets by which a person on the host goes on in another session without saying the passcode anew: from the plain page
 * to the secure one, which browsers give a storage of its own.
 */
export class Tickets extends Emitter<TicketEvents> {
  readonly identities = new Identities()
  readonly #issued = new Map<string, Issued>()
  readonly #admitted = new Set<string>()

  /** 128 random bits, good once and for ten minutes. */
  issue(id: string): string {
    const ticket = randomBytes(16).toString('base64url')
    this.hear(ticket, id)
    this.emit('issued', { ticket, id })
    return ticket
  }

  /** Another process of the host has issued a ticket. */
  hear(ticket: string, id: string): void {
    this.#issued.set(ticket, { id, endMs: performance.now() + LIFETIME_MS })
    forgetOldest(this.#issued)
  }

  /** Spends a ticket: whose it is goes on in this session, which may come in from now on. False where it is not good. */
  spend(session: string | undefined, ticket: string | undefined): boolean {
    if (session === undefined || ticket === undefined) return false
    const own = idOf(session)
    if (!this.spendFor(own, ticket)) return false
    this.emit('spent', { ticket, own })
    return true
  }

  /** The same for the session of which `own` is the hash, of which nobody else is told. */
  spendFor(own: string, ticket: string): boolean {
    const issued = this.#issued.get(ticket)
    this.#issued.delete(ticket)
    if (!issued || issued.endMs <= performance.now()) return false
    this.#admitted.add(own)
    forgetOldest(this.#admitted)
    this.identities.moveTo(issued.id, own)
    return true
  }

  /** Whether this session came in by a ticket. */
  admits(session: string | undefined): boolean {
    return session !== undefined && this.#admitted.has(idOf(session))
  }

  /** Nobody comes in by them any more; who has moved stays who they are. */
  clear(): void {
    this.#issued.clear()
    this.#admitted.clear()
  }
}

function forgetOldest(kept: Map<string, unknown> | Set<string>): void {
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
}
