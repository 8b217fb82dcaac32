import { playThrough } from './speaker.js'
import { sound } from './tones.js'

/** Three steps up, as loud as a voice. */
const TONES = { frequencies: [523.25, 659.25, 783.99], soundsMs: 1_200, volume: 0.2, isMelody: true } as const

/** Lets a person who has just pressed a button hear a loudspeaker; empty: the system's. */
export async function playTestTone(speaker: string): Promise<void> {
  const context = new AudioContext()
  playThrough(context, speaker)
  await context.resume()
  sound(context, TONES)
  setTimeout(() => void context.close(), TONES.soundsMs)
}
