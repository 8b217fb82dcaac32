import { type ReadonlySignal, signal } from '@preact/signals'

/** A value that is there for a while, and then gone by itself. */
export class Passing<T> {
  readonly #value = signal<T | undefined>(undefined)
  readonly value: ReadonlySignal<T | undefined> = this.#value
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly ms: number) {}

  show(value: T): void {
    clearTimeout(this.#timer)
    this.#value.value = value
    this.#timer = setTimeout(() => this.clear(), this.ms)
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#value.value = undefined
  }
}
