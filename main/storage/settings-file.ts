import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import type { CurrentSettings, KeptSettings, SecretsState, SettingsNotice } from '../../common/bridge.js'
import { Emitter } from '../../common/emitter.js'
import type { IceServer } from '../../common/ice-server.js'
import { Queue } from '../../common/queue.js'
import { integer, notArray } from '../../common/schema.js'
import {
  DEFAULT_SETTINGS,
  type Kept,
  merged,
  type ReadSettings,
  readSettings,
  type Settings,
  type SettingsChange,
  withoutSecrets,
} from '../../common/settings.js'
import { JsonFile } from './json-file.js'
import type { OperatorChoices } from './operator-choices.js'
import { changeBy, isLocked, managedBy, type Policy } from './policy.js'
import { randomPasscode } from './random-passcode.js'
import { placeOfCredential, Secrets } from './secrets.js'
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
  /** The secrets stand otherwise than before. */
  secrets: SecretsState
}

/** What was read, and how. */
interface Loaded {
  settings: Settings
  /** A newer Lanline has kept the settings, so that nothing is written. */
  isNewer: boolean
  /** The passcode of this run alone, in place of one that is not known. */
  standIn?: string
  policy: Policy
  /** Whether something holds that is to be kept, and is not yet. */
  isUnwritten?: boolean
}

interface LoadOptions {
  policy?: Policy
  /** How long the system has to give a secret. */
  patienceMs?: number
}

/** What the passcode stands under. */
const PASSCODE = 'passcode'

/** The settings of the app, in a file of its data folder. */
export class SettingsFile extends Emitter<SettingsEvents> {
  /** Resolves once `unseal` has read what it can. */
  readonly unsealed: Promise<void>
  readonly #writes = new Queue()
  #revision = 0
  #current: Settings
  #standIn: string | undefined
  #isUnsealing: boolean
  #endUnsealing = () => {}
  #told: SecretsState

  private constructor(
    private readonly file: JsonFile<AnySettings>,
    private readonly secrets: Secrets,
    private readonly loaded: Loaded,
  ) {
    super()
    this.#current = loaded.settings
    this.#standIn = loaded.standIn
    this.#isUnsealing = secrets.areSealed
    this.unsealed = this.#isUnsealing
      ? new Promise((resolve) => {
          this.#endUnsealing = resolve
        })
      : Promise.resolve()
    this.#told = this.secretsState
  }

  /**
   * Reads what is kept, but for the secrets, which `unseal` asks the system for. What cannot be read is as it is by
   * default, and the page is told so; where a passcode may have been, another holds for this run, so that nobody comes in
   * whom the old one kept out. Never rejects.
   */
  static async load(
    folder: string,
    vault: Vault,
    { policy = {}, patienceMs }: LoadOptions = {},
  ): Promise<SettingsFile> {
    const secrets = new Secrets(vault, patienceMs)
    const file = new JsonFile(folder, 'settings.json', AnySettings, DEFAULT_SETTINGS)
    const kept = await file.read()
    const read = readSettings(secrets.takeSealed(kept))
    const mayBeLost = file.unread !== undefined || mayHavePasscode(kept, read.isNewer)
    if (read.settings.host.passcode !== undefined || !mayBeLost) {
      return new SettingsFile(file, secrets, { ...withNeededPasscode(read, policy), policy })
    }
    if (!secrets.isMissing(PASSCODE)) secrets.setLost(PASSCODE)
    const standIn = randomPasscode()
    const settings = merged(read.settings, { host: { passcode: standIn } })
    const loaded = new SettingsFile(file, secrets, { ...read, settings, standIn, policy })
    // So that the next run knows of the passcode that was in a file which has been set aside.
    if (file.unread) await loaded.change({})
    return loaded
  }

  /** As they hold under the machine's policy, with all secrets that are known: for the main process alone. */
  get settings(): Settings {
    return merged(this.#current, changeBy(this.policy))
  }

  get policy(): Policy {
    return this.loaded.policy
  }

  get forPage(): CurrentSettings {
    return { settings: withoutSecrets(this.settings), revision: this.#revision }
  }

  /** What the page is told at its start. */
  get atStart(): Omit<KeptSettings, 'canOpenAtLogin' | 'update'> {
    return { ...this.forPage, ...this.secretsState, managed: managedBy(this.policy) }
  }

  /** How the secrets stand, as far as the system has answered. */
  get secretsState(): SecretsState {
    const notice = this.#notice
    const isOwn = this.policy.passcode === undefined
    const hasNewPasscode = isOwn && this.#standIn !== undefined && !this.#isUnsealing
    return { keepsSecrets: this.secrets.areKept, hasNewPasscode, ...(notice && { notice }) }
  }

  /** Resolves when all changes so far are written, or cannot be. */
  get written(): Promise<unknown> {
    return this.#writes.idle
  }

  /**
   * Asks the system for the secrets, if there are any, and has them hold where nothing else has been set meanwhile. The
   * system may ask the person; what it has not given after 30 s stays as it is for the next run. Never rejects.
   */
  async unseal(): Promise<void> {
    if (this.loaded.isUnwritten) void this.change({})
    if (!this.#isUnsealing) return
    await this.secrets.unseal()
    this.#isUnsealing = false
    const iceServers = this.#current.person.iceServers.map((server) => ({
      ...server,
      credential: server.credential || (this.secrets.at(placeOfCredential(server)) ?? ''),
    }))
    const passcode = this.#standIn === undefined ? undefined : this.secrets.at(PASSCODE)
    this.#hold({ person: { iceServers }, ...(passcode !== undefined && { host: { passcode } }) }, 'host')
    if (this.#current.host.passcode !== this.#standIn) this.#standIn = undefined
    this.#endUnsealing()
    this.#tellOfSecrets()
  }

  /** Holds at once. Resolves with how much of it was written, which over what a newer Lanline has kept is nothing. */
  change(change: SettingsChange, by: Changer = 'host'): Promise<Kept> {
    if (change.host && 'passcode' in change.host) this.#standIn = undefined
    const kept = this.#writes.add(() => this.#write(this.#current))
    this.#hold(change, by)
    return kept
  }

  #hold(change: SettingsChange, by: Changer): void {
    const before = this.settings
    this.#current = merged(this.#current, change)
    this.#revision++
    this.emit('change', { settings: this.settings, before, by })
  }

  async #write({ person, host, ...others }: Settings): Promise<Kept> {
    if (this.loaded.isNewer) return 'nothing'
    const { failures } = this.secrets
    const isStandIn = host.passcode !== undefined && host.passcode === this.#standIn
    const passcode = isStandIn ? this.secrets.asItStands(PASSCODE) : await this.secrets.seal(PASSCODE, host.passcode)
    const iceServers = await Promise.all(
      person.iceServers.map(async (server) => ({ ...server, credential: await this.#sealed(server) })),
    )
    const isWritten = await this.file.write({
      ...others,
      person: { ...person, iceServers },
      host: { ...host, passcode },
    })
    this.#tellOfSecrets()
    if (!isWritten) return 'nothing'
    return this.secrets.failures > failures ? 'without-secrets' : 'all'
  }

  /** A password that is not known yet, or could not be read, is not one that was taken away. */
  #sealed(server: IceServer) {
    const place = placeOfCredential(server)
    const isUnread = server.credential === '' && this.secrets.isMissing(place)
    return isUnread ? this.secrets.asItStands(place) : this.secrets.seal(place, server.credential)
  }

  get #notice(): SettingsNotice | undefined {
    if (this.file.unread) return this.file.unread
    if (this.loaded.isNewer) return { kind: 'newer' }
    const { iceServers } = this.#current.person
    const areLost = iceServers.some((server) => this.secrets.isMissing(placeOfCredential(server)))
    return areLost && !this.#isUnsealing ? { kind: 'secrets-lost' } : undefined
  }

  #tellOfSecrets(): void {
    const state = this.secretsState
    if (isDeepStrictEqual(state, this.#told)) return
    this.#told = state
    this.emit('secrets', state)
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
    unsealed: file.unsealed,
    isLocked: (choice) => isLocked(file.policy, choice),
    change: async (choice) => {
      const kept = await file.change({ host: choice })
      return kept === 'all' || (kept === 'without-secrets' && choice.passcode === undefined)
    },
  }
}

/** The same with a passcode where the policy wants one and nobody has set any. */
function withNeededPasscode(read: ReadSettings, policy: Policy): ReadSettings & { isUnwritten?: boolean } {
  const isMissing = read.settings.host.passcode === undefined && policy.passcode === undefined
  if (!policy.passcodeNeeded || !isMissing) return read
  return { ...read, settings: merged(read.settings, { host: { passcode: randomPasscode() } }), isUnwritten: true }
}

/** Whether the host has a passcode there, or may have one: a newer Lanline may keep it in another place. */
function mayHavePasscode({ host }: AnySettings, isNewer: boolean): boolean {
  const open = v.safeParse(OpenHost, host)
  return !open.success || (isNewer && open.output?.passcode === undefined)
}
