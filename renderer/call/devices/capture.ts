import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core'
import { Queue } from '../../../common/queue.js'

export type Kind = 'audio' | 'video'
export const KINDS: readonly Kind[] = ['audio', 'video']

/**
 * Why there is nothing of a device. `insecure`: the page came over plain HTTP, where browsers give no camera or
 * microphone. `missing`: there is no such device. `refused`: the person or the system said no. `busy`: the device did not
 * start, mostly because another program has it.
 */
export type DeviceFailure = 'insecure' | 'missing' | 'refused' | 'busy'

/** `starting`: it is wanted and not there yet, also while it rests. */
export type DeviceState = 'off' | 'starting' | 'on' | DeviceFailure

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
  /** The device in use, where the browser says, else the one that was chosen. */
  readonly deviceId = computed(() => this.#track.value?.getSettings().deviceId ?? this.#chosen.value)

  /** The track is put into `stream` as well. */
  constructor(
    readonly kind: Kind,
    private readonly stream: MediaStream,
  ) {}

  /** What is asked of any device of this kind. */
  protected abstract readonly ideal: MediaTrackConstraints

  /** Puts the person's wish into effect on a track. False where the track is of no more use then. */
  protected abstract keep(track: MediaStreamTrack, isWanted: boolean): boolean

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
      if (track && !this.keep(track, on)) this.#drop()
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

  /** Lets it be opened. */
  wake(): void {
    this.#isResting = false
  }

  /** Releases the device until it is woken; what is off then stays so. */
  rest(): void {
    this.#isResting = true
    this.#drop()
  }

  /** Opens it where that is due: with the track that was `asked` for already, or else by asking. Never rejects. */
  open(asked?: Promise<MediaStreamTrack>): Promise<void> {
    return this.enqueue(async () => {
      if (asked || this.#needsOpening) await this.#open(asked)
    })
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
    let track: MediaStreamTrack
    try {
      track = await (asked ?? this.#request())
    } catch (error) {
      if (asked && (await this.#mayAskAgain(error))) await this.#openAlone()
      else this.#fail(error)
      return
    }
    this.#adopt(track)
  }

  /** What was asked for together fails together: that says nothing of this device by itself. */
  async #openAlone(): Promise<void> {
    if (this.#needsOpening) await this.#open()
  }

  async #request(): Promise<MediaStreamTrack> {
    try {
      return await requestTrack(this.kind, this.constraints)
    } catch (error) {
      if (nameOf(error) !== 'OverconstrainedError') throw error
      return requestTrack(this.kind, this.ideal)
    }
  }

  /** A person who said no is not asked again until they press a button. */
  async #mayAskAgain(error: unknown): Promise<boolean> {
    return failureOf(error) !== 'refused' || (await isGranted(this.kind))
  }

  #adopt(track: MediaStreamTrack): void {
    if (this.#isResting || !this.keep(track, this.#wanted.peek())) {
      track.stop()
      return
    }
    track.onended = () =>
      batch(() => {
        this.#drop()
        this.#failure.value = 'missing'
      })
    batch(() => {
      // First the new one: a stream that is empty for a moment ends where it is played.
      this.stream.addTrack(track)
      this.#drop()
      this.#track.value = track
      this.#failure.value = undefined
    })
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

/** Asks for one device of each of these at once, so that the person is asked once. Rejects for all where one fails. */
export function requestTogether(captures: readonly Capture[]): Map<Capture, Promise<MediaStreamTrack>> {
  const stream = requestStream(Object.fromEntries(captures.map(({ kind, constraints }) => [kind, constraints])))
  return new Map(captures.map((capture) => [capture, stream.then((stream) => trackOf(stream, capture.kind))]))
}

const requestTrack = async (kind: Kind, constraints: MediaTrackConstraints) =>
  trackOf(await requestStream({ [kind]: constraints }), kind)

async function requestStream(constraints: MediaStreamConstraints): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new DOMException('Not a secure context', 'SecurityError')
  return navigator.mediaDevices.getUserMedia(constraints)
}

function trackOf(stream: MediaStream, kind: Kind): MediaStreamTrack {
  const track = stream.getTracks().find((track) => track.kind === kind)
  if (!track) throw new DOMException(`No ${kind} was given`, 'NotFoundError')
  return track
}

async function isGranted(kind: Kind): Promise<boolean> {
  const name = (kind === 'audio' ? 'microphone' : 'camera') as PermissionName
  try {
    return (await navigator.permissions.query({ name })).state === 'granted'
  } catch {
    return false
  }
}

const nameOf = (error: unknown) => (error instanceof DOMException ? error.name : '')

/** What a rejection of getUserMedia means (W3C Media Capture and Streams, section 10.3.1). */
function failureOf(error: unknown): DeviceFailure {
  switch (nameOf(error)) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    case 'NotAllowedError':
      return 'refused'
    case 'SecurityError':
      return 'insecure'
    default:
      return 'busy'
  }
}
