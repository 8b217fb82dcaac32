import { Emitter } from '../../common/emitter.js'

/** `in`: the host sent it. `out`: this page sent it. `page`: it happened in this page. */
export type Direction = 'in' | 'out' | 'page'

export interface LogEntry {
  /** Rises by one with each entry. */
  readonly id: number
  /** Milliseconds since 1970, with fractions; rises even where the clock is set back. */
  readonly at: number
  readonly direction: Direction
  /** The event's name, or what has another state. */
  readonly type: string
  /** The id of the other person whom it concerns. */
  readonly peer?: string
  /** What came or went, kept as it is and never changed; or the new state as text. */
  readonly payload?: unknown
}

export interface SignalLogEvents {
  entry: LogEntry
}

/** Entries kept; the oldest go. */
export const KEPT_ENTRIES = 2_000
/** Characters kept, about; a host that sends too much loses its oldest entries, and takes no more memory. */
const KEPT_CHARACTERS = 8 * 1024 * 1024
/** Names kept, so that ids read as people. */
const KEPT_NAMES = 200

/** What signaling has done, the newest last. Adding costs a walk over the payload, which is made into text only by who reads. */
export class SignalLog extends Emitter<SignalLogEvents> {
  readonly #entries: LogEntry[] = []
  readonly #sizes: number[] = []
  readonly #names = new Map<string, string>()
  #size = 0
  #nextId = 0

  /** What is kept now. */
  get entries(): readonly LogEntry[] {
    return [...this.#entries]
  }

  add(entry: Omit<LogEntry, 'id' | 'at'>): void {
    const added = { ...entry, id: this.#nextId++, at: performance.timeOrigin + performance.now() }
    const size = sizeOf(entry.payload)
    this.#entries.push(added)
    this.#sizes.push(size)
    this.#size += size
    while (this.#entries.length > KEPT_ENTRIES || (this.#size > KEPT_CHARACTERS && this.#entries.length > 1)) {
      this.#entries.shift()
      this.#size -= this.#sizes.shift() ?? 0
    }
    this.emit('entry', added)
  }

  /** Tells what a person is called. */
  introduce(id: string, name: string): void {
    this.#names.delete(id)
    this.#names.set(id, name)
    const [oldest] = this.#names.keys()
    if (this.#names.size > KEPT_NAMES && oldest !== undefined) this.#names.delete(oldest)
  }

  /** What a person is called; their id where that is not known. */
  readonly nameOf = (id: string): string => this.#names.get(id) || id
}

/** About how many characters a value takes as text. Does not recurse: a host could nest deeper than the stack goes. */
function sizeOf(value: unknown): number {
  let size = 0
  const parts = [value]
  while (parts.length > 0) {
    const part = parts.pop()
    size += 8
    if (typeof part === 'string') size += part.length
    else if (part instanceof ArrayBuffer) size += part.byteLength
    else if (typeof part === 'object' && part !== null) for (const inner of Object.values(part)) parts.push(inner)
  }
  return size
}
