import * as v from 'valibot'
import { AnsweredPeople } from './auto-answer.js'
import { IpAddress, Passcode } from './control.js'
import { IceServer, MAX_ICE_SERVERS } from './ice-server.js'
import { LANGUAGE_TAGS } from './language.js'
import { CAPACITY, DEFAULT_PORT } from './limits.js'
import { Capacity, PersonName } from './protocol.js'
import { integer, notArray, type Schema, textUpTo } from './schema.js'
import { WebOrigin } from './web-origin.js'

/** What a person has set, in the form in which it is kept: by the app for all of it, by a browser for the person alone. */

/** Rises when what is kept would mean something else to an older Lanline. */
const VERSION = 2

const DeviceId = v.pipe(textUpTo(256), v.nonEmpty())

/** Ports below 1024 are not for every account to listen on. */
export const HostPort = integer(1024, 65_535)

/**
 * Where new versions of the app are announced. Over https alone: a feed gives an installer together with what it is
 * checked by, so that whoever could change it on its way could have anything installed.
 */
export const UpdateFeed = v.pipe(
  textUpTo(512),
  v.check((text) => URL.canParse(text) && new URL(text).protocol === 'https:'),
)

const MAX_ORIGINS = 32
export const Origins = v.pipe(v.array(WebOrigin), v.maxLength(MAX_ORIGINS))

/** `high` asks for more than a camera gives by itself, `saving` spares a slow network or machine. */
export const QUALITIES = ['auto', 'high', 'saving'] as const
export type Quality = (typeof QUALITIES)[number]

const PersonSettings = v.object({
  /** Empty where the person has given none. */
  name: PersonName,
  /** Absent where it is the system's, or the browser's. */
  language: v.optional(v.picklist(LANGUAGE_TAGS)),
  /** As the browser calls them; any other is used where these are gone. */
  audioDevice: v.optional(DeviceId),
  videoDevice: v.optional(DeviceId),
  /** The loudspeaker. */
  outputDevice: v.optional(DeviceId),
  /** What the browser does to the sound of the microphone. */
  echoCancellation: v.boolean(),
  noiseSuppression: v.boolean(),
  autoGainControl: v.boolean(),
  /** Whether it does nothing of that: for music, in stereo. */
  originalSound: v.boolean(),
  /** The quality of the picture that this person sends. */
  quality: v.picklist(QUALITIES),
  /** Whether it is heard that someone rings. */
  ringSound: v.boolean(),
  /** Whether a call makes short sounds for what happens in it. */
  callSounds: v.boolean(),
  /** Whether they see themselves as in a mirror; the others never do. */
  mirrored: v.boolean(),
  /** Whose calls are answered by themselves. */
  autoAnswer: AnsweredPeople,
  /** None to begin with: nothing leaves the network unless the person names who to ask. */
  iceServers: v.pipe(v.array(IceServer), v.maxLength(MAX_ICE_SERVERS)),
})
export type PersonSettings = v.InferOutput<typeof PersonSettings>

const HostSettings = v.object({
  port: HostPort,
  /** What people must know to come in; absent where nothing. */
  passcode: v.optional(Passcode),
  /** Whether the host announces itself and looks for others. */
  discovery: v.boolean(),
  /** Whether the host relays between people of one room who do not reach each other. */
  relay: v.boolean(),
  /** How many people fit in a room. */
  capacity: Capacity,
  /** The address that comes first, even while this machine does not have it. */
  pinned: v.optional(IpAddress),
  /** Whose pages may use the host besides its own. */
  allowedOrigins: Origins,
})
export type HostSettings = v.InferOutput<typeof HostSettings>

const AppSettings = v.object({
  /** Whether to go on hosting when the window is closed. */
  keepHosting: v.boolean(),
  openAtLogin: v.boolean(),
  /** Whether keys mute and unmute in every program, while in a room. */
  muteShortcut: v.boolean(),
  /** Absent where nobody is to be asked for new versions. */
  updateFeed: v.optional(UpdateFeed),
})
export type AppSettings = v.InferOutput<typeof AppSettings>

export const Settings = v.object({
  version: v.literal(VERSION),
  person: PersonSettings,
  host: HostSettings,
  app: AppSettings,
})
export type Settings = v.InferOutput<typeof Settings>

type Part = keyof Omit<Settings, 'version'>

/** Fields of the settings as they are to be; undefined: as by default. */
export type SettingsChange = {
  [P in Part]?: { [Field in keyof Settings[P]]?: Settings[P][Field] | undefined } | undefined
}

/** What the page changes, as the app checks it: all but what only the host is told. */
export const SettingsPatch = notArray(
  v.object({
    person: v.optional(notArray(v.partial(PersonSettings))),
    host: v.optional(notArray(v.partial(v.pick(HostSettings, ['port', 'relay', 'allowedOrigins'])))),
    app: v.optional(notArray(v.partial(AppSettings))),
  }),
)
export type SettingsPatch = v.InferOutput<typeof SettingsPatch>

/** How much of a change is kept; all of it holds in any case, for as long as Lanline runs. */
export type Kept = 'all' | 'without-secrets' | 'nothing'

export const DEFAULT_SETTINGS: Settings = {
  version: VERSION,
  person: {
    name: '',
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    originalSound: false,
    quality: 'auto',
    ringSound: true,
    callSounds: true,
    mirrored: true,
    autoAnswer: [],
    iceServers: [],
  },
  host: { port: DEFAULT_PORT, discovery: true, relay: true, capacity: CAPACITY.default, allowedOrigins: [] },
  app: { keepHosting: false, openAtLogin: false, muteShortcut: false },
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
  { entries }: { entries: { [Field in keyof T]-?: Schema<T[Field]> } },
  defaults: T,
  kept: unknown,
): T {
  const fields = Object(kept)
  const mend = ([name, schema]: [string, Schema<unknown>]) => {
    const parsed = v.safeParse(schema, fields[name])
    return [name, parsed.success ? parsed.output : defaults[name as keyof T]]
  }
  return Object.fromEntries(
    Object.entries<Schema<unknown>>(entries)
      .map(mend)
      .filter(([, value]) => value !== undefined),
  )
}
