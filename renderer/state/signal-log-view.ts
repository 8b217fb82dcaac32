import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { DIRECTION_LABEL, logText, summaryOf } from '../call/log-text.js'
import type { LogEntry, SignalLog } from '../call/signal-log.js'

/** Matching entries on screen to begin with, and how many more each "Show earlier" brings. */
const PAGE = 200
/** Between two looks at the log while it is open. */
const REFRESH_MS = 150

const views = new WeakMap<SignalLog, SignalLogView>()

/** The view of a log, which goes on with its filter and choices where it is opened again. */
export function viewOf(log: SignalLog): SignalLogView {
  const view = views.get(log) ?? new SignalLogView(log)
  views.set(log, view)
  return view
}

/** The signaling log as the page shows it. While it is closed it follows nothing and keeps nothing. */
export class SignalLogView {
  /** Words that an entry's direction, type or summary must all contain. */
  readonly filter = signal('')
  /** Leaves IP addresses, connection secrets and chat in what is copied and saved. */
  readonly includesSecrets = signal(false)
  readonly matching: ReadonlySignal<readonly LogEntry[]>
  /** The newest of the matching entries, the newest last. */
  readonly shown: ReadonlySignal<readonly LogEntry[]>
  /** How many entries there are, and how many there were before, which are gone. */
  readonly count = computed(() => this.#entries.value.length)
  readonly goneCount = computed(() => this.#entries.value[0]?.id ?? 0)
  readonly #entries = signal<readonly LogEntry[]>([])
  readonly #shownCount = signal(PAGE)
  #isOpen = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly log: SignalLog) {
    this.matching = computed(() => {
      const words = this.filter.value.toLowerCase().split(/\s+/).filter(Boolean)
      const entries = this.#entries.value
      return words.length === 0 ? entries : entries.filter((entry) => this.#contains(entry, words))
    })
    this.shown = computed(() => this.matching.value.slice(-this.#shownCount.value))
    log.on('entry', () => {
      if (this.#isOpen) this.#timer ??= setTimeout(() => this.#refresh(), REFRESH_MS)
    })
  }

  open(): void {
    this.#isOpen = true
    batch(() => {
      this.#shownCount.value = PAGE
      this.#refresh()
    })
  }

  close(): void {
    this.#isOpen = false
    this.#entries.value = []
  }

  showEarlier(): void {
    this.#shownCount.value += PAGE
  }

  summaryOf(entry: LogEntry): string {
    return summaryOf(entry, this.log.nameOf)
  }

  /** All that is kept as text, whatever the filter, with secrets only if the person asked for them. */
  text(): string {
    return logText(this.log.entries, { nameOf: this.log.nameOf, includesSecrets: this.includesSecrets.value })
  }

  #refresh(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#isOpen) this.#entries.value = this.log.entries
  }

  #contains(entry: LogEntry, words: readonly string[]): boolean {
    const text = `${DIRECTION_LABEL[entry.direction]} ${entry.type} ${this.summaryOf(entry)}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
}
