import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { isLoopback } from '../../common/ip-address.js'

/**
 * Whether a request's `Host` header names this machine: any IP address, localhost, or the machine's own name. A page
 * elsewhere can point a name of its own at our address (DNS rebinding), but not one of these.
 */
export function isOwnHost(hostHeader: string | undefined): boolean {
  const name = hostnameOf(`http://${hostHeader}`)
  return name !== undefined && (isAddress(name) || isLocalhost(name) || ownNames().includes(name))
}

/** As the system has it (macOS and some Linux hosts add a domain), its first part, and that as mDNS tells it. */
export function ownNames(): string[] {
  const name = hostname().toLowerCase()
  const [label = name] = name.split('.', 1)
  return [name, label, `${label}.local`]
}

/**
 * Whether a page of this origin may drive the host: the host's own page, or one served by the same machine or by the
 * guest's own (loopback), or one of those `allowed`. Programs that are not browsers send no `Origin` and are allowed.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  hostHeader: string | undefined,
  allowed: ReadonlySet<string> = new Set(),
): boolean {
  if (origin === undefined || allowed.has(origin)) return true
  const name = hostnameOf(origin)
  if (name === undefined) return false
  return isLoopbackName(name) || authorityOf(origin) === hostHeader?.toLowerCase()
}

/** The names of what proxies and forwarders add to a request. */
const FORWARDING = /forwarded|^via$|(client|real|connecting|remote)-ip$|^x-(original|envoy)-/

/** Those of a request's headers that tell where it comes from. */
export function tellingHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const isTelling = (name: string) => name === 'host' || name === 'origin' || FORWARDING.test(name)
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isTelling(name)))
}

/**
 * Whether this request may come from the operator's page: over loopback, by a name of loopback, from no page or from the
 * host's own, and through no proxy that says so. One that does not say so is told by the lack of the operator's token.
 */
export function isFromThisMachine({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  const isForwarded = Object.keys(headers).some((name) => FORWARDING.test(name))
  const isOwnPage = headers.origin === undefined || authorityOf(headers.origin) === headers.host?.toLowerCase()
  const name = hostnameOf(`http://${headers.host}`)
  const isByLoopback = name !== undefined && isLoopbackName(name) && isLoopback(socket.remoteAddress ?? '')
  return isByLoopback && isOwnPage && !isForwarded
}

const isAddress = (name: string) => isIP(name.replace(/^\[|\]$/g, '')) !== 0
const isLocalhost = (name: string) => name === 'localhost' || name.endsWith('.localhost')
const isLoopbackName = (name: string) => isLocalhost(name) || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name)

const hostnameOf = (url: string) => parse(url)?.hostname.toLowerCase().replace(/\.$/, '') || undefined
/** Name and port, as a request's `Host` has them (RFC 3986, section 3.2). */
const authorityOf = (url: string) => parse(url)?.host.toLowerCase()

function parse(url: string): URL | undefined {
  try {
    return new URL(url)
  } catch {
    return undefined
  }
}
