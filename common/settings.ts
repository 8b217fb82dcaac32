import * as z from 'zod/mini'
import { Passcode } from './control.js'
import { IceServer, MAX_ICE_SERVERS } from './ice-server.js'
import { LANGUAGE_TAGS } from './language.js'
import { DEFAULT_PORT, PersonName } from './protocol.js'
import type { Schema } from './schema.js'
import { WebOrigin } from './web-origin.js'

/** What a person has set, in the form in which it is kept: by the app for all of it, by a browser for the person alone. */

/** Rises when what is kept would mean something else to an older Lanline. */
const VERSION = 2

const DeviceId = z.string().check(z.minLength(1), z.maxLength(256))

/** Ports below 1024 are not for every account to listen on. */
export const HostPort = z.int().check(z.minimum(1024), z.maximum(65_535))

/**
 * Where new versions of the app are announced. Over https alone: a feed gives an installer together with what it is
 * checked by, so that whoever could change it on its way could have anything installed.
 */
export const UpdateFeed = z.string().check(
  z.maxLength(512),
  z.refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:'),
)

const MAX_ORIGINS = 32
export const Origins = z.array(WebOrigin).check(z.maxLength(MAX_ORIGINS))

/** `high` asks for more than a camera gives by itself, `saving` spares a slow network or machine. */
export const QUALITIES = ['auto', 'high', 'saving'] as const
export type Quality = (typeof QUALITIES)[number]

const PersonSettings = z.object({
  /** Empty where the person has given none. */
  name: PersonName,
  /** Absent where it is the system's, or the browser's. */
  language: z.optional(z.enum(LANGUAGE_TAGS)),
  /** As the browser calls them; any other is used where these are gone. */
  audioDevice: z.optional(DeviceId),
  videoDevice: z.optional(DeviceId),
  /** Of the picture that this person sends. */
  quality: z.enum(QUALITIES),
  /** Whether it is heard that someone rings. */
  ringSound: z.boolean(),
  /** Whether a call makes short sounds for what happens in it. */
  callSounds: z.boolean(),
  /** None to begin with: nothing leaves the network unless the person names who to ask. */
  iceServers: z.array(IceServer).check(z.maxLength(MAX_ICE_SERVERS)),
})
export type PersonSettings = z.infer<typeof PersonSettings>

const HostSettings = z.object({
  port: HostPort,
  /** What people must know to come in; absent where nothing. */
  passcode: z.optional(Passcode),
  /** Whether the host announces itself and looks for others. */
  discovery: z.boolean(),
  /** Whether the host relays between people of one room who do not reach each other. */
  relay: z.boolean(),
  /** The address that comes first, even while this machine does not have it. */
  pinned: z.optional(z.ipv4()),
  /** Whose pages may use the host besides its own. */
  allowedOrigins: Origins,
})
export type HostSettings = z.infer<typeof HostSettings>

const AppSettings = z.object({
  /** Whether to go on hosting when the window is closed. */
  keepHosting: z.boolean(),
  openAtLogin: z.boolean(),
  /** Absent where nobody is to be asked for new versions. */
  updateFeed: z.optional(UpdateFeed),
})
export type AppSettings = z.infer<typeof AppSettings>

export const Settings = z.object({
  version: z.literal(VERSION),
  person: PersonSettings,
  host: HostSettings,
  app: AppSettings,
})
export type Settings = z.infer<typeof Settings>

type Part = keyof Omit<Settings, 'version'>

/** Fields of the settings as they are to be; undefined: as by default. */
export type SettingsChange = {
  [P in Part]?: { [Field in keyof Settings[P]]?: Settings[P][Field] | undefined } | undefined
}

/** What the page changes, as the app checks it: all but what only the host is told. */
export const SettingsPatch = z.object({
  person: z.optional(z.partial(PersonSettings)),
  host: z.optional(z.partial(z.pick(HostSettings, { port: true, relay: true, allowedOrigins: true }))),
  app: z.optional(z.partial(AppSettings)),
})
export type SettingsPatch = z.infer<typeof SettingsPatch>

/** How much of a change is kept; all of it holds in any case, for as long as Lanline runs. */
export type Kept = 'all' | 'without-secrets' | 'nothing'

export const DEFAULT_SETTINGS: Settings = {
  version: VERSION,
  person: { name: '', quality: 'auto', ringSound: true, callSounds: true, iceServers: [] },
  host: { port: DEFAULT_PORT, discovery: true, relay: true, allowedOrigins: [] },
  app: { keepHosting: false, openAtLogin: false },
}

/** What there is to be read, and whether a newer Lanline kept it: then it is not to be written, and so not destroyed. */
export interface ReadSettings {
  settings: Settings
  isNewer: boolean
}

const NOTHING: ReadSettings = { settings: DEFAULT_SETTINGS, isNewer: false }

/** Reads the text of what was kept. Anything that is no settings at all gives the defaults; never throws. */
export function parseSettings(text: string): ReadSettings {
  try {
    return readSettings(JSON.parse(text))
  } catch {
    return NOTHING
  }
}

/** Reads what was kept by any version. What is missing or makes no sense is as it is by default. */
export function readSettings(kept: unknown): ReadSettings {
  const { version } = Object(kept)
  if (!Number.isInteger(version) || version < 1) return NOTHING
  const { person, host, app } = version === 1 ? migrated(kept) : Object(kept)
  const settings: Settings = {
    version: VERSION,
    person: mended(PersonSettings, DEFAULT_SETTINGS.person, person),
    host: mended(HostSettings, DEFAULT_SETTINGS.host, host),
    app: mended(AppSettings, DEFAULT_SETTINGS.app, app),
  }
  return { settings, isNewer: version > VERSION }
}

/** The settings with this change made. A field that makes no sense stays as it was. */
export function merged(settings: Settings, change: SettingsChange): Settings {
  const { person, host, app } = settings
  return {
    version: VERSION,
    person: mended(PersonSettings, person, { ...person, ...change.person }),
    host: mended(HostSettings, host, { ...host, ...change.host }),
    app: mended(AppSettings, app, { ...app, ...change.app }),
  }
}

/** The settings with neither the passcode nor the passwords of servers. */
export function withoutSecrets({ person, host: { passcode: _, ...host }, ...others }: Settings): Settings {
  const iceServers = person.iceServers.map((server) => ({ ...server, credential: '' }))
  return { ...others, person: { ...person, iceServers }, host }
}

/** Version 1 knew the servers alone. */
function migrated(kept: unknown): Record<Part, unknown> {
  return { person: { iceServers: Object(kept).iceServers }, host: undefined, app: undefined }
}

/** The fields that are whole, and the defaults of the others. */
function mended<T extends object>(
  { shape }: { shape: { [Field in keyof T]-?: Schema<T[Field]> } },
  defaults: T,
  kept: unknown,
): T {
  const fields = Object(kept)
  const mend = ([name, schema]: [string, Schema<unknown>]) => {
    const parsed = schema.safeParse(fields[name])
    return [name, parsed.success ? parsed.data : defaults[name as keyof T]]
  }
  return Object.fromEntries(
    Object.entries<Schema<unknown>>(shape)
      .map(mend)
      .filter(([, value]) => value !== undefined),
  )
}
