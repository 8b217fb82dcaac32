import { randomBytes } from 'node:crypto'

/** What a caller says of their call. */
export interface CallKind {
  readonly audioOnly: boolean
  /** By which the callee may know the caller's key. */
  readonly tag?: string | undefined
}

/** A call that was placed and not yet taken. */
export interface Ring extends CallKind {
  readonly caller: string
  readonly callee: string
  readonly room: string
}

/** Who rings whom. A person is in one ring at most, as caller or as callee. */
export interface Rings {
  /** The ring that this person is in. */
  of(id: string): Ring | undefined
  /** Begins a ring, with a room for it that nobody could guess; undefined where either is in one. */
  start(caller: string, callee: string, kind: CallKind): Ring | undefined | Promise<Ring | undefined>
  /** Ends it; false where it had ended before. */
  end(ring: Ring): boolean
  /** Forgets all, of which nobody is told. */
  close(): void
}

/** The rings of a host that is one process. */
export class MemoryRings implements Rings {
  readonly #rings = new Map<string, Ring>()
  readonly #timers = new Map<Ring, NodeJS.Timeout>()

  /** `onUnanswered` gets a ring that nobody ended for `ringMs`, after it was ended. */
  constructor(
    private readonly ringMs: number,
    private readonly onUnanswered: (ring: Ring) => void,
  ) {}

  of(id: string): Ring | undefined {
    return this.#rings.get(id)
  }

  start(caller: string, callee: string, kind: CallKind): Ring | undefined {
    if (this.#rings.has(caller) || this.#rings.has(callee)) return undefined
    const ring = { caller, callee, ...kind, room: newDirectRoom() }
    this.hold(ring)
    return ring
  }

  /** Has these two in a ring; both must be in none. */
  hold(ring: Ring): void {
    this.#rings.set(ring.caller, ring)
    this.#rings.set(ring.callee, ring)
    const expire = () => this.end(ring) && this.onUnanswered(ring)
    this.#timers.set(ring, setTimeout(expire, this.ringMs))
  }

  end(ring: Ring): boolean {
    clearTimeout(this.#timers.get(ring))
    if (!this.#timers.delete(ring)) return false
    this.#rings.delete(ring.caller)
    this.#rings.delete(ring.callee)
    return true
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#rings.clear()
  }
}

const PREFIX = 'call-'

export const newDirectRoom = () => `${PREFIX}${randomBytes(16).toString('base64url')}`

/** Whether a room belongs to a direct call, which is nobody else's business. */
export const isDirectRoom = (name: string) => name.startsWith(PREFIX) && name.length === PREFIX.length + 22
