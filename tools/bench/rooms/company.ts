/** The events of the host that say who is in a room, as one client hears them. */
export type Heard =
  | { event: 'created' | 'joined'; room: string; id: string }
  | { event: 'full'; room: string }
  | { event: 'join'; room: string; id: string }
  | { event: 'left'; id: string }

type Change = Extract<Heard, { event: 'join' | 'left' }>

/**
 * Who else is in a client's room, by what that client was told. The host tells each client in order, so that this is
 * who was there at some earlier time, and never more than fit.
 */
export class Company {
  #room: string | undefined
  #others = new Set<string>()
  /** What was heard between coming in and the answer that says who was there. */
  #early: Change[] | undefined

  constructor(private readonly ownId: string) {}

  get size(): number {
    return this.#others.size
  }

  /** The host says that the client is in now; who is there comes with the answer. */
  enter(room: string): void {
    this.#room = room
    this.#early = []
  }

  /** The answer came. What it gives, like that of `heard`, says what is wrong with what was heard before it. */
  found(room: string, ids: readonly string[]): string | undefined {
    const early = this.#early ?? []
    this.#early = undefined
    this.#room = room
    this.#others = new Set(ids)
    return early.map((change) => this.heard(change)).find((surprise) => surprise !== undefined)
  }

  /** Takes a change in; gives what cannot be about it, as half a sentence. */
  heard(change: Change): string | undefined {
    const { event, id } = change
    if (this.#early) {
      this.#early.push(change)
      return undefined
    }
    if (event === 'left') return this.#others.delete(id) ? undefined : `that ${id} left, who was not inside`
    const isNew = !this.#others.has(id) && id !== this.ownId
    this.#others.add(id)
    if (change.room !== this.#room) return `that ${id} came to ${change.room}`
    return isNew ? undefined : `that ${id} came, who was inside`
  }

  leave(): void {
    this.#room = undefined
    this.#others.clear()
    this.#early = undefined
  }
}
