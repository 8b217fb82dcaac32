/** The time that one client may have been in a room. Times are of one monotonic clock, in milliseconds. */
export interface Stay {
  readonly room: RoomRecord
  readonly client: number
  /** The client's id on the host. */
  readonly id: string
  /** When it asked to come in: it was not inside before. */
  readonly from: number
  /** When its answer came; undefined before. */
  enteredAt: number | undefined
  /** Inside for certain: from its answer until it does anything that may take it out, and again where that failed. */
  isCertain: boolean
  /** When it was known to be out; infinite before. */
  until: number
}

interface Refusal {
  readonly client: number
  readonly sentAt: number
  readonly answeredAt: number
}

/**
 * What all clients together know of one room. They hear of it late, so that for each stay there are two intervals: the
 * client was certainly inside from its answer until it asked to leave, and possibly inside from its request until it
 * knew to be out. What the host did lies between the two: more certain stays at one time than fit mean a room over
 * capacity, and fewer possible stays than fit, at each moment of a refused request, mean a wrong refusal.
 */
export class RoomRecord {
  #stays: Stay[] = []
  /** When each client asked that waits for an answer about this room; oldest first. */
  readonly #waiting = new Map<number, number>()
  /** Refusals that are not judged yet, in the order of their answers. */
  #refusals: Refusal[] = []

  constructor(
    readonly name: string,
    private readonly capacity: number,
  ) {}

  /** How many are inside for certain, now. */
  get certain(): number {
    return this.#stays.filter(({ isCertain }) => isCertain).length
  }

  /** Someone asks for this room. Gives a new stay, or `current` where they are inside already. */
  ask(client: number, id: string, at: number, current?: Stay): Stay {
    this.#waiting.set(client, at)
    if (current) return current
    const unknown = { enteredAt: undefined, isCertain: false, until: Number.POSITIVE_INFINITY }
    const stay: Stay = { room: this, client, id, from: at, ...unknown }
    this.#stays.push(stay)
    return stay
  }

  enter(stay: Stay, at: number): void {
    this.#waiting.delete(stay.client)
    stay.enteredAt ??= at
    stay.isCertain = true
  }

  /** The stay did not come about: it was refused, as `full` or for another reason. */
  refuse(stay: Stay, reason: 'full' | 'other', at: number): void {
    const sentAt = this.#waiting.get(stay.client) ?? stay.from
    this.#waiting.delete(stay.client)
    this.#stays.splice(this.#stays.indexOf(stay), 1)
    if (reason === 'full') this.#refusals.push({ client: stay.client, sentAt, answeredAt: at })
  }

  /** No answer is awaited any more; whether they are inside stays unknown until `end`. */
  abandon(client: number): void {
    this.#waiting.delete(client)
  }

  /** Ids of those who were inside all the time between `sentAt` and now, `client` not among them. */
  insideSince(sentAt: number, client: number): string[] {
    const isInside = ({ isCertain, enteredAt = sentAt }: Stay) => isCertain && enteredAt <= sentAt
    return this.#stays.filter((stay) => isInside(stay) && stay.client !== client).map(({ id }) => id)
  }

  /** Whether this id can have been inside at some moment between `sentAt` and now. */
  mayHaveHeld(id: string, sentAt: number): boolean {
    return this.#stays.some((stay) => stay.id === id && stay.until >= sentAt)
  }

  /**
   * The clients refused as full although at no moment between request and answer as many could have been inside as fit.
   * A refusal is judged once all requests sent before its answer are answered, for those too that were refused were
   * never inside.
   */
  *wronglyRefused(): Generator<number> {
    const [oldestWaiting = Number.POSITIVE_INFINITY] = this.#waiting.values()
    while (this.#refusals[0] && this.#refusals[0].answeredAt < oldestWaiting) {
      const [refusal] = this.#refusals.splice(0, 1)
      if (refusal && this.#mostPossible(refusal) < this.capacity) yield refusal.client
    }
    this.#forget(oldestWaiting)
  }

  /** How many others at most can have been inside at one moment of a refused request. */
  #mostPossible({ client, sentAt, answeredAt }: Refusal): number {
    const others = this.#stays.filter(
      (stay) => stay.client !== client && stay.from <= answeredAt && stay.until >= sentAt,
    )
    const moments = others.map(({ from }) => Math.max(from, sentAt))
    return Math.max(0, ...moments.map((at) => others.filter(({ from, until }) => from <= at && at <= until).length))
  }

  /** Drops the stays that were over before anything that is still to be judged. */
  #forget(oldestWaiting: number): void {
    const horizon = Math.min(oldestWaiting, ...this.#refusals.map(({ sentAt }) => sentAt))
    if (this.#stays.some(({ until }) => until < horizon)) {
      this.#stays = this.#stays.filter(({ until }) => until >= horizon)
    }
  }
}
