import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { within } from '../../common/within.js'
import type { App } from '../state/app.js'
import { playThrough } from './speaker.js'
import { sound, type Tones } from './tones.js'

/** Short and soft: a step up for what comes, a step down for what goes. */
const TONES = {
  came: { frequencies: [523.25, 783.99], soundsMs: 220, volume: 0.08, isMelody: true },
  left: { frequencies: [783.99, 523.25], soundsMs: 220, volume: 0.08, isMelody: true },
  message: { frequencies: [1046.5], soundsMs: 120, volume: 0.06 },
  muted: { frequencies: [392], soundsMs: 80, volume: 0.06 },
  unmuted: { frequencies: [587.33], soundsMs: 80, volume: 0.06 },
} as const satisfies Record<string, Tones>

/** How late a sound may come. */
const START_MS = 300
/** When all sounds have ended and been played. */
const END_MS = 1_500

/** Makes what happens in a call heard, unless the person wants none of it. */
export function CallSounds({ app: { calling, deviceControls, store } }: { app: App }) {
  useEffect(() => {
    let context: AudioContext | undefined
    let silence: ReturnType<typeof setTimeout> | undefined
    const play = (kind: keyof typeof TONES) => {
      if (!store.person.callSounds) return
      const speaker = context ?? new AudioContext()
      context = speaker
      playThrough(speaker, deviceControls.speaker.peek())
      // One that runs costs processor time, heard or not.
      clearTimeout(silence)
      silence = setTimeout(() => void speaker.suspend(), END_MS)
      // It starts a moment later, and never where nobody has touched the page.
      void within(speaker.resume(), START_MS)
        .then(() => sound(speaker, TONES[kind]))
        .catch(() => undefined)
    }
    let [news, wasOn] = [calling.news.peek(), deviceControls.isOn('audio')]
    const stop = effect(() => {
      const [next, isOn] = [calling.news.value, deviceControls.isOn('audio')]
      if (next && next !== news && next.kind in TONES) play(next.kind as keyof typeof TONES)
      if (isOn !== wasOn) play(isOn ? 'unmuted' : 'muted')
      news = next
      wasOn = isOn
    })
    return () => {
      stop()
      clearTimeout(silence)
      void context?.close()
    }
  }, [calling, deviceControls, store])
  return null
}
