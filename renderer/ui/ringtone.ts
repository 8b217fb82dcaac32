import { useContext, useEffect } from 'preact/hooks'
import { playThrough, Speaker } from './speaker.js'
import { sound, type Tones } from './tones.js'

/** Two tones at a time, and how long until they sound again. */
const TONES = {
  incoming: { frequencies: [523.25, 659.25], soundsMs: 900, everyMs: 2_000, volume: 0.18 },
  /** Before a call is answered by itself. */
  chime: { frequencies: [659.25, 880, 1318.5], soundsMs: 700, everyMs: 1_000, volume: 0.18, isMelody: true },
  /** What the caller hears, softer and as telephones in Europe do it: 425 Hz, a second of sound in five. */
  outgoing: { frequencies: [425], soundsMs: 1_000, everyMs: 5_000, volume: 0.05 },
} as const satisfies Record<string, Tones & { everyMs: number }>

/** Rings for as long as the component is there. Browsers keep a page silent that nobody has touched yet. */
export function useRingtone(kind: keyof typeof TONES | undefined): void {
  const speaker = useContext(Speaker).value
  useEffect(() => {
    if (!kind) return
    const context = new AudioContext()
    playThrough(context, speaker)
    const ring = () => sound(context, TONES[kind])
    ring()
    const timer = setInterval(ring, TONES[kind].everyMs)
    return () => {
      clearInterval(timer)
      void context.close()
    }
  }, [kind, speaker])
}

/** Rings once, for a person who wants to know how that sounds and has just pressed a button. */
export async function playRingtone(speaker: string): Promise<void> {
  const context = new AudioContext()
  playThrough(context, speaker)
  await context.resume()
  sound(context, TONES.incoming)
  setTimeout(() => void context.close(), TONES.incoming.soundsMs)
}
