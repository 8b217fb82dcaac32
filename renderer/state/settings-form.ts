import { batch, signal } from '@preact/signals'
import type { AnsweredPerson } from '../../common/auto-answer.js'
import type { IceServer } from '../../common/ice-server.js'
import type { Language } from '../../common/language.js'
import { PersonName } from '../../common/protocol.js'
import { readAs } from '../../common/schema.js'
import { HostPort, type Kept, Origins, type Quality, type SettingsPatch, UpdateFeed } from '../../common/settings.js'
import { asWebOrigin } from '../../common/web-origin.js'
import type { DeviceControls } from './device-controls.js'
import { IceServerForm } from './ice-server-form.js'
import { speak } from './language.js'
import type { Opening } from './opening.js'
import type { SettingsStore } from './settings-store.js'

/** What stands in the form, besides the servers. */
export interface Draft {
  readonly name: string
  /** Empty where it is the system's, or the browser's. */
  readonly language: Language | ''
  /** The devices that are chosen; undefined where there is nothing to choose from. */
  readonly audio: string | undefined
  readonly video: string | undefined
  readonly output: string | undefined
  readonly echoCancellation: boolean
  readonly noiseSuppression: boolean
  readonly autoGainControl: boolean
  readonly originalSound: boolean
  readonly quality: Quality
  readonly ringSound: boolean
  readonly callSounds: boolean
  readonly mirrored: boolean
  readonly autoAnswer: readonly AnsweredPerson[]
  readonly port: string
  /** One in each line. */
  readonly allowedOrigins: string
  readonly relay: boolean
  readonly keepHosting: boolean
  readonly openAtLogin: boolean
  readonly muteShortcut: boolean
  readonly updateFeed: string
  /** How many people fit in a room; undefined where this page is not its host's operator's. */
  readonly capacity: number | undefined
}

/** The devices that are chosen in the form. */
const CHOSEN = ['audio', 'video', 'output'] as const

/** Fields into which something can be written that makes no sense. */
export type CheckedField = 'name' | 'port' | 'allowedOrigins' | 'updateFeed'

type SavingProblem = 'not-kept' | 'passwords-not-kept' | 'no-language'
const PROBLEMS: { [K in Kept]?: SavingProblem } = { nothing: 'not-kept', 'without-secrets': 'passwords-not-kept' }

/** Whose name it is. */
interface Person {
  readonly name: { readonly value: string }
  setName(name: string): void
}

/** The host whose rooms are for so many people. */
interface Rooms {
  readonly operator: { readonly value: { readonly capacity: number } | undefined }
  setCapacity(capacity: number): Promise<boolean>
}

/** The form in which a person changes their settings. */
export class SettingsForm {
  readonly draft = signal<Draft | undefined>(undefined)
  readonly wrong = signal<readonly CheckedField[]>([])
  /** What became of saving otherwise: it all holds, but could not be kept, or the language could not be fetched. */
  readonly problem = signal<SavingProblem | undefined>(undefined)
  readonly servers = new IceServerForm()
  /** What each device was when the form was opened. */
  #used: Partial<Record<(typeof CHOSEN)[number], string | undefined>> = {}
  /** What the form meant then: only what is another is saved. */
  #opened: Meaning | undefined
  /** What stood in the form then, or when it was saved last. */
  #entered = ''

  constructor(
    private readonly store: SettingsStore,
    private readonly devices: DeviceControls,
    private readonly person: Person,
    private readonly rooms: Rooms,
    private readonly opening: Opening,
  ) {}

  /** Opens the form on what holds now. Never rejects. */
  async open(): Promise<void> {
    const iceServers = await this.store.iceServers()
    if (this.#opened) return
    const { person, host, app } = this.store.settings.value
    for (const kind of CHOSEN) this.#used[kind] = this.devices.inUse(kind) || undefined
    batch(() => {
      this.draft.value = {
        name: this.person.name.value,
        language: person.language ?? '',
        audio: this.#used.audio,
        video: this.#used.video,
        output: this.#used.output,
        echoCancellation: person.echoCancellation,
        noiseSuppression: person.noiseSuppression,
        autoGainControl: person.autoGainControl,
        originalSound: person.originalSound,
        quality: person.quality,
        ringSound: person.ringSound,
        callSounds: person.callSounds,
        mirrored: person.mirrored,
        autoAnswer: person.autoAnswer,
        port: String(host.port),
        allowedOrigins: host.allowedOrigins.join('\n'),
        relay: host.relay,
        keepHosting: app.keepHosting,
        openAtLogin: app.openAtLogin,
        muteShortcut: app.muteShortcut,
        updateFeed: app.updateFeed ?? '',
        capacity: this.rooms.operator.value?.capacity,
      }
      this.wrong.value = []
      this.problem.value = undefined
      this.servers.open(iceServers)
      this.#opened = { ...readDraft(this.draft.value), iceServers }
      this.#entered = this.#enter()
    })
  }

  /** Whether something would be lost if the form were closed. */
  get isChanged(): boolean {
    return this.#opened !== undefined && this.#enter() !== this.#entered
  }

  /** Closes the form; what was not saved is forgotten, and what is being tested no longer is. */
  readonly close = (): void => {
    this.servers.close()
    this.#opened = undefined
    this.opening.close()
  }

  change(fields: Partial<Draft>): void {
    if (!this.draft.value) return
    this.draft.value = { ...this.draft.value, ...fields }
    this.wrong.value = this.wrong.value.filter((field) => !(field in fields))
  }

  /** Keeps everything and closes the form. Otherwise says what is wrong, or what did not come about. */
  async save(): Promise<'done' | 'wrong' | 'problem'> {
    const { draft } = this
    const iceServers = this.servers.read()
    if (!draft.value) return 'wrong'
    const read = readDraft(draft.value)
    this.wrong.value = read.wrong
    if (!iceServers || read.wrong.length > 0) return 'wrong'
    const patch = patchOf({ ...read, iceServers }, this.#opened)
    const kept = Object.keys(patch).length > 0 ? await this.store.change(patch) : 'all'
    const isForSoMany = await this.#changeCapacity(draft.value)
    const isSpoken = await speak(read.person.language, navigator.languages)
    this.person.setName(read.person.name)
    await this.#chooseDevices(draft.value)
    this.#entered = this.#enter()
    this.problem.value = isForSoMany ? (PROBLEMS[kept] ?? (isSpoken ? undefined : 'no-language')) : 'not-kept'
    if (this.problem.value) return 'problem'
    this.close()
    return 'done'
  }

  #enter(): string {
    return JSON.stringify([this.draft.peek(), this.servers.entered()])
  }

  /** Whether the host did it, where there was something to do. */
  async #changeCapacity({ capacity }: Draft): Promise<boolean> {
    const isSame = capacity === undefined || capacity === this.rooms.operator.value?.capacity
    return isSame || this.rooms.setCapacity(capacity)
  }

  /** A device that the person left as it is does not replace one that they chose before, and that is gone only now. */
  async #chooseDevices(draft: Draft): Promise<void> {
    for (const kind of CHOSEN) {
      const id = draft[kind]
      if (id !== undefined && id !== this.#used[kind]) await this.devices.choose(kind, id)
      this.#used[kind] = id
    }
  }
}

type Read = ReturnType<typeof readDraft>
type Meaning = Read & { iceServers: IceServer[] }

/** What is to be another than it was, and nothing else: meanwhile the rest may have changed. */
function patchOf({ person, host, app, iceServers }: Meaning, before: Meaning | undefined): SettingsPatch {
  const patch: SettingsPatch = {
    person: changed({ ...person, iceServers }, { ...before?.person, iceServers: before?.iceServers }),
    host: changed(host, before?.host),
    app: changed(app, before?.app),
  }
  return Object.fromEntries(Object.entries(patch).filter(([, fields]) => Object.keys(fields ?? {}).length > 0))
}

function changed<T extends object>(fields: T, before: { [Field in keyof T]?: unknown } = {}): Partial<T> {
  const isOther = (name: string, value: unknown) => JSON.stringify(value) !== JSON.stringify(before[name as keyof T])
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => isOther(name, value))) as Partial<T>
}

/** What the draft means, and the fields that mean nothing. */
function readDraft(draft: Draft) {
  const lines = draft.allowedOrigins.split(/\s+/).filter((line) => line !== '')
  const feed = draft.updateFeed.trim()
  const parsed = {
    name: readAs(PersonName, draft.name),
    port: readAs(HostPort, /^\s*\d+\s*$/.test(draft.port) ? Number(draft.port) : undefined),
    allowedOrigins: readAs(
      Origins,
      lines.map((line) => asWebOrigin(line) ?? line),
    ),
    updateFeed: readAs(UpdateFeed, feed),
  }
  const fields = Object.keys(parsed) as CheckedField[]
  const { echoCancellation, noiseSuppression, autoGainControl, originalSound } = draft
  const { language, quality, ringSound, callSounds, mirrored, relay, keepHosting, openAtLogin, muteShortcut } = draft
  return {
    person: {
      name: parsed.name ?? '',
      language: language || undefined,
      echoCancellation,
      noiseSuppression,
      autoGainControl,
      originalSound,
      quality,
      ringSound,
      callSounds,
      mirrored,
      autoAnswer: [...draft.autoAnswer],
    },
    host: { port: parsed.port ?? 0, relay, allowedOrigins: parsed.allowedOrigins ?? [] },
    app: { keepHosting, openAtLogin, muteShortcut, updateFeed: parsed.updateFeed },
    wrong: fields.filter((field) => parsed[field] === undefined && !(field === 'updateFeed' && feed === '')),
  }
}
