import type { Session } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Pins, pinCertificates } from '../../../../main/app/certificate-pinning.js'
import { newCertificate } from '../../../helpers/certificate.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

type Verify = NonNullable<Parameters<Session['setCertificateVerifyProc']>[0]>
type Request = Parameters<Verify>[0]
type OnError = (
  event: { preventDefault: () => void },
  contents: unknown,
  url: string,
  error: string,
  certificate: { data: string },
  answer: (isTrusted: boolean) => void,
) => void

const ACCEPTED = 0
const REFUSED = -2
const AS_CHROMIUM_FINDS = -3

/** What Chromium makes of a certificate that nobody vouches for. */
const AUTHORITY_INVALID = -202

const certificates = await Promise.all([newCertificate(), newCertificate()])
const [own, other] = certificates

let pins: Pins
let verify: Verify
let onError: OnError
beforeEach(() => {
  const defaultSession = {
    setCertificateVerifyProc: (proc: Verify) => {
      verify = proc
    },
  }
  const app = { on: (_event: string, listener: unknown) => (onError = listener as OnError) }
  pins = pinCertificates(fakeElectron({ session: { defaultSession }, app }))
})

/** What the window does with this certificate, about which Chromium finds `errorCode`. */
function verdict(hostname: string, { cert }: { cert: string }, errorCode = AUTHORITY_INVALID): number | undefined {
  const answer = vi.fn<(verdict: number) => void>()
  verify({ hostname, certificate: { data: cert }, errorCode } as Request, answer)
  expect(answer).toHaveBeenCalledOnce()
  return answer.mock.lastCall?.[0]
}

/** Whether the window goes on in spite of Chromium's verdict. */
function goesOn(url: string, { cert }: { cert: string }): boolean {
  const preventDefault = vi.fn()
  const answer = vi.fn()
  onError({ preventDefault }, undefined, url, 'net::ERR_CERT_AUTHORITY_INVALID', { data: cert }, answer)
  expect(answer.mock.calls).toEqual(preventDefault.mock.calls.length === 1 ? [[true]] : [])
  return preventDefault.mock.calls.length === 1
}

describe('the certificate of a host', () => {
  test('that is not pinned is left to Chromium', () => {
    expect(verdict('192.168.1.5', own)).toBe(AS_CHROMIUM_FINDS)
    expect(verdict('192.168.1.5', own, 0)).toBe(AS_CHROMIUM_FINDS)
    expect(goesOn('https://192.168.1.5:8443/', own)).toBe(false)
  })

  test('that is pinned is accepted for its key, whatever Chromium finds', () => {
    pins.trust('192.168.1.5', own.keyHash)
    expect(verdict('192.168.1.5', own)).toBe(ACCEPTED)
    expect(verdict('192.168.1.5', own, 0)).toBe(ACCEPTED)
    expect(verdict('192.168.1.6', own)).toBe(AS_CHROMIUM_FINDS)
  })

  test('that is pinned is refused for another key, whatever Chromium finds', () => {
    pins.trust('192.168.1.5', own.keyHash)
    expect(verdict('192.168.1.5', other)).toBe(AS_CHROMIUM_FINDS)
    expect(goesOn('https://192.168.1.5:8443/', other)).toBe(false)
    expect(verdict('192.168.1.5', other, 0)).toBe(REFUSED)
  })

  test('that is pinned is refused where it cannot be read', () => {
    pins.trust('192.168.1.5', own.keyHash)
    const damaged = { cert: own.cert.replace(/\n.{20}/, '\n') }
    expect(verdict('192.168.1.5', damaged, 0)).toBe(REFUSED)
    expect(goesOn('https://192.168.1.5:8443/', damaged)).toBe(false)
  })

  test('that was refused is accepted once its key is trusted, though Chromium remembers', () => {
    pins.trust('192.168.1.5', own.keyHash)
    expect(verdict('192.168.1.5', other)).toBe(AS_CHROMIUM_FINDS)
    pins.distrust('192.168.1.5', own.keyHash)
    pins.trust('192.168.1.5', other.keyHash)
    expect(goesOn('https://192.168.1.5:8443/socket.io/', other)).toBe(true)
    expect(goesOn('wss://192.168.1.5:8443/socket.io/', other)).toBe(true)
    expect(goesOn('https://192.168.1.5:8443/socket.io/', own)).toBe(false)
  })

  test('is one of several where more hosts have that name, each with a port of its own', () => {
    for (const { keyHash } of certificates) pins.trust('mypc.local', keyHash)
    for (const certificate of certificates) expect(verdict('mypc.local', certificate)).toBe(ACCEPTED)
    pins.distrust('mypc.local', own.keyHash)
    expect(verdict('mypc.local', own, 0)).toBe(REFUSED)
    expect(verdict('mypc.local', other)).toBe(ACCEPTED)
    pins.distrust('mypc.local', other.keyHash)
    expect(verdict('mypc.local', own, 0)).toBe(AS_CHROMIUM_FINDS)
  })

  test.each([
    ['[fe80::1]', 'fe80::1'],
    ['MyPC.local', 'mypc.local'],
  ])('%s is that of %s', (hostname, alike) => {
    pins.trust(hostname, own.keyHash)
    expect(verdict(alike, own)).toBe(ACCEPTED)
    expect(goesOn(`https://${hostname}:8443/`, own)).toBe(true)
    pins.distrust(alike, own.keyHash)
    expect(verdict(hostname, own)).toBe(AS_CHROMIUM_FINDS)
  })

  test('that was never trusted can be distrusted', () => {
    pins.distrust('192.168.1.5', own.keyHash)
    expect(verdict('192.168.1.5', own, 0)).toBe(AS_CHROMIUM_FINDS)
  })
})
