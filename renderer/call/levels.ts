import { releaseContext, shareContext } from './listening-context.js'

/** How loud a sound is, as the root mean square of its samples: 0 is silence, 1 full scale. */
export interface Level {
  read(): number
  /** Releases what it takes to measure; to be called once. */
  close(): void
}

/** Ten times a second. */
export const LEVEL_EVERY_MS = 100
/** Samples in one look, 43 ms at 48 kHz. */
const SAMPLES = 2048
/** A source of sound that told nothing new in so many looks sends nothing. */
const STALE_LOOKS = 3
/** What a scale shows as nothing, in dB below full scale: a quiet room. */
const FLOOR_DB = -60

/**
 * The level of a track, measured on its samples; 0 where it has ended, and until somebody has touched the page: before
 * that browsers run no audio. Closes with the track.
 */
export function trackLevel(track: MediaStreamTrack): Level {
  const samples = new Float32Array(SAMPLES)
  let meter: Meter | undefined
  let isClosed = track.readyState === 'ended'
  const close = () => {
    isClosed = true
    track.removeEventListener('ended', close)
    meter?.close()
    meter = undefined
  }
  track.addEventListener('ended', close)
  return {
    read: () => {
      if (isClosed || navigator.userActivation?.hasBeenActive === false) return 0
      if (track.readyState === 'ended') close()
      else meter ??= new Meter(track)
      return meter?.read(samples) ?? 0
    },
    close,
  }
}

/**
 * The level of a microphone, whether it is muted or not: a muted track is silent, so a clone is measured that stays
 * enabled and is sent to nobody. It is stopped on closing, and as soon as the microphone's own track is.
 */
export function microphoneLevel(track: MediaStreamTrack): Level {
  const clone = track.clone()
  clone.enabled = true
  const level = trackLevel(clone)
  return {
    read: level.read,
    close: () => {
      level.close()
      clone.stop()
    },
  }
}

/**
 * The level of what is received, as the sender measured it (RFC 6464) or the browser after decoding; where it tells none,
 * as `trackLevel`.
 */
export function receivedLevel(receiver: RTCRtpReceiver): Level {
  let measured: Level | undefined
  let [last, sameLooks] = [0, 0]
  return {
    read: () => {
      const [source] = receiver.getSynchronizationSources()
      if (!source) return measured?.read() ?? 0
      if (source.audioLevel === undefined) {
        measured ??= trackLevel(receiver.track)
        return measured.read()
      }
      sameLooks = source.timestamp === last ? sameLooks + 1 : 0
      last = source.timestamp
      return sameLooks < STALE_LOOKS ? source.audioLevel : 0
    },
    close: () => measured?.close(),
  }
}

/** Where a level stands on a scale that goes with what people hear: 0 is a quiet room, 1 full scale. */
export const onScale = (level: number): number => Math.min(1, Math.max(0, 1 - (20 * Math.log10(level)) / FLOOR_DB))

const lookers = new Set<(nowMs: number) => void>()
let timer: ReturnType<typeof setInterval> | undefined

/**
 * Calls `look` ten times a second until the function that comes back is called, with the time in milliseconds of some
 * clock that only goes forward. Everyone who looks shares one timer, which there is only while somebody does.
 */
export function everyLook(look: (nowMs: number) => void): () => void {
  lookers.add(look)
  timer ??= setInterval(() => {
    const nowMs = performance.now()
    for (const looker of lookers) looker(nowMs)
  }, LEVEL_EVERY_MS)
  return () => {
    lookers.delete(look)
    if (lookers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Shows a level ten times a second, and closes it when the function that comes back is called. */
export function watchLevel(level: Level, show: (level: number) => void): () => void {
  const stop = everyLook(() => show(level.read()))
  return () => {
    stop()
    level.close()
  }
}

/** An analyser of a track. */
class Meter {
  readonly #context = shareContext()
  readonly #source: MediaStreamAudioSourceNode
  readonly #analyser = new AnalyserNode(this.#context, { fftSize: SAMPLES })

  constructor(track: MediaStreamTrack) {
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]))
    this.#source.connect(this.#analyser)
  }

  read(samples: Float32Array<ArrayBuffer>): number {
    if (this.#context.state === 'suspended') void this.#context.resume()
    this.#analyser.getFloatTimeDomainData(samples)
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
  }

  close(): void {
    this.#source.disconnect()
    releaseContext()
  }
}
