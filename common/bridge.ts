import type { FileSet } from './files.js'
import type { IceServer } from './ice-server.js'
import type { Invite } from './invite.js'
import type { PageStatus } from './page-status.js'
import type { Kept, Settings, SettingsPatch } from './settings.js'

/** A host as the page knows of it: the origin of its plain door, and the key that an invite or an announcement gave. */
export interface HostToJoin {
  origin: string
  key?: string
}

/**
 * How to reach another host. `secure`: its certificate has the key it should have, which the app goes on checking.
 * `plain`: it has no secure door, and never had one. `changed`: its key is another than the one known before or given.
 */
export type WayToHost = { kind: 'secure' | 'plain'; origin: string } | { kind: 'changed' } | { kind: 'unreachable' }

/** Something that can be shared. The pictures are data URLs. */
export interface ScreenSource {
  id: string
  name: string
  kind: 'screen' | 'window'
  thumbnail: string
  icon?: string
}

/** What the person chose to share, and whether with the system's sound; null: nothing. */
export type ScreenChoice = { id: string; audio: boolean } | null

/** In characters: the whole signaling log, and as much again. */
export const MAX_REPORT = 32 * 1024 * 1024

/** What the system can refuse to the app as a whole. */
export type Privacy = 'camera' | 'microphone' | 'screen' | 'local-network'

/**
 * What the person is to know of their settings. `set-aside`: they could not be read, and are now in that file.
 * `unreadable`: they could not be read and are still in that file, so that no change is kept. `newer`: a newer Lanline
 * kept them, so that no change is either. `secrets-lost`: passwords of servers among them could not be read.
 */
export type SettingsNotice = { kind: 'set-aside' | 'unreadable'; file: string } | { kind: 'newer' | 'secrets-lost' }

/** The settings as they hold in the app, without secrets. */
export interface CurrentSettings {
  settings: Settings
  /** Rises with every change, so that what comes late is known to be old. */
  revision: number
}

/** How what is kept can be read. The system may tell of its safe place only when that is used. */
export interface SecretsState {
  notice?: SettingsNotice
  /** Whether the host asks, in this run, for a new passcode instead of one that could not be read. */
  hasNewPasscode: boolean
  /** Whether passcode and passwords are kept beyond this run: nothing has shown that the system has no place for them. */
  keepsSecrets: boolean
}

/**
 * What whoever looks after this machine has set for everyone on it, and nobody changes here. `passcodeNeeded`: that there
 * is one at all. `files`: that none are sent or taken.
 */
export type Managed =
  | 'port'
  | 'name'
  | 'passcode'
  | 'passcodeNeeded'
  | 'discovery'
  | 'relay'
  | 'capacity'
  | 'allowedOrigins'
  | 'updates'
  | 'files'
  | 'autoAnswer'

/** The same at the start, and what comes with them. */
export interface KeptSettings extends CurrentSettings, SecretsState {
  managed: readonly Managed[]
  canOpenAtLogin: boolean
  update?: UpdateStatus
}

/** A new version of the app; where `failed` has none, nothing could be learnt about any. */
export type UpdateStatus =
  | { state: 'available' | 'downloading' | 'downloaded'; version: string }
  | { state: 'failed'; version?: string }

/** What comes in next of a file, of at most a block. */
export interface DownloadBytes {
  id: string
  bytes: Uint8Array
}

/** A set that comes in, and is to be a folder of about this name. `size`: of its list and its files, in bytes. */
export interface FolderToBegin {
  name: string
  size: number
  set: FileSet
}

/** Why a file cannot be written. `broken`: a set is not what it was said to be. */
export interface DownloadProblem {
  problem: 'disk-full' | 'not-written' | 'broken'
}

/**
 * Calls to the main process: each an IPC request of the same name, answered for the app's own page alone. What each
 * takes is checked by common/bridge-arguments.ts.
 */
export interface BridgeCalls {
  /** Finds the safest way to a host, and remembers its key where it is met for the first time. */
  wayTo(host: HostToJoin): Promise<WayToHost>
  /** Forgets the key that was known for a host, so that it may have another. */
  forget(host: HostToJoin): Promise<void>
  /** Tells how the person is doing, for the tray, the badge, notifications and for coming back after a crash. */
  tell(status: PageStatus): Promise<void>
  /** Answers `pick-screen`. */
  pickScreen(choice: ScreenChoice): Promise<void>
  /** Opens the system's settings where it was refused. */
  openPrivacySettings(privacy: Privacy): Promise<void>
  settings(nothing?: undefined): Promise<KeptSettings>
  /** Changes these fields. Resolves with the settings as they hold then, and with how much of the change is kept. */
  saveSettings(patch: SettingsPatch): Promise<CurrentSettings & { kept: Kept }>
  /** The servers with their passwords: for the form that shows them, and for a call that asks them. */
  iceServers(nothing?: undefined): Promise<IceServer[]>
  /** What the app's own host asks for, where this page has to say it or to tell the person. */
  hostPasscode(nothing?: undefined): Promise<string | undefined>
  /**
   * Saves what the page reports, of at most `MAX_REPORT` characters, together with the app's log where the person says.
   * Resolves with whether they did; rejects where it could not be written.
   */
  saveReport(text: string): Promise<boolean>
  /**
   * Begins a file from somebody else in the folder for downloads, of about this name. A part of it outlives the page and the
   * app for a day, and is known by `key`.
   */
  beginDownload(file: { key: string; name: string }): Promise<{ id: string } | DownloadProblem>
  /**
   * The same for a set, whose bytes are then written as if they were one file's, and become a folder of files. Nothing of it
   * outlives the page.
   */
  beginFolder(folder: FolderToBegin): Promise<{ id: string } | DownloadProblem>
  /** How many bytes there are of a file that nobody writes at the moment; 0 where there is none. */
  keptDownload(key: string): Promise<number>
  /** Reads that of it, at most a block. */
  readDownload(part: {
    key: string
    from: number
    to: number
  }): Promise<{ bytes: Uint8Array<ArrayBuffer> } | DownloadProblem>
  /** Goes on behind the first `from` bytes of it. */
  resumeDownload(part: { key: string; from: number }): Promise<{ id: string } | DownloadProblem>
  writeDownload(next: DownloadBytes): Promise<DownloadProblem | undefined>
  /** Resolves with the name that the file has got. */
  finishDownload(id: string): Promise<{ name: string } | DownloadProblem>
  discardDownload(id: string): Promise<void>
  /** Opens a finished one with the program that the system has for it, else shows it in its folder. */
  openDownload(id: string): Promise<void>
  /** Shows a finished one in its folder. */
  showDownload(id: string): Promise<void>
  /** Shows in the taskbar that so many percent are done; null: that nothing is under way any more. */
  showProgress(percent: number | null): Promise<void>
  /** Fetches the new version, which is then installed when the app ends. */
  downloadUpdate(nothing?: undefined): Promise<void>
}

/** What the main process tells the page. */
export interface BridgeEvents {
  /** A link was opened that leads somewhere; the person is to be asked. */
  invite: Invite
  /** Whoever started the app has it go there, as `--join` says: nobody is to be asked. */
  join: Invite
  'toggle-microphone': undefined
  'hang-up': undefined
  'accept-call': undefined
  'decline-call': undefined
  'show-settings': undefined
  /** The machine woke up, or is on another network. */
  'network-changed': undefined
  /** The page asked for a screen: the person is to choose, and `pickScreen` to be called. */
  'pick-screen': { sources: ScreenSource[]; canShareSound: boolean }
  /** Somebody else than the page has changed them. */
  settings: CurrentSettings
  /** The system has told something of its safe place for secrets, such as that the person has refused it. */
  secrets: SecretsState
  /** The host asks for another passcode now, or for none. */
  'passcode-changed': undefined
  update: UpdateStatus | undefined
}

/** What the preload script offers the page as `window.lanline`. */
export interface Bridge extends BridgeCalls {
  /** Calls `listener` on each such event until the function that comes back is called. */
  on<E extends keyof BridgeEvents>(event: E, listener: (payload: BridgeEvents[E]) => void): () => void
}

/** The IPC channel of a call. */
export const channel = (call: keyof BridgeCalls) => `lanline:${call}` as const

/** The IPC channel of an event. */
export const eventChannel = (event: keyof BridgeEvents) => `lanline:event:${event}` as const

declare global {
  interface Window {
    /** Absent in a browser. */
    lanline?: Bridge
  }
}
