import { log } from '../../storage/log.js'
import { type CallKind, MemoryRings, newDirectRoom, type Ring, type Rings } from '../rings.js'
import type { RedisLink } from './link.js'
import { ALL_RINGS, END_RING, RING } from './scripts.js'

/**
 * The rings of several processes that are one host. Redis decides which of two that cross begins; all processes know all
 * rings, and the first one to whom a ring has been unanswered for too long says so.
 */
export class RedisRings implements Rings {
  readonly #known: MemoryRings

  constructor(
    private readonly link: RedisLink,
    ringMs: number,
    onUnanswered: (ring: Ring) => void,
  ) {
    this.#known = new MemoryRings(ringMs, (ring) => {
      void this.#end(ring).then((wasThere) => wasThere && onUnanswered(ring))
    })
  }

  of(id: string): Ring | undefined {
    return this.#known.of(id)
  }

  async start(caller: string, callee: string, kind: CallKind): Promise<Ring | undefined> {
    const ring: Ring = { caller, callee, ...kind, room: newDirectRoom() }
    const others = await this.link.run<string[]>(RING, caller, callee, JSON.stringify(ring))
    for (const other of others) if (other !== '') this.hear(JSON.parse(other))
    if (others.length > 0) return undefined
    this.hear(ring)
    return this.of(caller)
  }

  end(ring: Ring): boolean {
    if (!this.#known.end(ring)) return false
    void this.#end(ring)
    return true
  }

  /** Learns of all there are. */
  async load(): Promise<void> {
    this.#known.close()
    for (const ring of await this.link.run<string[]>(ALL_RINGS)) this.hear(JSON.parse(ring))
  }

  /** Hears of a ring that has begun. */
  hear(ring: Ring): void {
    for (const id of [ring.caller, ring.callee]) {
      const before = this.of(id)
      if (before?.room === ring.room) return
      if (before) this.#known.end(before)
    }
    this.#known.hold(ring)
  }

  /** Hears of one that has ended. */
  hearEnd({ caller, room }: Ring): void {
    const ring = this.of(caller)
    if (ring?.room === room) this.#known.end(ring)
  }

  close(): void {
    this.#known.close()
  }

  /** Whether it was still there. */
  async #end(ring: Ring): Promise<boolean> {
    try {
      return (await this.link.run<number>(END_RING, ring.caller, ring.callee, JSON.stringify(ring))) > 0
    } catch (error) {
      log.warn(`The end of a ring could not be told: ${(error as Error).message}`)
      return false
    }
  }
}
