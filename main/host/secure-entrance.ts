import type { Server } from 'node:http'
import type { SecureDoor as SecureDoorFacts } from '../../common/control.js'
import { Queue } from '../../common/queue.js'
import { log } from '../storage/log.js'
import { ownNames } from './access.js'
import { type Certificate, loadCertificate } from './certificate.js'
import type { Doorkeeper } from './doorkeeper.js'
import { openSecureDoor, type SecureDoor } from './secure-door.js'
import type { TakeOver } from './shared-port.js'

export interface SecureEntranceOptions {
  /** The host's plain server; see the secure door. */
  http: Server
  /** Where the certificate is kept. */
  folder: string
  port: number
  /** Takes over the connections that are to the relay. */
  relay: TakeOver
  /** Address to bind; all of the machine's when left out. */
  address?: string
  /** The one of the plain door. */
  keeper?: Doorkeeper
  /** Those of the machine as they are now. */
  addresses(): string[]
  /** Told when the certificate had to be made anew, other than by `update`. */
  onRenewed(): void
}

/** How often the certificate is looked at: clocks of small machines are set right only some time after they start. */
const WATCH_MS = 3_600_000

/** The secure door of a host, with a certificate that is kept true to the machine's addresses and its clock. */
export class SecureEntrance {
  readonly #watch: NodeJS.Timeout
  readonly #updates = new Queue()

  private constructor(
    private readonly options: SecureEntranceOptions,
    private readonly door: SecureDoor,
    private certificate: Certificate,
  ) {
    this.#watch = setInterval(() => void this.#look(), WATCH_MS).unref()
  }

  /** Rejects where the folder cannot be written or no port be had. */
  static async open(options: SecureEntranceOptions): Promise<SecureEntrance> {
    const certificate = await certificateFor(options)
    return new SecureEntrance(options, await openSecureDoor({ ...options, certificate }), certificate)
  }

  get facts(): SecureDoorFacts {
    const { fingerprint, keyHash } = this.certificate
    return { port: this.door.port, fingerprint, key: keyHash }
  }

  get validity(): { notBefore: Date; notAfter: Date } {
    return this.certificate
  }

  /**
   * Sees to it that the certificate covers the addresses and is valid; true where it had to be made anew. Where that
   * fails it is said, and the one before stays. One call waits for the other.
   */
  update(): Promise<boolean> {
    return this.#updates.add(() => this.#update())
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    clearInterval(this.#watch)
    await this.#updates.idle
    await this.door.close()
  }

  async #update(): Promise<boolean> {
    const { fingerprint } = this.certificate
    try {
      const certificate = await certificateFor(this.options)
      if (certificate.fingerprint === fingerprint) return false
      this.door.renew(certificate)
      this.certificate = certificate
      return true
    } catch (error) {
      log.error(`The certificate could not be made anew: ${(error as Error).message}`)
      return false
    }
  }

  async #look(): Promise<void> {
    if (await this.update()) this.options.onRenewed()
  }
}

const certificateFor = ({ folder, addresses }: SecureEntranceOptions) =>
  loadCertificate(folder, { addresses: addresses(), hostnames: ownNames() })
