import { computed, signal } from '@preact/signals'
import type { Bridge, KeptSettings, SettingsNotice, UpdateStatus } from '../../common/bridge.js'
import { PersonName } from '../../common/protocol.js'
import { type PersonSettings, parseSettings, type Settings } from '../../common/settings.js'
import { storage } from './storage.js'

const KEY = 'lanline.settings'
/** Where pages before settings of version 2 kept the name. */
const OLD_NAME_KEY = 'lanline.name'

/** What the person has set, as it holds now: kept by the app around the page, or by the browser. */
export class SettingsStore {
  readonly settings = signal<Settings>(parseSettings('').settings)
  /** What the person is to know of them, until they have taken note of it. */
  readonly notice = signal<SettingsNotice | undefined>(undefined)
  readonly #madeUp = signal<string | undefined>(undefined)
  /** The passcode that the app made up, for as long as it holds and the person has not taken note of it. */
  readonly newPasscode = computed(() => {
    const { passcode } = this.settings.value.host
    return passcode === this.#madeUp.value ? passcode : undefined
  })
  /** What the app tells with its settings; undefined in a browser. */
  readonly inApp = signal<Pick<KeptSettings, 'keepsSecrets' | 'canOpenAtLogin'> | undefined>(undefined)
  readonly update = signal<UpdateStatus | undefined>(undefined)
  #bridge: Bridge | undefined
  #isNewer: boolean

  constructor() {
    const { settings, isNewer } = parseSettings(storage.get(KEY))
    this.settings.value = settings
    this.#isNewer = isNewer
    if (isNewer) this.notice.value = { kind: 'newer' }
    const name = PersonName.safeParse(storage.get(OLD_NAME_KEY))
    storage.remove(OLD_NAME_KEY)
    if (this.person.name === '' && name.data) void this.changePerson({ name: name.data })
  }

  get person(): PersonSettings {
    return this.settings.value.person
  }

  /** Goes by the settings of the app from now on. Never rejects: where it does not tell them, by those of the page. */
  async follow(bridge: Bridge): Promise<void> {
    bridge.on('settings', (settings) => {
      this.settings.value = settings
    })
    bridge.on('update', (update) => {
      this.update.value = update
    })
    try {
      const { settings, notice, newPasscode, update, ...inApp } = await bridge.settings()
      const { name } = this.person
      this.#bridge = bridge
      this.settings.value = settings
      this.notice.value = notice
      this.#madeUp.value = newPasscode
      this.update.value = update
      this.inApp.value = inApp
      if (settings.person.name === '' && name !== '') await this.changePerson({ name })
    } catch (error) {
      reportError(error)
    }
  }

  /** They hold at once. Whether they are kept as well: where not, they hold for as long as the page is there. */
  async change(change: Partial<Settings>): Promise<boolean> {
    const settings = { ...this.settings.peek(), ...change }
    this.settings.value = settings
    try {
      if (this.#bridge) await this.#bridge.saveSettings(settings)
      else if (!this.#isNewer) storage.set(KEY, JSON.stringify(settings))
      return this.#bridge !== undefined || !this.#isNewer
    } catch (error) {
      reportError(error)
      return false
    }
  }

  changePerson(fields: Partial<PersonSettings>): Promise<boolean> {
    return this.change({ person: { ...this.settings.peek().person, ...fields } })
  }

  forgetNotice(): void {
    this.notice.value = undefined
  }

  forgetNewPasscode(): void {
    this.#madeUp.value = undefined
  }

  /** Has the app fetch its new version; how that goes, `update` tells. */
  fetchUpdate(): void {
    this.#bridge?.downloadUpdate().catch(reportError)
  }
}
