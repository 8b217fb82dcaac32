type Listener<T> = (payload: T) => void

/** Typed events. A listener that throws does not keep the others from hearing; its error is thrown once all have. */
export class Emitter<Events> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>()

  /** Calls `listener` on every `event` until the function that comes back is called. */
  on<E extends keyof Events>(event: E, listener: Listener<Events[E]>): () => void {
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners.add(listener))
    return () => listeners.delete(listener)
  }

  protected emit<E extends keyof Events>(event: E, payload: Events[E]): void {
    const errors: unknown[] = []
    for (const listener of [...(this.#listeners.get(event) ?? [])] as Listener<Events[E]>[]) {
      try {
        listener(payload)
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw errors[0]
  }
}
