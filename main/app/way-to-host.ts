import { once } from 'node:events'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { HostToJoin, WayToHost } from '../../common/bridge.js'
import { keyHashOf } from '../host/certificate.js'
import { askForCard } from '../lan/host-card.js'
import type { KnownHosts } from '../storage/known-hosts.js'
import type { Pins } from './certificate-pinning.js'

/** Whom the app trusts: the keys it has met, and those that its window accepts. */
export interface Trust {
  knownHosts: KnownHosts
  pins: Pins
}

/** How long a host may take for each answer. */
const PATIENCE_MS = 3_000

/**
 * Finds the safest way to a host, whose origin is of its plain door or, where a person typed that, of its secure one.
 * Its key must be the one given and the one known before, as far as there are such; it is remembered then, and the
 * window accepts it from now on. A host whose secure door is gone counts as changed, too: whoever stands between could
 * make it look so.
 */
export async function wayTo(
  { origin, key }: HostToJoin,
  { knownHosts, pins }: Trust,
  patienceMs = PATIENCE_MS,
): Promise<WayToHost> {
  const url = new URL(origin)
  const expected = [key, knownHosts.keyOf(nameOf(url))].filter((hash) => hash !== undefined)
  const isMet = expected.length > 0
  const isPlain = url.protocol === 'http:'

  const port = isPlain ? await securePortOf(url, patienceMs) : portOf(url)
  if (port === 'unreachable') return { kind: 'unreachable' }
  if (port === undefined) return isMet ? { kind: 'changed' } : { kind: 'plain', origin }

  const presented = await presentedKey(hostnameOf(url), port, patienceMs)
  // A firewall may let only the plain door be reached. Whoever has met the host behind the secure one stays with that.
  if (presented === undefined) return isMet || !isPlain ? { kind: 'unreachable' } : { kind: 'plain', origin }
  if (expected.some((hash) => hash !== presented)) return { kind: 'changed' }

  await knownHosts.remember(nameOf(url), presented)
  pins.trust(url.hostname, presented)
  return { kind: 'secure', origin: new URL(`https://${url.hostname}:${port}`).origin }
}

/** Forgets which key a host had, so that it is met as for the first time. */
export async function forget({ origin }: HostToJoin, { knownHosts, pins }: Trust): Promise<void> {
  const url = new URL(origin)
  const key = knownHosts.keyOf(nameOf(url))
  if (key === undefined) return
  pins.distrust(url.hostname, key)
  await knownHosts.forget(nameOf(url))
}

/**
 * Where a host's secure door is, as it says itself, be it that very port; undefined where it has none or does not say, as
 * older ones do.
 */
async function securePortOf(url: URL, timeoutMs: number): Promise<number | 'unreachable' | undefined> {
  const { origin, host } = url
  try {
    const card = await askForCard(origin, { timeoutMs })
    if (card) return card.secure?.port
    const isSecureDoor = await askForCard(`https://${host}`, { timeoutMs }).catch(() => undefined)
    return isSecureDoor && portOf(url)
  } catch {
    return 'unreachable'
  }
}

/**
 * The hash of the public key that a TLS server proves to have; undefined where none answers in time. Nobody vouches for
 * its certificate, which is why the key is compared with the one that it should be.
 */
async function presentedKey(host: string, port: number, patienceMs: number): Promise<string | undefined> {
  const socket = connect({ host, port, servername: isIP(host) === 0 ? host : '', rejectUnauthorized: false })
  socket.on('error', () => {})
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(patienceMs) })
    const certificate = socket.getPeerX509Certificate()
    return certificate && keyHashOf(certificate)
  } catch {
    return undefined
  } finally {
    socket.destroy()
  }
}

const portOf = ({ port, protocol }: URL) => Number(port) || (protocol === 'https:' ? 443 : 80)
/** As sockets take it: an IPv6 address has no brackets. */
const hostnameOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '')
/** What a host is known by. */
const nameOf = (url: URL) => `${url.hostname}:${portOf(url)}`
