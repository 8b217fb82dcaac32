import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Finding } from '../../common/findings.js'

/** How the last look at the host's network went, and what it found. */
type Outcome = 'idle' | 'checking' | 'failed' | readonly Finding[]

/** Which Lanline this is, and on what, for the report. */
export interface About {
  version: string
  /** Undefined where the browser does not tell. */
  os: string | undefined
}

/** What keeps people from meeting: as the host finds it on its machine, and as this page finds it in a call. */
export class Doctor {
  readonly isOpen = signal(false)
  /** For the report alone. */
  readonly leavesAddressesOut = signal(true)
  readonly outcome: ReadonlySignal<Outcome>
  /** What the page has found and what the host has; `all-well` only where both found nothing. */
  readonly findings: ReadonlySignal<readonly Finding[]>
  readonly #outcome = signal<Outcome>('idle')
  readonly #own = signal<readonly Finding[]>([])
  readonly #onLinks = signal<readonly Finding[]>([])

  /** `ask` asks the page's own host; undefined where this page is not its operator's, and only the page can look. */
  constructor(
    private readonly ask: () => Promise<readonly Finding[] | undefined>,
    readonly about: () => About,
    /** Looks at the links of the call. */
    private readonly lookAtLinks?: () => Promise<readonly Finding[]>,
  ) {
    this.outcome = this.#outcome
    this.findings = computed(() => {
      const ofHost = typeof this.#outcome.value === 'string' ? [] : this.#outcome.value
      const ofPage = [...this.#own.value, ...this.#onLinks.value]
      return ofPage.length === 0 ? ofHost : [...ofPage, ...ofHost.filter(({ code }) => code !== 'all-well')]
    })
  }

  /** Shows the findings, and looks for them anew. */
  open(): void {
    this.isOpen.value = true
    void this.check()
  }

  readonly close = (): void => {
    this.isOpen.value = false
  }

  /** Asks the host, unless it is being asked. Never rejects. */
  async check(): Promise<void> {
    if (this.#outcome.value === 'checking') return
    this.#outcome.value = 'checking'
    const looking = this.lookAtLinks?.().catch(() => [])
    let outcome: Outcome
    try {
      outcome = (await this.ask()) ?? []
    } catch {
      outcome = 'failed'
    }
    if (looking !== undefined) this.#onLinks.value = await looking
    this.#outcome.value = outcome
  }

  /** Adds a finding of this page. Gives the function that takes it away, once it no longer holds. */
  add(finding: Finding): () => void {
    this.#own.value = [...this.#own.value, finding]
    return () => {
      this.#own.value = this.#own.value.filter((own) => own !== finding)
    }
  }
}

/** The system as a browser tells it, such as "Windows NT 10.0; Win64; x64". */
export const systemOf = (userAgent: string): string | undefined => /\(([^)]*)\)/.exec(userAgent)?.[1]
