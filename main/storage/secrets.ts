import { log } from './log.js'
import type { Vault } from './vault.js'

/** A secret as it stands in a file; empty where there was one that could not be kept. */
interface Sealed {
  encrypted: string
}

/** The secrets within what is kept in a file. Without a vault none are kept. */
export class Secrets {
  readonly #lost = new Set<string>()

  constructor(private readonly vault: Vault | undefined) {}

  /** Whether secrets are kept at all. */
  get areKept(): boolean {
    return this.vault !== undefined
  }

  /** Whether a secret that stands under this name could not be read. */
  hasLost(name: string): boolean {
    return this.#lost.has(name)
  }

  /** What is to stand in the file. Never rejects: without a vault, or where it fails, that there was a secret. */
  async seal(secret: string | undefined): Promise<Sealed | ''> {
    if (!secret) return ''
    try {
      return { encrypted: (await this.vault?.encrypt(secret)) ?? '' }
    } catch (error) {
      report('kept', error)
      return { encrypted: '' }
    }
  }

  /** Whether that is of a secret that should have been kept, and is not. */
  hasFailed(sealed: Sealed | ''): boolean {
    return this.areKept && sealed !== '' && sealed.encrypted === ''
  }

  /** The same with every sealed secret within it read, or empty where it cannot be. `name` is what it stands under. */
  async unseal(kept: unknown, name = ''): Promise<unknown> {
    if (typeof kept !== 'object' || kept === null) return kept
    if (isSealed(kept)) return this.#read(kept, name)
    if (Array.isArray(kept)) return Promise.all(kept.map((entry) => this.unseal(entry, name)))
    const entries = Object.entries(kept).map(async ([key, value]) => [key, await this.unseal(value, key)] as const)
    return Object.fromEntries(await Promise.all(entries))
  }

  async #read({ encrypted }: Sealed, name: string): Promise<string> {
    try {
      if (!this.vault || encrypted === '') throw new Error('this system had no safe place for it')
      return await this.vault.decrypt(encrypted)
    } catch (error) {
      this.#lost.add(name)
      report('read', error)
      return ''
    }
  }
}

function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && 'encrypted' in value && typeof value.encrypted === 'string'
}

function report(what: 'kept' | 'read', error: unknown): void {
  log.error(`A password could not be ${what}: ${(error as Error).message}`)
}
