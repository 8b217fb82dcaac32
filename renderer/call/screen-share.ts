import { batch, type ReadonlySignal, signal } from '@preact/signals-core'
import type { Kind } from './devices/capture.js'
import type { ScreenHint } from './uplink.js'

/**
 * `starting`: the person is choosing what to share. `refused`: the system lets the browser share nothing. `failed`: what
 * was chosen could not be captured.
 */
export type ScreenState = 'off' | 'starting' | 'on' | 'refused' | 'failed'

/** W3C Screen Capture, section 5.5. */
const options = () => ({
  video: { frameRate: { ideal: 30, max: 30 } },
  audio: soundAsked(),
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  systemAudio: 'include',
})

/**
 * Sound as it is, without what this page plays: the others would hear themselves. In a browser that does not know that wish,
 * echo cancellation has to do.
 */
function soundAsked(): MediaTrackConstraints {
  const canLeaveOut = 'restrictOwnAudio' in navigator.mediaDevices.getSupportedConstraints()
  const asItIs = { echoCancellation: !canLeaveOut, noiseSuppression: false, autoGainControl: false }
  return { ...asItIs, restrictOwnAudio: true } as MediaTrackConstraints
}

/** Letters stay sharp though the picture moves less smoothly; sound is not taken for speech (W3C MediaStreamTrack Content Hints). */
const HINTS: Record<Kind, string> = { video: 'detail', audio: 'music' }

/** Whether the browser can share a screen: no plain http page may, and phones mostly cannot. */
export const canShareScreen = () => navigator.mediaDevices?.getDisplayMedia !== undefined

/** What this person shares of their screen, with the sound that goes with it where the system gives any. */
export class ScreenShare {
  /** The tracks there are; the same object for good. */
  readonly stream = new MediaStream()
  /** Whether text is on it or a film, as tuning finds. */
  readonly hint = signal<ScreenHint>('detail')
  readonly #state = signal<ScreenState>('off')
  readonly #picture = signal<MediaStreamTrack | null>(null)
  readonly #sound = signal<MediaStreamTrack | null>(null)
  /** Counts requests and stops, so that what comes of a request that is no longer wanted is dropped. */
  #attempt = 0

  readonly state: ReadonlySignal<ScreenState> = this.#state
  readonly picture: ReadonlySignal<MediaStreamTrack | null> = this.#picture
  readonly sound: ReadonlySignal<MediaStreamTrack | null> = this.#sound

  /** Lets the person choose, which browsers allow right after a press only. Never rejects: `state` tells how it went. */
  async start(): Promise<void> {
    const state = this.#state.peek()
    if (state === 'starting' || state === 'on') return
    const attempt = ++this.#attempt
    this.#state.value = 'starting'
    try {
      const captured = await navigator.mediaDevices.getDisplayMedia(options())
      if (attempt === this.#attempt) this.#adopt(captured)
      else for (const track of captured.getTracks()) track.stop()
    } catch (error) {
      if (attempt === this.#attempt) this.#state.value = outcomeOf(error)
    }
  }

  /** Shares nothing any more, nor what the person may be about to choose. */
  stop(): void {
    this.#attempt++
    for (const track of this.stream.getTracks()) {
      track.stop()
      this.stream.removeTrack(track)
    }
    this.#enter('off')
  }

  /**
   * Takes what can go to the others. Sound has ended where macOS lets none be recorded. Chromium knows the wish to leave out
   * what this page plays on every system, and the settings of the sound tell on which it does (W3C Screen Capture, section
   * 5.4.1); that of a tab has it in no case.
   */
  #adopt(captured: MediaStream): void {
    const isTab = captured.getVideoTracks()[0]?.getSettings().displaySurface === 'browser'
    for (const track of captured.getTracks()) {
      const { restrictOwnAudio } = track.getSettings() as { restrictOwnAudio?: boolean }
      if (track.readyState === 'ended' || (restrictOwnAudio === false && !isTab)) {
        track.stop()
        continue
      }
      track.contentHint = HINTS[track.kind as Kind]
      this.stream.addTrack(track)
      track.onended = () => {
        // The browser has a button of its own, and a window that is shared may be closed.
        if (track.kind === 'video') return this.stop()
        this.stream.removeTrack(track)
        this.#enter('on')
      }
    }
    this.#enter('on')
  }

  #enter(state: ScreenState): void {
    batch(() => {
      this.#picture.value = this.stream.getVideoTracks()[0] ?? null
      this.#sound.value = this.stream.getAudioTracks()[0] ?? null
      this.#state.value = state
    })
  }
}

/**
 * What a rejection of getDisplayMedia means. By the standard, a person who cancels and a system that refuses look the
 * same; Chromium tells them apart by the message alone.
 */
function outcomeOf(error: unknown): ScreenState {
  if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return 'failed'
  return error.message.endsWith('by system') ? 'refused' : 'off'
}
