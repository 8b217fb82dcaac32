import { type ReadonlySignal, signal } from '@preact/signals-core'

/** So often what only moves on is shown. */
const SHOW_MS = 250

/** What moves on all the time. */
interface Moving {
  readonly phase: string
  readonly verified: number
  readonly sent?: number
  readonly received?: number
}

/** The state of a transfer: as it is, and as a signal that tells of mere progress a few times a second. */
export class Shown<State extends Moving> {
  readonly #signal
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(public now: State) {
    this.#signal = signal(now)
  }

  get signal(): ReadonlySignal<State> {
    return this.#signal
  }

  set(state: State): void {
    const isProgress = isAlike(state, this.now)
    this.now = state
    if (!isProgress) this.#show()
    else this.#timer ??= setTimeout(() => this.#show(), SHOW_MS)
  }

  #show(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#signal.value = this.now
  }
}

const PROGRESS: ReadonlySet<string> = new Set(['verified', 'sent', 'received'])

/** Whether nothing but progress tells them apart. It is asked for each chunk. */
const isAlike = <State extends Moving>(one: State, other: State) =>
  (Object.keys(one) as (keyof State & string)[]).every((key) => PROGRESS.has(key) || one[key] === other[key])
