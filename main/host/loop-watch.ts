import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

const LOOK_MS = 1_000
const RESOLUTION_MS = 20
/** On average what is to be done waits longer than this, and it is this process that works: it has more to do than it can. */
const LATE_MS = 250
const BUSY = 0.5
/** Looks in a row, so that a single long task is no overload. */
const LOOKS = 2

/** What there was between two looks at the event loop. */
export interface LoopLoad {
  /** By how many milliseconds it was late, on average. */
  readonly lateMs: number
  /** The part of the time in which the process had a processor; more than 1 where its threads had several. */
  readonly utilization: number
}

/**
 * Watches whether this process has more to do than it can. One that is late because others leave it little of the machine,
 * such as a call on it, does little itself: to refuse people would not help it.
 */
export class LoopWatch {
  #looks = 0
  readonly #timer: NodeJS.Timeout

  constructor(
    measure: () => LoopLoad = measureLoop(),
    private readonly onChange: (isOverloaded: boolean) => void = () => {},
  ) {
    this.#timer = setInterval(() => this.#look(measure()), LOOK_MS).unref()
  }

  get isOverloaded(): boolean {
    return this.#looks >= LOOKS
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #look({ lateMs, utilization }: LoopLoad): void {
    const before = this.isOverloaded
    this.#looks = lateMs > LATE_MS && utilization > BUSY ? this.#looks + 1 : 0
    if (this.isOverloaded !== before) this.onChange(this.isOverloaded)
  }
}

/** Gives, each time, what there was since the time before. */
function measureLoop(): () => LoopLoad {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  let before = process.cpuUsage()
  let beforeMs = performance.now()
  return () => {
    const { user, system } = process.cpuUsage(before)
    const nowMs = performance.now()
    const utilization = (user + system) / 1e3 / (nowMs - beforeMs)
    const lateMs = delay.count === 0 ? 0 : delay.mean / 1e6 - RESOLUTION_MS
    before = process.cpuUsage()
    beforeMs = nowMs
    delay.reset()
    return { lateMs, utilization }
  }
}
