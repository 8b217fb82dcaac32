/** Frequencies in hertz, one after the other or all at once, how long they sound, and how loud. */
export interface Tones {
  readonly frequencies: readonly number[]
  readonly soundsMs: number
  readonly volume: number
  /** Whether they sound one after the other, in equal parts of the time. */
  readonly isMelody?: boolean
}

/** Makes a sound, where the browser lets the page: none that nobody has touched yet. */
export function sound(context: AudioContext, tones: Tones): void {
  if (context.state !== 'running') return
  const { frequencies, soundsMs, volume, isMelody = false } = tones
  const seconds = soundsMs / 1000
  const each = isMelody ? seconds / frequencies.length : seconds
  for (const [index, frequency] of frequencies.entries()) {
    const start = context.currentTime + (isMelody ? index * each : 0)
    const gain = new GainNode(context, { gain: 0 })
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(volume, start + Math.min(0.03, each / 4))
    gain.gain.setValueAtTime(volume, start + each - Math.min(0.1, each / 2))
    gain.gain.linearRampToValueAtTime(0, start + each)
    gain.connect(context.destination)
    const tone = new OscillatorNode(context, { frequency })
    tone.connect(gain)
    tone.start(start)
    tone.stop(start + each)
  }
}
