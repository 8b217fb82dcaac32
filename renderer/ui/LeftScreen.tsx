import type { App } from '../state/app.js'
import type { Left } from '../state/goal.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import { OverCard } from './OverCard.js'
import { clockOf } from './use-now.js'

/** The person has hung up: how long the call was, and the way back in. */
export function LeftScreen({ app, left: { goal, lastedMs } }: { app: App; left: Left }) {
  const duration = clockOf(lastedMs)
  const isRoom = goal.kind === 'room'
  const headline = isRoom
    ? t('ending/you-left', { room: goal.room, duration })
    : t('ending/you-hung-up', { name: goal.person.name, duration })
  return (
    <OverCard headline={headline}>
      <button type="button" class={buttons.primary} onClick={() => void app.retry(goal)}>
        {t(isRoom ? 'ending/rejoin' : 'ending/call-again')}
      </button>
      <button type="button" class={buttons.plain} onClick={() => app.leave()}>
        {t('ending/back')}
      </button>
    </OverCard>
  )
}
