import type { Server } from 'node:http'
import type { SecureDoor as SecureDoorFacts } from '../../common/control.js'
import { ownNames } from './access.js'
import { type Certificate, loadCertificate } from './certificate.js'
import { openSecureDoor, type SecureDoor } from './secure-door.js'

/** The secure door of a host, with a certificate that follows the addresses of the machine. */
export class SecureEntrance {
  private constructor(
    private readonly folder: string,
    private readonly door: SecureDoor,
    private certificate: Certificate,
  ) {}

  /** Rejects where the folder cannot be written or no port be had. */
  static async open(
    http: Server,
    folder: string,
    addresses: string[],
    port: number,
    address?: string,
  ): Promise<SecureEntrance> {
    const certificate = await loadCertificate(folder, { addresses, hostnames: ownNames() })
    const door = await openSecureDoor({ http, certificate, port, ...(address !== undefined && { address }) })
    return new SecureEntrance(folder, door, certificate)
  }

  get facts(): SecureDoorFacts {
    const { fingerprint, keyHash } = this.certificate
    return { port: this.door.port, fingerprint, key: keyHash }
  }

  get validity(): { notBefore: Date; notAfter: Date } {
    return this.certificate
  }

  /** Sees to it that the certificate covers these addresses and is valid; true where it had to be made anew. */
  async follow(addresses: string[]): Promise<boolean> {
    const { fingerprint } = this.certificate
    this.certificate = await loadCertificate(this.folder, { addresses, hostnames: ownNames() })
    if (this.certificate.fingerprint === fingerprint) return false
    this.door.renew(this.certificate)
    return true
  }

  close(): Promise<void> {
    return this.door.close()
  }
}
