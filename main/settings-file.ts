import * as z from 'zod/mini'
import type { KeptSettings, SettingsNotice } from '../common/bridge.js'
import { DEFAULT_SETTINGS, type ReadSettings, readSettings, type Settings } from '../common/settings.js'
import { JsonFile } from './json-file.js'
import { randomPasscode } from './random-passcode.js'
import { isSealed, Secrets } from './secrets.js'
import type { OperatorChoices } from './server/operator-choices.js'
import type { Vault } from './vault.js'

/** Settings of any version, older or newer. */
const Kept = z.looseObject({ version: z.int().check(z.minimum(1)) })
type Kept = z.infer<typeof Kept>

const NOTHING: ReadSettings = { settings: DEFAULT_SETTINGS, isNewer: false }

/** The settings of the app, in a file of its data folder. */
export class SettingsFile {
  #writing: Promise<boolean> = Promise.resolve(true)
  readonly #listeners: ((settings: Settings) => void)[] = []

  private constructor(
    private readonly file: JsonFile<Kept>,
    private readonly secrets: Secrets,
    private current: Settings,
    /** Of what a newer Lanline has kept nothing is written. */
    private readonly isNewer: boolean,
    private notice: SettingsNotice | undefined,
  ) {}

  /**
   * Reads what is kept. What cannot be read is as it is by default, and the page is told so; in place of a passcode there
   * is a new one, so that nobody comes in whom the old one kept out. Never rejects.
   */
  static async load(folder: string, vault: Vault): Promise<SettingsFile> {
    const hasVault = await vault.isAvailable().catch(() => false)
    const secrets = new Secrets(hasVault ? vault : undefined)
    const file = new JsonFile(folder, 'settings.json', Kept, DEFAULT_SETTINGS)
    const kept = await file.read()
    const { settings, isNewer } = readSettings(await secrets.unseal(kept)) ?? NOTHING
    const passcode = hadPasscode(kept) && settings.host.passcode === undefined ? randomPasscode() : undefined
    const notice = noticeOf(file.setAsideAs, isNewer, secrets.hasLost, passcode)
    const current = passcode === undefined ? settings : { ...settings, host: { ...settings.host, passcode } }
    const loaded = new SettingsFile(file, secrets, current, isNewer, notice)
    // Without a vault the old one stays in the file: the system may have its vault open the next time.
    if (passcode !== undefined && hasVault) await loaded.change(current)
    return loaded
  }

  get settings(): Settings {
    return this.current
  }

  get forPage(): Pick<KeptSettings, 'settings' | 'notice' | 'keepsSecrets'> {
    const { settings, notice, secrets } = this
    return { settings, keepsSecrets: secrets.areKept, ...(notice && { notice }) }
  }

  /** Resolves when all changes so far are written, or cannot be. */
  get written(): Promise<unknown> {
    return this.#writing
  }

  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.push(listener)
  }

  /** They hold at once. Resolves with whether they were written, which what a newer Lanline has kept never is. */
  change(settings: Settings): Promise<boolean> {
    // Whoever sets another passcode needs no longer be told of the one made here.
    if (settings.host.passcode !== this.current.host.passcode && this.notice?.kind === 'secrets-lost') {
      this.notice = undefined
    }
    this.current = settings
    for (const listener of this.#listeners) listener(settings)
    this.#writing = this.#writing.then(() => !this.isNewer && this.#write(settings))
    return this.#writing
  }

  /** The same for what the page saves, which says nothing on what only the host is told. */
  save(settings: Settings): Promise<boolean> {
    const { passcode, discovery, pinned } = this.current.host
    return this.change({ ...settings, host: { ...settings.host, passcode, discovery, pinned } })
  }

  async #write({ person, host, ...others }: Settings): Promise<boolean> {
    const seal = (secret: string | undefined) => this.secrets.seal(secret)
    const iceServers = person.iceServers.map(async (server) => ({
      ...server,
      credential: await seal(server.credential),
    }))
    return this.file.write({
      ...others,
      person: { ...person, iceServers: await Promise.all(iceServers) },
      host: { ...host, passcode: await seal(host.passcode) },
    })
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
    change: (choice) => {
      const { host, ...others } = file.settings
      void file.change({ ...others, host: { ...host, ...choice } })
    },
  }
}

const hadPasscode = (kept: Kept): boolean => isSealed(Object(kept['host']).passcode)

/** `passcode` is the new one, where there is one. */
function noticeOf(
  setAsideAs: string | undefined,
  isNewer: boolean,
  hasLost: boolean,
  passcode: string | undefined,
): SettingsNotice | undefined {
  if (setAsideAs !== undefined) return { kind: 'set-aside', file: setAsideAs }
  if (passcode !== undefined) return { kind: 'secrets-lost', passcode }
  if (isNewer) return { kind: 'newer' }
  return hasLost ? { kind: 'secrets-lost' } : undefined
}
