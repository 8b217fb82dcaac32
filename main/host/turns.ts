import { Queue } from '../../common/queue.js'

/**
 * Jobs in turn: those of one person one after the other, in the order in which they came; those of others beside them.
 * While nothing of a person's is under way, a job starts at once, and one that ends at once costs no promise: so what is
 * only relayed is sent on in the moment it comes in, and still never overtakes the entering of the room before it.
 */
export class Turns {
  readonly #busy = new Map<string, Queue>()

  run<T>(id: string, job: () => T | Promise<T>): T | Promise<T> {
    const queue = this.#busy.get(id)
    if (queue) return queue.add(job)
    const result = job()
    return result instanceof Promise ? this.#hold(id, result) : result
  }

  /** Has those that come now wait for this one. */
  #hold<T>(id: string, first: Promise<T>): Promise<T> {
    const queue = new Queue()
    this.#busy.set(id, queue)
    const result = queue.add(() => first)
    void this.#release(id, queue)
    return result
  }

  async #release(id: string, queue: Queue): Promise<void> {
    for (let last: unknown; last !== queue.idle; ) {
      last = queue.idle
      await last
    }
    this.#busy.delete(id)
  }
}
