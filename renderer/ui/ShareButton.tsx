import { MonitorUp, MonitorX } from 'lucide-preact'
import { t } from '../state/language.js'
import type { Sharing } from '../state/sharing.js'
import * as buttons from './base/buttons.module.css'

const FACES = {
  on: { label: 'call/stop-sharing', Icon: MonitorX },
  off: { label: 'call/share-screen', Icon: MonitorUp },
} as const

/** Shows one's screen to the others, or stops that. */
export function ShareButton({ sharing }: { sharing: Sharing }) {
  const state = sharing.state.value
  const { label, Icon } = state === 'on' ? FACES.on : FACES.off
  return (
    <button
      type="button"
      class={`${buttons.round} ${state === 'on' ? buttons.active : ''}`}
      aria-label={t(label)}
      title={t(label)}
      aria-busy={state === 'starting'}
      onClick={() => sharing.toggle()}
    >
      <Icon size={20} aria-hidden="true" />
    </button>
  )
}
