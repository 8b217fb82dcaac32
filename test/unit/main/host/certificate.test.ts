import { generateKeyPairSync, randomUUID, X509Certificate } from 'node:crypto'
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Fingerprint, KeyHash } from '../../../../common/control.js'
import { loadCertificate } from '../../../../main/host/certificate.js'
import { log } from '../../../../main/storage/log.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

const DAY_MS = 86_400_000
const HOME = '192.168.1.5'
const OFFICE = '10.1.2.3'

/** What a host on a machine called mypc has in its folder when it starts at `addresses` and at that time. */
const load = (folder: string, addresses = [HOME], now = new Date()) =>
  loadCertificate(folder, { addresses, hostnames: ['mypc', 'mypc.local'] }, now)

const daysAfter = (date: Date, days: number) => new Date(date.getTime() + days * DAY_MS)

function silenced() {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
  onTestFinished(() => logged.mockRestore())
  return logged
}

describe('the first run', () => {
  test('makes a key and a certificate, and nothing else', async () => {
    const folder = await temporaryFolder()
    const { key, cert } = await load(folder)
    expect((await readdir(folder)).sort()).toEqual(['certificate.pem', 'key.pem'])
    expect(await readFile(join(folder, 'key.pem'), 'utf8')).toBe(key)
    expect(await readFile(join(folder, 'certificate.pem'), 'utf8')).toBe(cert)
  })

  test.skipIf(process.platform === 'win32')('keeps both for this account alone', async () => {
    const folder = await temporaryFolder()
    await load(folder)
    for (const file of ['key.pem', 'certificate.pem']) {
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600)
    }
  })

  test('makes a key that no other installation has', async () => {
    const [one, other] = [await load(await temporaryFolder()), await load(await temporaryFolder())]
    expect(one.keyHash).not.toBe(other.keyHash)
    expect(one.fingerprint).not.toBe(other.fingerprint)
  })

  test('makes a certificate for this machine, to be no authority and to serve alone', async () => {
    const { cert, key, fingerprint, keyHash } = await load(await temporaryFolder(), [HOME, OFFICE, 'fd00::2'])
    const x509 = new X509Certificate(cert)
    expect(x509.subject).toBe('CN=Lanline on mypc')
    expect(x509.issuer).toBe(x509.subject)
    expect(x509.ca).toBe(false)
    expect(x509.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(x509.verify(x509.publicKey)).toBe(true)
    expect(x509.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
    for (const address of ['127.0.0.1', '::1', HOME, OFFICE, 'fd00::2']) expect(x509.checkIP(address)).toBe(address)
    for (const name of ['localhost', 'mypc', 'mypc.local']) expect(x509.checkHost(name)).toBe(name)
    expect(x509.checkHost('example.com')).toBeUndefined()
    expect(v.parse(Fingerprint, fingerprint)).toBe(x509.fingerprint256)
    expect(v.is(KeyHash, keyHash)).toBe(true)
    expect(key).toContain('BEGIN PRIVATE KEY')
  })

  test('makes a certificate that clocks a day behind and Apple take', async () => {
    const now = new Date()
    const { notBefore, notAfter } = await load(await temporaryFolder(), [HOME], now)
    expect(now.getTime() - notBefore.getTime()).toBeGreaterThanOrEqual(DAY_MS)
    expect(now.getTime() - notBefore.getTime()).toBeLessThan(DAY_MS + 1_000)
    expect(notAfter.getTime() - notBefore.getTime()).toBeLessThan(825 * DAY_MS)
    expect(notAfter.getTime() - notBefore.getTime()).toBeGreaterThan(800 * DAY_MS)
  })

  test.each([
    ['Ann’s "Mac", CN=evil+O=x\\', 'CN=Lanline on AnnsMacCNevilOx', undefined],
    ['мойпк', 'CN=Lanline', 'xn--i1aceig'],
    ['12345', 'CN=Lanline on 12345', undefined],
    ['', 'CN=Lanline', undefined],
    ['a'.repeat(60), `CN=Lanline on ${'a'.repeat(50)}`, 'a'.repeat(60)],
  ])('does so whatever the machine is called: %j', async (hostname, subject, covered) => {
    const names = { addresses: [], hostnames: [hostname] }
    const x509 = new X509Certificate((await loadCertificate(await temporaryFolder(), names)).cert)
    expect(x509.subject).toBe(subject)
    const dnsNames = x509.subjectAltName?.split(', ').filter((name) => name.startsWith('DNS:'))
    expect(dnsNames).toEqual(['DNS:localhost', ...(covered === undefined ? [] : [`DNS:${covered}`])])
  })
})

describe('later runs', () => {
  test('keep both', async () => {
    const folder = await temporaryFolder()
    const first = await load(folder)
    expect((await load(folder)).cert).toBe(first.cert)
    expect((await load(folder, [], daysAfter(first.notAfter, -31))).cert).toBe(first.cert)
  })

  test('make a new certificate with the same key for a new address', async () => {
    const folder = await temporaryFolder()
    const first = await load(folder)
    const second = await load(folder, [OFFICE])
    expect(second.keyHash).toBe(first.keyHash)
    expect(second.fingerprint).not.toBe(first.fingerprint)
    expect(second.covers([OFFICE])).toBe(true)
    expect((await load(folder, [OFFICE])).cert).toBe(second.cert)
  })

  test('change nothing when a machine goes back and forth between networks', async () => {
    const folder = await temporaryFolder()
    await load(folder, [HOME])
    const { fingerprint } = await load(folder, [OFFICE])
    for (const address of [HOME, OFFICE, HOME]) expect((await load(folder, [address])).fingerprint).toBe(fingerprint)
  })

  test('forget the addresses of long ago', async () => {
    const folder = await temporaryFolder()
    await load(folder, [HOME])
    for (let index = 0; index < 20; index++) await load(folder, [`10.0.0.${index}`])
    const certificate = await load(folder, [OFFICE])
    expect(certificate.covers([HOME])).toBe(false)
    expect(certificate.addresses).toHaveLength(18)
    expect(certificate.covers(['127.0.0.1', '::1', OFFICE, '10.0.0.19', '10.0.0.4'])).toBe(true)
  })

  test.each([
    ['about to expire', 29 - 824],
    ['expired', -900],
    ['of the future, as the clock was set back', 2],
  ])('make a new certificate with the same key where it is %s', async (_what, days) => {
    const folder = await temporaryFolder()
    const now = new Date()
    const first = await load(folder, [HOME], daysAfter(now, days))
    const second = await load(folder, [HOME], now)
    expect(second.keyHash).toBe(first.keyHash)
    expect(second.fingerprint).not.toBe(first.fingerprint)
    expect(second.notBefore < now && now < second.notAfter).toBe(true)
  })
})

test.runIf(process.platform !== 'win32')(
  'a key that others could read is theirs no longer, which is said',
  async () => {
    const warned = vi.spyOn(log, 'warn').mockImplementation(() => {})
    onTestFinished(() => warned.mockRestore())
    const folder = await temporaryFolder()
    const { key } = await load(folder)
    expect(warned).not.toHaveBeenCalled()
    const path = join(folder, 'key.pem')
    await chmod(path, 0o644)
    expect((await load(folder)).key).toBe(key)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('could read'))
    await load(folder)
    expect(warned).toHaveBeenCalledOnce()
  },
)

describe('damaged files', () => {
  const otherKey = (curve: string) =>
    generateKeyPairSync('ec', { namedCurve: curve }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

  test.each(['', 'not a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
    'a certificate of %j is set aside, and the key stays',
    async (damaged) => {
      const logged = silenced()
      const folder = await temporaryFolder()
      const { keyHash } = await load(folder)
      await writeFile(join(folder, 'certificate.pem'), damaged)
      expect((await load(folder)).keyHash).toBe(keyHash)
      expect(await readFile(join(folder, 'certificate.pem.bad'), 'utf8')).toBe(damaged)
      expect(logged).toHaveBeenCalledOnce()
    },
  )

  test.each([
    ['empty', ''],
    ['no key', 'not a key'],
    ['of another curve', otherKey('P-384')],
  ])('a key that is %s is set aside, and the certificate with it', async (_what, damaged) => {
    silenced()
    const folder = await temporaryFolder()
    const first = await load(folder)
    await writeFile(join(folder, 'key.pem'), damaged)
    const second = await load(folder)
    expect(second.keyHash).not.toBe(first.keyHash)
    expect(await readFile(join(folder, 'key.pem.bad'), 'utf8')).toBe(damaged)
    expect(await readFile(join(folder, 'certificate.pem.bad'), 'utf8')).toBe(first.cert)
    expect((await load(folder)).cert).toBe(second.cert)
  })

  test('a folder that cannot be written is an error', async () => {
    await expect(load(join(await temporaryFolder(), randomUUID()))).rejects.toThrow('ENOENT')
  })
})

test('hosts that start at once in one folder have one key', async () => {
  const folder = await temporaryFolder()
  const hosts = await Promise.all(Array.from({ length: 8 }, () => load(folder)))
  const hashes = new Set(hosts.map(({ keyHash }) => keyHash))
  expect([...hashes]).toEqual([(await load(folder)).keyHash])
  expect((await readdir(folder)).sort()).toEqual(['certificate.pem', 'key.pem'])
})
