import { X509Certificate } from 'node:crypto'
import type { Certificate } from 'electron'
import { keyHashOf } from '../host/certificate.js'
import type { Electron } from './electron.js'

/** The public keys, as `KeyHash`, that the window accepts of hosts, whoever vouches for their certificates. */
export interface Pins {
  /** From now on accepts certificates of this key, and of no other that was not pinned, for the host name or address. */
  trust(hostname: string, keyHash: string): void
  /** Takes that back, for connections to come. What was accepted once Chromium may accept for 30 minutes more. */
  distrust(hostname: string, keyHash: string): void
}

/** What a verification may be answered with (Electron, `ses.setCertificateVerifyProc`). */
const VERDICT = { accepted: 0, refused: -2, asChromiumFinds: -3 }

/** No certificate error (Chromium, net_error_list.h). */
const OK = 0

/**
 * Has the certificates of pinned hosts accepted by their keys alone; those of other hosts are left to Chromium.
 *
 * Chromium keeps each verdict on a certificate and host name for 30 minutes, and Electron has no way to make it forget
 * (electron/electron issue 41448). A host that came with another key and was refused would therefore stay so, even if
 * the person then trusts that key. So a refusal is left to Chromium where it refuses by itself: that one it asks about
 * each time, through `certificate-error`.
 */
export function pinCertificates({ app, session }: Electron): Pins {
  const pins = new Map<string, Set<string>>()
  const accepts = (hostname: string, { data }: Certificate) => {
    try {
      return pins.get(plain(hostname))?.has(keyHashOf(new X509Certificate(data))) ?? false
    } catch {
      // A kind of key that Node does not know, which is none of ours.
      return false
    }
  }

  session.defaultSession.setCertificateVerifyProc(({ hostname, certificate, errorCode }, answer) => {
    if (accepts(hostname, certificate)) answer(VERDICT.accepted)
    else answer(pins.has(plain(hostname)) && errorCode === OK ? VERDICT.refused : VERDICT.asChromiumFinds)
  })
  app.on('certificate-error', (event, _contents, url, _error, certificate, answer) => {
    if (!accepts(new URL(url).hostname, certificate)) return
    event.preventDefault()
    answer(true)
  })

  return {
    trust(hostname, keyHash) {
      pins.set(plain(hostname), new Set(pins.get(plain(hostname))).add(keyHash))
    },
    distrust(hostname, keyHash) {
      const keys = pins.get(plain(hostname))
      keys?.delete(keyHash)
      if (keys?.size === 0) pins.delete(plain(hostname))
    },
  }
}

/** Chromium writes an IPv6 address without brackets, a URL with them. */
const plain = (hostname: string) => hostname.toLowerCase().replace(/^\[|\]$/g, '')
