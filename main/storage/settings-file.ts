import * as z from 'zod/mini'
import type { KeptSettings, SettingsNotice } from '../../common/bridge.js'
import { DEFAULT_SETTINGS, readSettings, type Settings } from '../../common/settings.js'
import { JsonFile, type Unread } from './json-file.js'
import type { OperatorChoices } from './operator-choices.js'
import { randomPasscode } from './random-passcode.js'
import { Secrets } from './secrets.js'
import type { Vault } from './vault.js'

/** Settings of any version, older or newer. */
const Kept = z.looseObject({ version: z.int().check(z.minimum(1)) })
type Kept = z.infer<typeof Kept>

/** A host without a passcode: kept as '', or not at all. */
const OpenHost = z.optional(z.looseObject({ passcode: z.optional(z.literal('')) }))

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
    private readonly told: Pick<KeptSettings, 'notice' | 'newPasscode'>,
  ) {}

  /**
   * Reads what is kept. What cannot be read is as it is by default, and the page is told so; where a passcode may have
   * been, there is a new one, so that nobody comes in whom the old one kept out. Never rejects.
   */
  static async load(folder: string, vault: Vault): Promise<SettingsFile> {
    const hasVault = await vault.isAvailable().catch(() => false)
    const secrets = new Secrets(hasVault ? vault : undefined)
    const file = new JsonFile(folder, 'settings.json', Kept, DEFAULT_SETTINGS)
    const kept = await file.read()
    const { settings, isNewer } = readSettings(await secrets.unseal(kept))
    const notice = noticeOf(file.unread, isNewer, secrets)
    const told = notice ? { notice } : {}
    const mayBeLost = file.unread !== undefined || mayHavePasscode(kept, isNewer)
    if (settings.host.passcode !== undefined || !mayBeLost) {
      return new SettingsFile(file, secrets, settings, isNewer, told)
    }
    const newPasscode = randomPasscode()
    const current = { ...settings, host: { ...settings.host, passcode: newPasscode } }
    const loaded = new SettingsFile(file, secrets, current, isNewer, { ...told, newPasscode })
    // Without a vault the old one stays in the file, if that is there: the system may have its vault open the next time.
    if (hasVault || file.unread) await loaded.change(current)
    return loaded
  }

  get settings(): Settings {
    return this.current
  }

  get forPage(): Pick<KeptSettings, 'settings' | 'notice' | 'newPasscode' | 'keepsSecrets'> {
    return { settings: this.settings, keepsSecrets: this.secrets.areKept, ...this.told }
  }

  /** Resolves when all changes so far are written, or cannot be. */
  get written(): Promise<unknown> {
    return this.#writing
  }

  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.push(listener)
  }

  /**
   * They hold at once. Resolves with whether they were written: with all secrets where there is a vault, and never over
   * what a newer Lanline has kept.
   */
  change(settings: Settings): Promise<boolean> {
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
    const passcode = await seal(host.passcode)
    const credentials = await Promise.all(person.iceServers.map(({ credential }) => seal(credential)))
    const iceServers = person.iceServers.map((server, index) => ({ ...server, credential: credentials[index] }))
    const isWritten = await this.file.write({
      ...others,
      person: { ...person, iceServers },
      host: { ...host, passcode },
    })
    return isWritten && ![passcode, ...credentials].some((sealed) => this.secrets.hasFailed(sealed))
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

/** Whether the host has a passcode there, or may have one: a newer Lanline may keep it in another place. */
function mayHavePasscode({ host }: Kept, isNewer: boolean): boolean {
  const open = OpenHost.safeParse(host)
  return !open.success || (isNewer && open.data?.passcode === undefined)
}

function noticeOf(unread: Unread | undefined, isNewer: boolean, secrets: Secrets): SettingsNotice | undefined {
  if (unread) return unread
  if (isNewer) return { kind: 'newer' }
  return secrets.hasLost('credential') ? { kind: 'secrets-lost' } : undefined
}
