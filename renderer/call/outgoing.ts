import { computed, type ReadonlySignal, signal } from '@preact/signals-core'
import type { MediaState } from '../../common/channels.js'
import type { Quality } from '../../common/settings.js'
import type { Devices } from './devices/devices.js'
import type { ScreenShare } from './screen-share.js'
import type { Source, Tracks } from './transceivers.js'

/** All that this person sends to the others. */
export class Outgoing {
  /** The streams that the tracks belong to: what is of one stream is kept in sync. */
  readonly streams: Readonly<Record<Source, MediaStream>>
  readonly tracks: ReadonlySignal<Tracks>
  /** The picture's quality: what the camera is asked for, and what is sent. */
  readonly quality: ReadonlySignal<Quality>
  /** Whether the person has raised their hand. */
  readonly hand = signal(false)
  /** What the others are told of it. */
  readonly state: ReadonlySignal<MediaState>

  constructor(
    readonly devices: Devices,
    readonly screen: ScreenShare,
  ) {
    const { microphone, camera, stream } = devices
    this.streams = { microphone: stream, camera: stream, screen: screen.stream, screenSound: screen.stream }
    this.tracks = computed(() => ({
      microphone: microphone.track.value,
      camera: camera.track.value,
      screen: screen.picture.value,
      screenSound: screen.sound.value,
    }))
    this.quality = camera.quality
    this.state = computed(() => ({
      microphone: microphone.state.value === 'on',
      camera: camera.state.value === 'on',
      screen: screen.state.value === 'on',
      ...(this.hand.value && { hand: true as const }),
    }))
  }

  /** Calls `listener` now and on every change of tracks, state or quality, until the function that comes back is called. */
  onChange(listener: () => void): () => void {
    const all = computed(() => [this.tracks.value, this.state.value, this.quality.value])
    return all.subscribe(listener)
  }
}
