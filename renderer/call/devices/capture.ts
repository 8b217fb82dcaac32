import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core'
import { Queue } from '../../../common/queue.js'
import { type DeviceFailure, failureOf, isGranted, type Kind, requestTrack } from './requests.js'

export { type DeviceFailure, KINDS, type Kind } from './requests.js'

/** `starting`: it is wanted and not there yet, also while it rests. */
export type DeviceState = 'off' | 'starting' | 'on' | DeviceFailure

/** A device that is in use, or was. */
export interface UsedDevice {
  readonly label: string
  /** Undefined where the browser does not tell. */
  readonly deviceId: string | undefined
  readonly groupId: string | undefined
}

/**
 * One of this machine's devices that captures: what the person wants of it, and what there is. What turns it off takes
 * effect at once; only opening waits, behind earlier openings of the same device. A track that arrives when it is no
 * longer wanted is stopped.
 */
export abstract class Capture {
  readonly #wanted = signal(true)
  readonly #track = signal<MediaStreamTrack | null>(null)
  readonly #failure = signal<DeviceFailure | undefined>(undefined)
  readonly #chosen = signal<string | undefined>(undefined)
  readonly #lost = signal<UsedDevice | undefined>(undefined)
  readonly #openings = new Queue()
  /** Openings that are under way or waiting. */
  #pending = 0
  /** Until the first start, too. */
  #isResting = true
  /** Whether another device was chosen since the last opening began. */
  #isOutdated = false

  /** Whether the person wants it on, whatever is still under way. */
  readonly wanted: ReadonlySignal<boolean> = this.#wanted
  readonly track: ReadonlySignal<MediaStreamTrack | null> = this.#track
  readonly state: ReadonlySignal<DeviceState> = computed(() => {
    if (this.#track.value) return this.#wanted.value ? 'on' : 'off'
    return this.#failure.value ?? (this.#wanted.value ? 'starting' : 'off')
  })
  readonly used = computed(() => this.#track.value && usedOf(this.#track.value))
  /** The device that was in use last and then was gone, until there is another. */
  readonly lost: ReadonlySignal<UsedDevice | undefined> = this.#lost
  /** The one that the person wants where it is there. */
  readonly chosen: ReadonlySignal<string | undefined> = this.#chosen
  /** The device in use, where the browser says, else the one that was chosen. */
  readonly deviceId = computed(() => this.used.value?.deviceId ?? this.#chosen.value)

  /** The track is put into `stream` as well. */
  constructor(
    readonly kind: Kind,
    private readonly stream: MediaStream,
  ) {}

  /** What is asked of any device of this kind. */
  abstract readonly ideal: MediaTrackConstraints

  /** Whether it stays open while it is off, silenced. */
  protected abstract readonly staysOpen: boolean

  /** What is in its tracks (W3C MediaStreamTrack Content Hints). */
  protected get hint(): string {
    return ''
  }

  /** What is asked of getUserMedia: the device that was chosen, or any. */
  get constraints(): MediaTrackConstraints {
    const deviceId = this.#chosen.peek()
    return deviceId === undefined ? this.ideal : { ...this.ideal, deviceId: { exact: deviceId } }
  }

  /** Whether there is something to open, and nothing on its way. */
  get isDue(): boolean {
    return this.#pending === 0 && this.#needsOpening
  }

  /** Turns it on or off: off at once, on as soon as the device is there. Never rejects: `state` tells how it went. */
  turn(on: boolean): Promise<void> {
    batch(() => {
      this.#wanted.value = on
      const track = this.#track.peek()
      if (track && !this.#keep(track)) this.#drop()
      if (on) this.#failure.value = undefined
    })
    return this.open()
  }

  /** Uses this device from now on; a device that is off stays off. Never rejects. */
  choose(deviceId: string): Promise<void> {
    this.prefer(deviceId)
    this.#isOutdated = true
    if (this.#wanted.peek()) this.#failure.value = undefined
    return this.open()
  }

  /** Uses this device when it opens next; where it is gone, another is used. */
  prefer(deviceId: string | undefined): void {
    this.#chosen.value = deviceId
  }

  /** Lets it be opened, also one that did not work before it rested. */
  wake(): void {
    const failure = this.#failure.peek()
    if (this.#isResting && (failure === 'missing' || failure === 'busy')) this.#failure.value = undefined
    this.#isResting = false
  }

  /** Releases the device until it is woken; what is off then stays so. */
  rest(): void {
    this.#isResting = true
    this.#drop()
  }

  /** The device in use is gone. What was in use is what the person wants back, unless they have chosen another. */
  lose(): void {
    batch(() => {
      const used = this.used.peek()
      this.#drop()
      this.#failure.value = 'missing'
      this.#chosen.value ??= used?.deviceId
      this.#lost.value = used ?? undefined
    })
  }

  /** Opens it where that is due: with the track that was `asked` for already, or else by asking. Never rejects. */
  open(asked?: Promise<MediaStreamTrack>): Promise<void> {
    return this.enqueue(async () => {
      if (asked || this.#needsOpening) await this.#open(asked)
    })
  }

  /**
   * Uses the device that `request` asks for, on or off as it is; what is in use goes on where that fails, or is not wanted
   * any more. Never rejects.
   */
  async take(request: () => Promise<MediaStreamTrack>): Promise<UsedDevice | 'failed' | 'unwanted'> {
    let outcome: UsedDevice | 'failed' | 'unwanted' = 'unwanted'
    await this.enqueue(async () => {
      if (this.#isResting || !(this.#wanted.peek() || this.staysOpen)) return
      this.#failure.value = undefined
      try {
        const track = await request()
        if (this.#adopt(track)) outcome = usedOf(track)
      } catch (error) {
        this.#fail(error)
        outcome = 'failed'
      }
    })
    return outcome
  }

  /** Runs a job once earlier openings are over. Never rejects. */
  protected async enqueue(job: () => Promise<void>): Promise<void> {
    this.#pending++
    await this.#openings.add(job).catch(reportError)
    this.#pending--
  }

  get #needsOpening(): boolean {
    if (this.#isResting || this.#failure.peek()) return false
    return this.#track.peek() ? this.#isOutdated : this.#wanted.peek()
  }

  async #open(asked?: Promise<MediaStreamTrack>): Promise<void> {
    this.#isOutdated = false
    try {
      this.#adopt(await (asked ?? requestTrack(this.kind, this.constraints)))
    } catch (error) {
      if (asked && (await this.#mayAskAgain(error))) await this.#openAlone()
      else await this.#openInstead(error)
    }
  }

  /** What was asked for together fails together: that says nothing of this device by itself. */
  async #openAlone(): Promise<void> {
    if (this.#needsOpening) await this.#open()
  }

  /** Opens another of its kind where one does not start or is gone; while one is in use, that one goes on. */
  async #openInstead(error: unknown): Promise<void> {
    const why = failureOf(error)
    if (this.#track.peek() || !this.#wanted.peek() || why === 'refused' || why === 'insecure') return this.#fail(error)
    try {
      const { requestOther } = await import('./other-devices.js')
      this.#adopt(await requestOther(this, error))
    } catch (reason) {
      this.#fail(reason)
    }
  }

  /** A person who said no is not asked again until they press a button. */
  async #mayAskAgain(error: unknown): Promise<boolean> {
    return failureOf(error) !== 'refused' || (await isGranted(this.kind))
  }

  /** Puts the person's wish into effect on a track. False where the track is of no more use then. */
  #keep(track: MediaStreamTrack): boolean {
    track.enabled = this.#wanted.peek()
    return track.enabled || this.staysOpen
  }

  /** False where the track is not wanted any more. */
  #adopt(track: MediaStreamTrack): boolean {
    if (this.#isResting || !this.#keep(track)) {
      track.stop()
      return false
    }
    track.contentHint = this.hint
    track.onended = () => this.lose()
    batch(() => {
      // First the new one: a stream that is empty for a moment ends where it is played.
      this.stream.addTrack(track)
      this.#drop()
      this.#track.value = track
      this.#failure.value = undefined
      this.#lost.value = undefined
    })
    return true
  }

  #drop(): void {
    const track = this.#track.peek()
    if (!track) return
    track.onended = null
    track.stop()
    this.stream.removeTrack(track)
    this.#track.value = null
  }

  /** A device that could not be changed for another goes on as it was. */
  #fail(error: unknown): void {
    if (this.#wanted.peek() && !this.#track.peek()) this.#failure.value = failureOf(error)
  }
}

function usedOf(track: MediaStreamTrack): UsedDevice {
  const { deviceId, groupId } = track.getSettings()
  return { label: track.label, deviceId, groupId }
}
