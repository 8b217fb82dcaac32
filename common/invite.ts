import { DEFAULT_PORT, RoomName } from './protocol.js'

/** Where an invite leads: a host's origin, such as `http://192.168.1.5:8080`, and the room where it names one. */
export interface Invite {
  origin: string
  room?: string
}

const HAS_SCHEME = /^[a-z][a-z\d+.-]*:\/\//i
/** What stands between the scheme and the path of what people type: a name or address and maybe a port. */
const AUTHORITY = /^(\[[\da-f:.]+\]|[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*\.?)(:\d{1,5})?$/iu

/** URLs read numbers as addresses in ways nobody means: `8080` as 0.0.31.144, `192.168.1` as 192.168.0.1. */
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/

/**
 * Reads what a person typed or pasted to reach a host: `192.168.1.5`, `192.168.1.5:8081`, `mypc.local`,
 * `http://192.168.1.5:8080/standup`. Without a scheme the port is Lanline's own, with one it is the scheme's.
 * Gives undefined for anything else; never throws.
 */
export function parseInvite(text: string): Invite | undefined {
  const trimmed = text.trim()
  const schemed = HAS_SCHEME.test(trimmed)
  const [authority = ''] = trimmed.replace(HAS_SCHEME, '').split(/[/?#]/, 1)
  if (!AUTHORITY.test(authority)) return undefined

  const url = toUrl(schemed ? trimmed : `http://${trimmed}`)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.port === '0') return undefined
  if (IPV4.test(url.hostname) && !authority.startsWith(url.hostname)) return undefined
  const hasPort = /:\d+$/.test(authority)
  if (!schemed && !hasPort) url.port = String(DEFAULT_PORT)
  return { origin: url.origin, ...optionalRoom(url.pathname) }
}

/** The link that leads to a room, or to the host's start page where no room is given. */
export function buildInvite({ origin, room }: Invite): string {
  return room === undefined ? `${origin}/` : `${origin}/${encodeURIComponent(room)}`
}

/** The room that a page's path names: `/standup` is "standup". Undefined for `/` and for what cannot be a room. */
export function roomFromPath(path: string): string | undefined {
  const [, segment] = /^\/?([^/]*)\/?$/.exec(path) ?? []
  if (segment === undefined) return undefined
  try {
    const room = RoomName.safeParse(decodeURIComponent(segment))
    return room.success ? room.data : undefined
  } catch {
    return undefined
  }
}

function optionalRoom(path: string): { room?: string } {
  const room = roomFromPath(path)
  return room === undefined ? {} : { room }
}

function toUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
