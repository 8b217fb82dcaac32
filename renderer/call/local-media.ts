import { Emitter } from '../../common/emitter.js'
import type { Quality } from '../../common/settings.js'
import { KINDS, type Kind } from './channel-message.js'
import { QUALITY } from './quality.js'

/**
 * `starting`: it is wanted and not there yet, also while the devices rest. `insecure`: the page came over plain HTTP,
 * where browsers give no camera or microphone. `missing`: there is no such device. `refused`: the person or the system
 * said no. `busy`: the device did not start, mostly because another program has it.
 */
export type DeviceState = 'off' | 'starting' | 'on' | 'insecure' | 'missing' | 'refused' | 'busy'

export interface LocalMediaEvents {
  /** A state, a track or the list of devices is another. */
  change: undefined
}

const MICROPHONE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

/**
 * The camera and microphone of this machine. A muted microphone keeps its track, silenced, so that it is back at once;
 * a camera that is off is released, so that its light goes out.
 */
export class LocalMedia extends Emitter<LocalMediaEvents> {
  /** The tracks there are; the same object for good. */
  readonly stream = new MediaStream()
  readonly state: Record<Kind, DeviceState> = { audio: 'starting', video: 'starting' }
  readonly #chosen: Partial<Record<Kind, string>> = {}
  /** What the person asked for last, whatever is still under way. */
  readonly #wanted: Record<Kind, boolean> = { audio: true, video: true }
  /** Until the first start, too. */
  #isResting = true
  #quality: Quality = 'auto'
  #devices: MediaDeviceInfo[] = []
  /** Requests run one after the other, so that quick presses end in the state asked for last. */
  #work: Promise<void> = Promise.resolve()

  constructor() {
    super()
    navigator.mediaDevices?.addEventListener('devicechange', this.#listDevices)
  }

  /** Of the camera's picture. */
  get quality(): Quality {
    return this.#quality
  }

  get devices(): readonly MediaDeviceInfo[] {
    return this.#devices
  }

  track(kind: Kind): MediaStreamTrack | null {
    return this.stream.getTracks().find((track) => track.kind === kind) ?? null
  }

  /** The device in use, where the browser says. */
  deviceId(kind: Kind): string | undefined {
    return this.track(kind)?.getSettings().deviceId ?? this.#chosen[kind]
  }

  /** Asks for both but what is off, and settles for what there is. Never rejects: `state` tells how it went. */
  start(): Promise<void> {
    this.#isResting = false
    return this.#enqueue(async () => {
      const wanted = KINDS.filter((kind) => this.#wanted[kind] && this.state[kind] === 'starting')
      if (wanted.length === 0 || (await this.#open(wanted))) return
      for (const kind of wanted) {
        // A person who said no is not asked again until they press a button.
        if (this.state[kind] !== 'refused' || (await isGranted(kind))) await this.#open([kind])
      }
    })
  }

  /** Releases both until the next start; what is muted or off then stays so. Never rejects. */
  rest(): Promise<void> {
    this.#isResting = true
    return this.#enqueue(async () => {
      if (!this.#isResting) return
      for (const track of this.stream.getTracks()) {
        const kind = track.kind as Kind
        this.#drop(track)
        this.#enter(kind, this.#wanted[kind] ? 'starting' : 'off')
      }
    })
  }

  /** Turns one on or off; a device that is just starting does not get out. Never rejects. */
  setOn(kind: Kind, on: boolean): Promise<void> {
    this.#wanted[kind] = on
    return this.#enqueue(async () => {
      const track = this.track(kind)
      if (kind === 'audio' && track) {
        track.enabled = on
        this.#enter(kind, on ? 'on' : 'off')
      } else if (on && !track) {
        await this.#open([kind])
      } else if (!on && (track || this.state[kind] === 'starting')) {
        if (track) this.#drop(track)
        this.#enter(kind, 'off')
      }
    })
  }

  /** Uses this device from now on; a device that is off stays off. Never rejects. */
  choose(kind: Kind, deviceId: string): Promise<void> {
    return this.#enqueue(async () => {
      this.#chosen[kind] = deviceId
      if (this.#wanted[kind] || this.track(kind)) await this.#open([kind])
    })
  }

  /** The device to begin with; where it is gone, another is used. */
  prefer(kind: Kind, deviceId: string | undefined): void {
    if (deviceId === undefined) delete this.#chosen[kind]
    else this.#chosen[kind] = deviceId
  }

  /** Asks the camera for pictures of this quality, at once where it is on. Never rejects. */
  setQuality(quality: Quality): Promise<void> {
    return this.#enqueue(async () => {
      if (quality === this.#quality) return
      this.#quality = quality
      this.emit('change', undefined)
      // One that cannot change while it runs does when it is turned on again.
      await this.track('video')
        ?.applyConstraints(QUALITY[quality].camera)
        .catch(() => undefined)
    })
  }

  /** Releases every device. */
  close(): void {
    navigator.mediaDevices?.removeEventListener('devicechange', this.#listDevices)
    for (const track of this.stream.getTracks()) this.#drop(track)
  }

  #enqueue(job: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(job).catch(reportError)
    return this.#work
  }

  /** Whether it got all of `kinds`, or leaves them to the next start; the state of each says why not. */
  async #open(kinds: readonly Kind[]): Promise<boolean> {
    for (const kind of kinds) this.#enter(kind, 'starting')
    if (this.#isResting) return true
    try {
      const stream = await this.#request(kinds)
      for (const track of stream.getTracks()) this.#adopt(track)
      await this.#listDevices()
      return true
    } catch (error) {
      for (const kind of kinds) this.#fail(kind, error)
      return false
    }
  }

  async #request(kinds: readonly Kind[]): Promise<MediaStream> {
    const { mediaDevices } = navigator
    if (!mediaDevices) throw new DOMException('Not a secure context', 'SecurityError')
    const constraints = (isChosen: boolean): MediaStreamConstraints =>
      Object.fromEntries(
        kinds.map((kind) => [kind, { ...this.#constraints(kind), ...(isChosen && this.#device(kind)) }]),
      )
    try {
      return await mediaDevices.getUserMedia(constraints(true))
    } catch (error) {
      const isGone = error instanceof DOMException && error.name === 'OverconstrainedError'
      // Of several, the others may still be there.
      if (!isGone || kinds.length > 1) throw error
      return mediaDevices.getUserMedia(constraints(false))
    }
  }

  #constraints(kind: Kind): MediaTrackConstraints {
    return kind === 'audio' ? MICROPHONE : QUALITY[this.#quality].camera
  }

  #device(kind: Kind): MediaTrackConstraints {
    const deviceId = this.#chosen[kind]
    return deviceId === undefined ? {} : { deviceId: { exact: deviceId } }
  }

  #adopt(track: MediaStreamTrack): void {
    const kind = track.kind as Kind
    const isWanted = this.#wanted[kind]
    const earlier = this.track(kind)
    if (earlier) this.#drop(earlier)
    if (kind === 'video' && !isWanted) {
      track.stop()
      this.#enter(kind, 'off')
      return
    }
    track.enabled = isWanted
    this.stream.addTrack(track)
    track.onended = () => {
      this.#drop(track)
      this.#enter(kind, 'missing')
    }
    this.#enter(kind, isWanted ? 'on' : 'off')
  }

  #drop(track: MediaStreamTrack): void {
    track.onended = null
    track.stop()
    this.stream.removeTrack(track)
  }

  /** A device that could not be changed to another goes on as it was. */
  #fail(kind: Kind, error: unknown): void {
    const track = this.track(kind)
    if (track) this.#enter(kind, track.enabled ? 'on' : 'off')
    else this.#enter(kind, failureOf(error))
  }

  #enter(kind: Kind, state: DeviceState): void {
    this.state[kind] = state
    this.emit('change', undefined)
  }

  readonly #listDevices = async (): Promise<void> => {
    try {
      this.#devices = (await navigator.mediaDevices.enumerateDevices()).filter(({ deviceId }) => deviceId !== '')
    } catch {
      this.#devices = []
    }
    this.emit('change', undefined)
  }
}

async function isGranted(kind: Kind): Promise<boolean> {
  const name = (kind === 'audio' ? 'microphone' : 'camera') as PermissionName
  try {
    return (await navigator.permissions.query({ name })).state === 'granted'
  } catch {
    return false
  }
}

/** What a rejection of getUserMedia means (W3C Media Capture and Streams, section 10.3.1). */
function failureOf(error: unknown): DeviceState {
  switch (error instanceof DOMException && error.name) {
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
