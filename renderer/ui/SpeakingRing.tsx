import type { App } from '../state/app.js'
import * as css from './SpeakingRing.module.css'

/** Round the picture of whoever speaks. */
export function SpeakingRing({ app: { callView }, id }: { app: App; id: string }) {
  const isSpeaking = callView.speakers.value.has(id)
  return <span class={`${css.ring} ${isSpeaking ? css.speaking : ''}`} data-speaking={isSpeaking} aria-hidden="true" />
}
