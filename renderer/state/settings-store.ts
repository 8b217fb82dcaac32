import { signal } from '@preact/signals'
import type {
  Bridge,
  CurrentSettings,
  KeptSettings,
  SecretsState,
  SettingsNotice,
  UpdateStatus,
} from '../../common/bridge.js'
import { type IceServer, isTurn } from '../../common/ice-server.js'
import { PersonName } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'
import {
  type Kept,
  merged,
  type PersonSettings,
  parseSettings,
  type Settings,
  type SettingsPatch,
} from '../../common/settings.js'
import { storage } from './storage.js'

const KEY = 'lanline.settings'
/** Where pages before settings of version 2 kept the name. */
const OLD_NAME_KEY = 'lanline.name'

/** What the person has set, as it holds now: kept by the app around the page, or by the browser. */
export class SettingsStore {
  /** In the app without passwords, which `iceServers` asks for. */
  readonly settings = signal<Settings>(parseSettings('').settings)
  /** What the person is to know of them, until they have taken note of it. */
  readonly notice = signal<SettingsNotice | undefined>(undefined)
  /** The passcode that the app made up, for as long as it holds and the person has not taken note of it. */
  readonly newPasscode = signal<string | undefined>(undefined)
  /** What the app tells with its settings; undefined in a browser. */
  readonly inApp = signal<Pick<KeptSettings, 'keepsSecrets' | 'canOpenAtLogin' | 'managed'> | undefined>(undefined)
  readonly update = signal<UpdateStatus | undefined>(undefined)
  #bridge: Bridge | undefined
  /** What the app told last, and the changes that it has not answered yet. */
  #told: CurrentSettings = { settings: this.settings.peek(), revision: -1 }
  #unanswered: readonly SettingsPatch[] = []
  #secrets: SecretsState | undefined

  constructor() {
    const { settings, isNewer } = parseSettings(storage.get(KEY))
    this.settings.value = settings
    if (isNewer) this.notice.value = { kind: 'newer' }
    const name = readAs(PersonName, storage.get(OLD_NAME_KEY))
    storage.remove(OLD_NAME_KEY)
    if (this.person.name === '' && name) void this.changePerson({ name })
  }

  get person(): PersonSettings {
    return this.settings.value.person
  }

  /** Goes by the settings of the app from now on. Never rejects: where it does not tell them, by those of the page. */
  async useBridge(bridge: Bridge): Promise<void> {
    bridge.on('settings', (current) => this.#take(current))
    bridge.on('secrets', (state) => void this.#takeSecrets(bridge, state).catch(reportError))
    bridge.on('passcode-changed', () => this.forgetNewPasscode())
    bridge.on('update', (update) => {
      this.update.value = update
    })
    try {
      const { settings, revision, update, canOpenAtLogin, managed, ...secrets } = await bridge.settings()
      const { name } = this.person
      this.#bridge = bridge
      this.update.value = update
      this.inApp.value = { canOpenAtLogin, managed, keepsSecrets: secrets.keepsSecrets }
      this.#take({ settings, revision })
      await this.#takeSecrets(bridge, secrets)
      if (settings.person.name === '' && name !== '') await this.changePerson({ name })
    } catch (error) {
      reportError(error)
    }
  }

  /** Holds at once. How much of it is kept: the rest holds for as long as the page is there. */
  async change(patch: SettingsPatch): Promise<Kept> {
    if (!this.#bridge) return this.#keepInBrowser(patch)
    this.#unanswered = [...this.#unanswered, patch]
    this.#show()
    try {
      const { kept, ...current } = await this.#bridge.saveSettings(patch)
      this.#settle(patch, current)
      return kept
    } catch (error) {
      reportError(error)
      this.#told = { ...this.#told, settings: merged(this.#told.settings, patch) }
      this.#settle(patch, this.#told)
      return 'nothing'
    }
  }

  changePerson(fields: Partial<PersonSettings>): Promise<Kept> {
    return this.change({ person: fields })
  }

  /** The servers with their passwords. Never rejects: where the app does not tell those, without. */
  async iceServers(): Promise<IceServer[]> {
    const { iceServers } = this.person
    if (!this.#bridge || !iceServers.some(({ url }) => isTurn(url))) return iceServers
    return this.#bridge.iceServers().catch((error) => {
      reportError(error)
      return iceServers
    })
  }

  forgetNotice(): void {
    this.notice.value = undefined
  }

  forgetNewPasscode(): void {
    this.newPasscode.value = undefined
  }

  /** Has the app fetch its new version; how that goes, `update` tells. */
  fetchUpdate(): void {
    this.#bridge?.downloadUpdate().catch(reportError)
  }

  /** Adds to what is kept now, which another tab may have changed. What a newer Lanline kept stays as it is. */
  #keepInBrowser(patch: SettingsPatch): Kept {
    const text = storage.get(KEY)
    const { settings, isNewer } = parseSettings(text)
    this.settings.value = merged(text === '' || isNewer ? this.settings.peek() : settings, patch)
    if (isNewer) return 'nothing'
    storage.set(KEY, JSON.stringify(this.settings.peek()))
    return 'all'
  }

  /** What the person has taken note of they are not told again. */
  async #takeSecrets(bridge: Bridge, state: SecretsState): Promise<void> {
    const { notice, hasNewPasscode, keepsSecrets } = state
    const before = this.#secrets
    this.#secrets = state
    if (JSON.stringify(notice) !== JSON.stringify(before?.notice)) this.notice.value = notice
    if (this.inApp.value) this.inApp.value = { ...this.inApp.value, keepsSecrets }
    if (hasNewPasscode && !before?.hasNewPasscode) this.newPasscode.value = await bridge.hostPasscode()
  }

  #settle(patch: SettingsPatch, current: CurrentSettings): void {
    this.#unanswered = this.#unanswered.filter((other) => other !== patch)
    this.#take(current)
  }

  /** Answers and news may overtake each other; what is older than what is known says nothing new. */
  #take(current: CurrentSettings): void {
    if (current.revision >= this.#told.revision) this.#told = current
    this.#show()
  }

  #show(): void {
    this.settings.value = this.#unanswered.reduce(merged, this.#told.settings)
  }
}
