import * as v from 'valibot'
import { KeyHash } from './control.js'
import { DEFAULT_PORT } from './limits.js'
import { RoomName } from './protocol.js'
import { readAs } from './schema.js'

/**
 * Where an invite leads: a host's origin, such as `http://192.168.1.5:8080`, the room where it names one, and the key
 * (`KeyHash`) that the host must have where it says so.
 */
export interface Invite {
  origin: string
  room?: string
  key?: string
}

/** The scheme of links that open the app. */
const APP_SCHEME = 'lanline'

const HAS_SCHEME = /^[a-z][a-z\d+.-]*:\/\//i
const HAS_APP_SCHEME = new RegExp(`^${APP_SCHEME}:(?=//)`, 'i')
/** What stands between the scheme and the path of what people type: a name or address and maybe a port. */
const AUTHORITY = /^(\[[\da-f:.]+\]|[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*\.?)(:\d{1,5})?$/iu

/** URLs read numbers as addresses in ways nobody means: `8080` as 0.0.31.144, `192.168.1` as 192.168.0.1. */
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/

/**
 * Reads what a person typed or pasted to reach a host: `192.168.1.5`, `192.168.1.5:8081`, `mypc.local`,
 * `http://192.168.1.5:8080/standup`. Without a scheme the port is Lanline's own, with one it is the scheme's.
 * Reads also the links that open the app, `lanline://192.168.1.5:8080/standup?key=…`, which stand for http and
 * Lanline's own port. One whose key is damaged would protect nobody and leads nowhere.
 * Gives undefined for anything else; never throws.
 */
export function parseInvite(text: string): Invite | undefined {
  const trimmed = text.trim()
  const isForApp = HAS_APP_SCHEME.test(trimmed)
  const schemed = HAS_SCHEME.test(trimmed)
  const [authority = ''] = trimmed.replace(HAS_SCHEME, '').split(/[/?#]/, 1)
  if (!AUTHORITY.test(authority)) return undefined

  // Platforms differ in how they read URLs of a scheme they do not know.
  const url = toUrl(schemed ? trimmed.replace(HAS_APP_SCHEME, 'http:') : `http://${trimmed}`)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.port === '0') return undefined
  if (IPV4.test(url.hostname) && !authority.startsWith(url.hostname)) return undefined
  const hasPort = /:\d+$/.test(authority)
  if ((isForApp || !schemed) && !hasPort) url.port = String(DEFAULT_PORT)
  const invite = { origin: url.origin, ...optionalRoom(url.pathname) }
  return isForApp ? withKey(invite, url.searchParams.getAll('key')) : invite
}

/** The link that leads to a room, or to the host's start page where no room is given. */
export function buildInvite({ origin, room }: Invite): string {
  return room === undefined ? `${origin}/` : `${origin}/${encodeURIComponent(room)}`
}

/** The link that opens the app and leads to the same place; `origin` must be of a plain door. */
export function buildAppInvite({ origin, room, key }: Invite): string {
  const { hostname, port } = new URL(origin)
  const link = buildInvite({ origin: `${APP_SCHEME}://${hostname}:${port || 80}`, ...(room !== undefined && { room }) })
  return key === undefined ? link : `${link}?key=${key}`
}

/** The room that a page's path names: `/standup` is "standup". Undefined for `/` and for what cannot be a room. */
export function roomFromPath(path: string): string | undefined {
  const [, segment] = /^\/?([^/]*)\/?$/.exec(path) ?? []
  if (segment === undefined) return undefined
  try {
    return readAs(RoomName, decodeURIComponent(segment))
  } catch {
    return undefined
  }
}

function optionalRoom(path: string): { room?: string } {
  const room = roomFromPath(path)
  return room === undefined ? {} : { room }
}

function withKey(invite: Invite, keys: string[]): Invite | undefined {
  const [key] = keys
  if (key === undefined) return invite
  return keys.length === 1 && v.is(KeyHash, key) ? { ...invite, key } : undefined
}

function toUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
