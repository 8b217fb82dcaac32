import { within } from '../../common/within.js'
import { log } from './log.js'
import type { Vault } from './vault.js'

/** A secret as it stands in a file; empty where there was one that could not be kept. */
interface Sealed {
  encrypted: string
}

/** What stands in the file for a secret, and the secret, where that is known. */
interface Known extends Sealed {
  secret?: string
  isOutdated?: boolean
}

/** How long the system, which may ask the person, has to answer. */
const PATIENCE_MS = 30_000

/** A name for where the password of this server stands. */
export const placeOfCredential = ({ url, username }: { url: string; username: string }) => `${url} ${username}`

/**
 * The secrets within what is kept in a file. The system's vault is asked only where there is something to unseal or to
 * seal. A sealed text that could not be read stays as it is until another secret takes its place.
 */
export class Secrets {
  readonly #known = new Map<string, Known>()
  #areKept = true
  #failures = 0

  constructor(
    private readonly vault: Vault,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** Whether secrets are kept, as far as the system has shown in this run and the last. */
  get areKept(): boolean {
    return this.#areKept
  }

  /** How many new secrets could not be kept so far. */
  get failures(): number {
    return this.#failures
  }

  /** What is kept, with nothing in place of every sealed text. `place` is the name of where it stands. */
  takeSealed(kept: unknown, place = ''): unknown {
    if (typeof kept !== 'object' || kept === null) return kept
    if (isSealed(kept)) {
      this.#known.set(place, { encrypted: kept.encrypted })
      if (kept.encrypted === '') this.#areKept = false
      return ''
    }
    if (Array.isArray(kept)) return kept.map((entry) => this.takeSealed(entry, place))
    const placeOf = (key: string) => (key === 'credential' && isServer(kept) ? placeOfCredential(kept) : key)
    return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, this.takeSealed(value, placeOf(key))]))
  }

  /** Notes that a secret may have stood there of which nothing is left. */
  setLost(place: string): void {
    this.#known.set(place, { encrypted: '' })
  }

  /** Whether a secret stands there that is not known. */
  isMissing(place: string): boolean {
    const known = this.#known.get(place)
    return known !== undefined && known.secret === undefined
  }

  /** Whether there is something to unseal. */
  get areSealed(): boolean {
    return [...this.#known].some(([place, { encrypted }]) => this.isMissing(place) && encrypted !== '')
  }

  /** Has the system unseal what it can, which it has a while for. Never rejects. */
  async unseal(): Promise<void> {
    const read = async (known: Known) => {
      if (known.encrypted === '') return
      try {
        const { text, isOutdated } = await this.#inTime(this.vault.decrypt(known.encrypted))
        Object.assign(known, { secret: text, isOutdated })
      } catch (error) {
        report('read', error)
      }
    }
    await Promise.all([...this.#known.values()].map(read))
  }

  /** The secret that stands there, where it is known. */
  at(place: string): string | undefined {
    return this.#known.get(place)?.secret
  }

  /** What is to stand in the file where a secret is still the one that stands there, known or not. */
  asItStands(place: string): Sealed | '' {
    const known = this.#known.get(place)
    return known ? { encrypted: known.encrypted } : ''
  }

  /** What is to stand there from now on. Never rejects: where the system fails, that there was a secret. */
  async seal(place: string, secret: string | undefined): Promise<Sealed | ''> {
    if (!secret) {
      this.#known.delete(place)
      return ''
    }
    const known = this.#known.get(place)
    const isSame = known?.secret === secret
    // What could not be kept is not asked for again, since the system may ask the person each time.
    if (isSame && !known.isOutdated) return this.asItStands(place)
    try {
      const encrypted = await this.#inTime(this.vault.encrypt(secret))
      this.#known.set(place, { encrypted, secret })
      this.#areKept = true
    } catch (error) {
      report('kept', error)
      if (!isSame) {
        this.#known.set(place, { encrypted: '', secret })
        this.#failures++
      }
      this.#areKept = false
    }
    return this.asItStands(place)
  }

  async #inTime<T>(answer: Promise<T>): Promise<T> {
    const result = await within(answer, this.patienceMs)
    if (result === undefined) throw new Error('the system did not answer')
    return result
  }
}

function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && 'encrypted' in value && typeof value.encrypted === 'string'
}

function isServer(value: object): value is { url: string; username: string } {
  return 'url' in value && typeof value.url === 'string' && 'username' in value && typeof value.username === 'string'
}

function report(what: 'kept' | 'read', error: unknown): void {
  log.error(`A password could not be ${what}: ${(error as Error).message}`)
}
