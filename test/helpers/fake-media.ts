import { vi } from 'vitest'

type Kind = 'audio' | 'video'

export class FakeTrack extends EventTarget {
  enabled = true
  readyState: MediaStreamTrackState = 'live'
  contentHint = ''
  onended: (() => void) | null = null
  /** What was asked of it while it ran. */
  readonly applied: MediaTrackConstraints[] = []

  constructor(
    readonly kind: Kind,
    readonly deviceId = `${kind}-1`,
    readonly label = '',
    readonly groupId = '',
  ) {
    super()
  }

  readonly clones: FakeTrack[] = []

  clone(): FakeTrack {
    const clone = Object.assign(new FakeTrack(this.kind, this.deviceId, this.label, this.groupId), {
      enabled: this.enabled,
    })
    this.clones.push(clone)
    return clone
  }

  getSettings = () => ({ deviceId: this.deviceId, groupId: this.groupId })

  async applyConstraints(constraints: MediaTrackConstraints): Promise<void> {
    this.applied.push(constraints)
  }

  /** As the page stops it: no event comes of that. */
  stop(): void {
    this.readyState = 'ended'
  }

  /** As the browser ends it where the device is gone. */
  end(): void {
    this.readyState = 'ended'
    this.onended?.()
  }
}

export class FakeStream {
  readonly #tracks: Set<FakeTrack>

  constructor(tracks: FakeTrack[] = []) {
    this.#tracks = new Set(tracks)
  }

  getTracks = () => [...this.#tracks]
  getAudioTracks = () => this.getTracks().filter(({ kind }) => kind === 'audio')
  getVideoTracks = () => this.getTracks().filter(({ kind }) => kind === 'video')
  addTrack = (track: FakeTrack) => void this.#tracks.add(track)
  removeTrack = (track: FakeTrack) => void this.#tracks.delete(track)
}

/** One call of getUserMedia or getDisplayMedia. */
export interface FakeRequest {
  readonly constraints: MediaStreamConstraints
  /** Gives what was asked for. */
  grant(): void
  /** Rejects with a DOMException of this name. */
  fail(name: string, message?: string): void
}

/**
 * Stands in for `navigator.mediaDevices` and `navigator.permissions`. By itself it answers at once by what is set here;
 * while it holds, a test answers each request itself.
 */
export class FakeMedia extends EventTarget {
  devices: (Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'> & { groupId?: string })[] = [
    { kind: 'audioinput', deviceId: 'audio-1', label: 'Microphone 1' },
    { kind: 'audioinput', deviceId: 'audio-2', label: 'Microphone 2' },
    { kind: 'audiooutput', deviceId: 'speaker-1', label: 'Loudspeaker' },
    { kind: 'videoinput', deviceId: 'video-1', label: 'Camera 1' },
    { kind: 'videoinput', deviceId: 'video-2', label: 'Camera 2' },
  ]
  holds = false
  readonly refused = new Set<Kind>()
  /** Kinds of which nothing starts, and devices that do not. */
  readonly busy = new Set<string>()
  readonly requests: FakeRequest[] = []
  /** Every track that was ever given. */
  readonly given: FakeTrack[] = []

  /** The kinds of the tracks that capture right now, in the order in which they were given. */
  get live(): Kind[] {
    return this.given.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind)
  }

  /** What each request asked for. */
  get asked(): string[] {
    return this.requests.map(({ constraints }) => kindsOf(constraints).join('+'))
  }

  latest(kind: Kind): FakeTrack {
    const track = this.given.findLast((track) => track.kind === kind)
    if (!track) throw new Error(`No track of ${kind} was given.`)
    return track
  }

  /** Plugs devices in or out. */
  plug(devices: FakeMedia['devices']): void {
    this.devices = devices
    this.dispatchEvent(new Event('devicechange'))
  }

  /** Pulls this device out: its tracks end first, or the list changes first. */
  unplug(deviceId: string, endsTracks = true): void {
    this.devices = this.devices.filter((device) => device.deviceId !== deviceId)
    const tracks = this.given.filter((track) => track.deviceId === deviceId && track.readyState === 'live')
    if (endsTracks) for (const track of tracks) track.end()
    this.dispatchEvent(new Event('devicechange'))
  }

  readonly getUserMedia = (constraints: MediaStreamConstraints) => this.#ask(constraints, this.#failure(constraints))
  readonly getSupportedConstraints = () => ({})
  readonly getDisplayMedia = (constraints: MediaStreamConstraints) => this.#ask(constraints, undefined)
  readonly enumerateDevices = async () => this.devices
  readonly query = async ({ name }: { name: string }) => {
    return { state: this.refused.has(name === 'camera' ? 'video' : 'audio') ? 'denied' : 'granted' }
  }

  #ask(constraints: MediaStreamConstraints, failure: string | undefined): Promise<FakeStream> {
    return new Promise((resolve, reject) => {
      const request: FakeRequest = {
        constraints,
        grant: () => resolve(new FakeStream(kindsOf(constraints).map((kind) => this.#give(kind, constraints[kind])))),
        fail: (name, message = name) => reject(new DOMException(message, name)),
      }
      this.requests.push(request)
      if (this.holds) return
      if (failure) request.fail(failure)
      else request.grant()
    })
  }

  #give(kind: Kind, wanted: MediaTrackConstraints | boolean | undefined): FakeTrack {
    const deviceId = exactDevice(wanted) ?? this.#listed(kind)[0]?.deviceId ?? `${kind}-1`
    const { label, groupId } = this.#listed(kind).find((device) => device.deviceId === deviceId) ?? { label: '' }
    const track = new FakeTrack(kind, deviceId, label, groupId)
    this.given.push(track)
    return track
  }

  #failure(constraints: MediaStreamConstraints): string | undefined {
    const kinds = kindsOf(constraints)
    if (kinds.some((kind) => this.#listed(kind).length === 0)) return 'NotFoundError'
    if (kinds.some((kind) => this.refused.has(kind))) return 'NotAllowedError'
    const isGone = (kind: Kind) => {
      const id = exactDevice(constraints[kind])
      return id !== undefined && !this.#listed(kind).some(({ deviceId }) => deviceId === id)
    }
    if (kinds.some(isGone)) return 'OverconstrainedError'
    const isBusy = (kind: Kind) =>
      this.busy.has(kind) || this.busy.has(exactDevice(constraints[kind]) ?? this.#listed(kind)[0]?.deviceId ?? '')
    return kinds.some(isBusy) ? 'NotReadableError' : undefined
  }

  #listed(kind: Kind) {
    return this.devices.filter((device) => device.kind === `${kind}input`)
  }
}

/** Puts fake media in place of the browser's until the test is over. */
export function stubMedia(): FakeMedia {
  const media = new FakeMedia()
  vi.stubGlobal('MediaStream', FakeStream)
  vi.stubGlobal('navigator', { mediaDevices: media, permissions: media })
  // As a browser does: the error counts as one that nobody caught.
  vi.stubGlobal('reportError', (error: unknown) => queueMicrotask(() => Promise.reject(error)))
  return media
}

const kindsOf = (constraints: MediaStreamConstraints) =>
  (['audio', 'video'] as const).filter((kind) => constraints[kind] !== undefined && constraints[kind] !== false)

function exactDevice(constraints: MediaTrackConstraints | boolean | undefined): string | undefined {
  const { deviceId } = typeof constraints === 'object' ? constraints : {}
  return (deviceId as ConstrainDOMStringParameters | undefined)?.exact as string | undefined
}
