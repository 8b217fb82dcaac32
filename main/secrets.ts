import type { Vault } from './vault.js'

/** A secret as it stands in a file. */
interface Sealed {
  encrypted: string
}

/** The secrets within what is kept in a file. Without a vault none are kept. */
export class Secrets {
  #hasLost = false

  constructor(private readonly vault: Vault | undefined) {}

  /** Whether a secret could not be kept, or not be read. */
  get hasLost(): boolean {
    return this.#hasLost
  }

  /** What is to stand in the file: nothing where there is no vault or it fails. */
  async seal(secret: string | undefined): Promise<Sealed | ''> {
    if (!secret || !this.vault) return ''
    try {
      return { encrypted: await this.vault.encrypt(secret) }
    } catch (error) {
      return this.#lose('kept', error)
    }
  }

  /** The same with every sealed secret within it read, or empty where it cannot be. */
  async unseal(kept: unknown): Promise<unknown> {
    if (typeof kept !== 'object' || kept === null) return kept
    if (isSealed(kept)) return this.#read(kept)
    if (Array.isArray(kept)) return Promise.all(kept.map((entry) => this.unseal(entry)))
    const entries = Object.entries(kept).map(async ([name, value]) => [name, await this.unseal(value)] as const)
    return Object.fromEntries(await Promise.all(entries))
  }

  async #read({ encrypted }: Sealed): Promise<string> {
    try {
      if (!this.vault) throw new Error('this system has no safe place for it')
      return await this.vault.decrypt(encrypted)
    } catch (error) {
      return this.#lose('read', error)
    }
  }

  #lose(what: 'kept' | 'read', error: unknown): '' {
    this.#hasLost = true
    console.error(`A password could not be ${what}: ${(error as Error).message}`)
    return ''
  }
}

function isSealed(value: object): value is Sealed {
  return 'encrypted' in value && typeof value.encrypted === 'string'
}
