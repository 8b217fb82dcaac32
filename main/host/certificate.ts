import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isIP, isIPv4 } from 'node:net'
import { join } from 'node:path'
import { domainToASCII } from 'node:url'
import { createPrivateFile, keepPrivate, readOrSetAside, replacePrivateFile } from '../storage/private-file.js'

/** What a certificate is made out to, besides localhost: a browser that is led to another name warns of that as well. */
export interface CertificateNames {
  addresses: readonly string[]
  hostnames: readonly string[]
}

const DAY_MS = 86_400_000
/** Clocks of guests may be behind ours. */
const BACKDATED_MS = DAY_MS
/** Apple's systems take 825 days at most (https://support.apple.com/103769); the last second counts as one more day. */
const VALIDITY_MS = 824 * DAY_MS
const RENEWAL_MS = 30 * DAY_MS

/** How many addresses of other networks stay covered, so that going back to one does not change the certificate. */
const EARLIER_ADDRESSES = 16

const LOCAL_ADDRESSES = ['127.0.0.1', '::1']

/** A host's certificate with its private key. */
export class Certificate {
  readonly #x509: X509Certificate

  /** Both are PEM. Throws where they are damaged or do not belong together. */
  constructor(
    readonly key: string,
    readonly cert: string,
  ) {
    this.#x509 = new X509Certificate(cert)
    if (!this.#x509.checkPrivateKey(createPrivateKey(key))) throw new Error('The certificate is of another key.')
  }

  /** SHA-256 of the certificate, as browsers show it. */
  get fingerprint(): string {
    return this.#x509.fingerprint256
  }

  /** SHA-256 of the public key: stays when the certificate is made anew. */
  get keyHash(): string {
    return keyHashOf(this.#x509)
  }

  get notBefore(): Date {
    return new Date(this.#x509.validFrom)
  }

  get notAfter(): Date {
    return new Date(this.#x509.validTo)
  }

  /** The IPv4 addresses that it covers, in its own order. */
  get addresses(): string[] {
    const names = this.#x509.subjectAltName?.split(', ') ?? []
    return names.map((name) => name.replace('IP Address:', '')).filter(isIPv4)
  }

  covers(addresses: readonly string[]): boolean {
    return addresses.every((address) => this.#x509.checkIP(address) !== undefined)
  }
}

/** SHA-256 of a certificate's public key (SPKI, DER) in base64url, as `KeyHash` of common/control.ts has it. */
export function keyHashOf({ publicKey }: X509Certificate): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url')
}

/**
 * The certificate that is kept in `folder`, with a key of its own for each installation. It is made on the first run, and
 * anew with the same key where it does not cover all `addresses` that it needs to, is about to expire, or lies in the future of a clock
 * that has been set back. Damaged files are replaced. Rejects where the folder cannot be read or written.
 */
export async function loadCertificate(folder: string, names: CertificateNames, now = new Date()): Promise<Certificate> {
  const key = await loadKey(join(folder, 'key.pem'))
  const path = join(folder, 'certificate.pem')
  const kept = await readOrSetAside(path, (cert) => new Certificate(key, cert))
  if (kept?.covers(neededOf(names.addresses)) && isCurrent(kept, now)) return kept

  const certificate = new Certificate(key, await makeCertificate(key, names, kept?.addresses ?? [], now))
  await replacePrivateFile(path, certificate.cert)
  return certificate
}

/** Systems make up IPv6 addresses from day to day, for which alone no guest is to be warned of a certificate again. */
function neededOf(addresses: readonly string[]): readonly string[] {
  const ofIPv4 = addresses.filter(isIPv4)
  return ofIPv4.length > 0 ? ofIPv4 : addresses
}

function isCurrent({ notBefore, notAfter }: Certificate, now: Date): boolean {
  return notBefore <= now && now.getTime() < notAfter.getTime() - RENEWAL_MS
}

/** Two hosts that start at once in one folder both get the key of the one that was first. */
async function loadKey(path: string): Promise<string> {
  const kept = await readOrSetAside(path, checkedKey)
  if (kept !== undefined) {
    await keepPrivate(path)
    return kept
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await createPrivateFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  return checkedKey(await readFile(path, 'utf8'))
}

function checkedKey(pem: string): string {
  const { asymmetricKeyDetails } = createPrivateKey(pem)
  if (asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('The key is of another kind.')
  return pem
}

async function makeCertificate(
  key: string,
  { addresses, hostnames }: CertificateNames,
  earlierAddresses: string[],
  now: Date,
): Promise<string> {
  const ips = new Set([...LOCAL_ADDRESSES, ...addresses])
  const earlier = earlierAddresses.filter((address) => !ips.has(address)).slice(0, EARLIER_ADDRESSES)
  const dnsNames = new Set(['localhost', ...hostnames.map(domainToASCII).filter((name) => name && isIP(name) === 0)])
  const notBeforeDate = new Date(now.getTime() - BACKDATED_MS)
  // Loaded when it is needed, which is seldom: loading takes longer than all else here.
  const { generate } = await import('selfsigned')
  const { cert } = await generate([{ name: 'commonName', value: commonName(hostnames) }], {
    keyType: 'ec',
    keyPair: { privateKey: key, publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString() },
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate: new Date(notBeforeDate.getTime() + VALIDITY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...[...ips, ...earlier].map((ip) => ({ type: 7 as const, ip })),
          ...[...dnsNames].map((value) => ({ type: 2 as const, value })),
        ],
      },
    ],
  })
  return cert
}

/** At most 64 characters (RFC 5280, upper bounds), none of which means anything in a distinguished name. */
function commonName([hostname = '']: readonly string[]): string {
  const name = hostname.replace(/[^\w.-]/g, '').slice(0, 50)
  return name ? `Lanline on ${name}` : 'Lanline'
}

/** When the certificate that is kept in `folder` is good; undefined where there is none. Rejects where it is damaged. */
export async function keptValidity(folder: string): Promise<{ notBefore: Date; notAfter: Date } | undefined> {
  const path = join(folder, 'certificate.pem')
  const pem = await readFile(path, 'utf8').catch(() => undefined)
  if (pem === undefined) return undefined
  const { validFrom, validTo } = new X509Certificate(pem)
  return { notBefore: new Date(validFrom), notAfter: new Date(validTo) }
}
