import type { Quality } from '../../common/settings.js'
import type { MediaState } from './channel-message.js'
import type { LocalMedia } from './local-media.js'
import type { ScreenShare } from './screen-share.js'
import type { Source, Tracks } from './transceivers.js'

/** All that this person sends to the others. */
export class Outgoing {
  /** The streams that the tracks belong to: what is of one stream is kept in sync. */
  readonly streams: Readonly<Record<Source, MediaStream>>

  constructor(
    readonly media: LocalMedia,
    readonly screen: ScreenShare,
  ) {
    this.streams = {
      microphone: media.stream,
      camera: media.stream,
      screen: screen.stream,
      screenSound: screen.stream,
    }
  }

  get tracks(): Tracks {
    const { media, screen } = this
    return {
      microphone: media.track('audio'),
      camera: media.track('video'),
      screen: screen.track('video'),
      screenSound: screen.track('audio'),
    }
  }

  /** Of the camera's picture. */
  get quality(): Quality {
    return this.media.quality
  }

  /** What the others are told of it. */
  get state(): MediaState {
    const { media, screen } = this
    return {
      microphone: media.state.audio === 'on',
      camera: media.state.video === 'on',
      screen: screen.state === 'on',
    }
  }

  /** Calls `listener` on every change until the function that comes back is called. */
  onChange(listener: () => void): () => void {
    const undo = [this.media.on('change', listener), this.screen.on('change', listener)]
    return () => {
      for (const take of undo) take()
    }
  }
}
