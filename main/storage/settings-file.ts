import * as v from 'valibot'
import type { CurrentSettings, KeptSettings, SettingsNotice } from '../../common/bridge.js'
import { Emitter } from '../../common/emitter.js'
import { Queue } from '../../common/queue.js'
import { integer, notArray } from '../../common/schema.js'
import {
  DEFAULT_SETTINGS,
  type Kept,
  merged,
  readSettings,
  type Settings,
  type SettingsChange,
  withoutSecrets,
} from '../../common/settings.js'
import { JsonFile, type Unread } from './json-file.js'
import type { OperatorChoices } from './operator-choices.js'
import { randomPasscode } from './random-passcode.js'
import { Secrets } from './secrets.js'
import type { Vault } from './vault.js'

/** Settings of any version, older or newer. */
const AnySettings = v.looseObject({ version: integer(1) })
type AnySettings = v.InferOutput<typeof AnySettings>

/** A host without a passcode: kept as '', or not at all. */
const OpenHost = v.optional(notArray(v.looseObject({ passcode: v.optional(v.literal('')) })))

/** Who makes a change: the person on the page, or the host for its operator. */
export type Changer = 'page' | 'host'

interface SettingsEvents {
  change: { settings: Settings; before: Settings; by: Changer }
}

/** The settings of the app, in a file of its data folder. */
export class SettingsFile extends Emitter<SettingsEvents> {
  readonly #writes = new Queue()
  #revision = 0

  private constructor(
    private readonly file: JsonFile<AnySettings>,
    private readonly secrets: Secrets,
    private current: Settings,
    /** Of what a newer Lanline has kept nothing is written. */
    private readonly isNewer: boolean,
    private readonly notice: SettingsNotice | undefined,
    /** The passcode in place of one that could not be read. */
    private readonly newPasscode?: string,
  ) {
    super()
  }

  /**
   * Reads what is kept. What cannot be read is as it is by default, and the page is told so; where a passcode may have
   * been, there is a new one, so that nobody comes in whom the old one kept out. Never rejects.
   */
  static async load(folder: string, vault: Vault): Promise<SettingsFile> {
    const hasVault = await vault.isAvailable().catch(() => false)
    const secrets = new Secrets(hasVault ? vault : undefined)
    const file = new JsonFile(folder, 'settings.json', AnySettings, DEFAULT_SETTINGS)
    const kept = await file.read()
    const { settings, isNewer } = readSettings(await secrets.unseal(kept))
    const notice = noticeOf(file.unread, isNewer, secrets)
    const mayBeLost = file.unread !== undefined || mayHavePasscode(kept, isNewer)
    if (settings.host.passcode !== undefined || !mayBeLost) {
      return new SettingsFile(file, secrets, settings, isNewer, notice)
    }
    const newPasscode = randomPasscode()
    const current = merged(settings, { host: { passcode: newPasscode } })
    const loaded = new SettingsFile(file, secrets, current, isNewer, notice, newPasscode)
    // Without a vault the old one stays in the file, if that is there: the system may have its vault open the next time.
    if (hasVault || file.unread) await loaded.change({})
    return loaded
  }

  /** With all secrets, for the main process alone. */
  get settings(): Settings {
    return this.current
  }

  get forPage(): CurrentSettings {
    return { settings: withoutSecrets(this.current), revision: this.#revision }
  }

  /** What the page is told at its start. */
  get atStart(): Omit<KeptSettings, 'canOpenAtLogin' | 'update'> {
    const hasNewPasscode = this.newPasscode !== undefined && this.newPasscode === this.current.host.passcode
    const { notice } = this
    return { ...this.forPage, keepsSecrets: this.secrets.areKept, hasNewPasscode, ...(notice && { notice }) }
  }

  /** Resolves when all changes so far are written, or cannot be. */
  get written(): Promise<unknown> {
    return this.#writes.idle
  }

  /** Holds at once. Resolves with how much of it was written, which over what a newer Lanline has kept is nothing. */
  change(change: SettingsChange, by: Changer = 'host'): Promise<Kept> {
    const before = this.current
    const settings = merged(before, change)
    this.current = settings
    this.#revision++
    const kept = this.#writes.add(() => this.#write(settings))
    this.emit('change', { settings, before, by })
    return kept
  }

  async #write({ person, host, ...others }: Settings): Promise<Kept> {
    if (this.isNewer) return 'nothing'
    const seal = (secret: string | undefined) => this.secrets.seal(secret)
    const passcode = await seal(host.passcode)
    const credentials = await Promise.all(person.iceServers.map(({ credential }) => seal(credential)))
    const iceServers = person.iceServers.map((server, index) => ({ ...server, credential: credentials[index] }))
    const isWritten = await this.file.write({
      ...others,
      person: { ...person, iceServers },
      host: { ...host, passcode },
    })
    if (!isWritten) return 'nothing'
    return [passcode, ...credentials].some((sealed) => this.secrets.hasFailed(sealed)) ? 'without-secrets' : 'all'
  }
}

/** What the host keeps, as part of the settings. */
export function hostChoices(file: SettingsFile): OperatorChoices {
  return {
    get value() {
      return file.settings.host
    },
    get written() {
      return file.written
    },
    change: (choice) => void file.change({ host: choice }),
  }
}

/** Whether the host has a passcode there, or may have one: a newer Lanline may keep it in another place. */
function mayHavePasscode({ host }: AnySettings, isNewer: boolean): boolean {
  const open = v.safeParse(OpenHost, host)
  return !open.success || (isNewer && open.output?.passcode === undefined)
}

function noticeOf(unread: Unread | undefined, isNewer: boolean, secrets: Secrets): SettingsNotice | undefined {
  if (unread) return unread
  if (isNewer) return { kind: 'newer' }
  return secrets.hasLost('credential') ? { kind: 'secrets-lost' } : undefined
}
