import type { App } from '../state/app.js'
import type { Goal, Screen } from '../state/goal.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as layout from './base/layout.module.css'
import { Mark } from './Mark.js'
import * as css from './OverScreen.module.css'
import { endingOf } from './sentences.js'

interface Props {
  app: App
  goal: Goal
  why: Extract<Screen, { kind: 'over' }>['why']
}

/** A call that is over, or that there was no getting into: why, and the way on. */
export function OverScreen({ app, goal, why }: Props) {
  const { headline, sentence } = endingOf(goal, why)
  return (
    <main class={css.over}>
      <Mark />
      <div class={`${cards.card} ${css.card}`}>
        <h1>{headline}</h1>
        <p role="alert">{sentence}</p>
        <div class={layout.row}>
          <button type="button" class={buttons.primary} onClick={() => void app.retry(goal)}>
            {t(goal.kind === 'room' ? 'action/try-again' : 'call/call-again')}
          </button>
          <button type="button" class={buttons.plain} onClick={() => app.leave()}>
            {t(goal.kind === 'room' ? 'call/choose-another-room' : 'call/back')}
          </button>
        </div>
      </div>
    </main>
  )
}
