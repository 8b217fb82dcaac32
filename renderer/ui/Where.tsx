import type { App } from '../state/app.js'
import type { Goal } from '../state/goal.js'
import * as chips from './base/chips.module.css'
import * as prose from './base/prose.module.css'
import { clockOf, useNow } from './use-now.js'
import * as css from './Where.module.css'

/** Where the person is, and for how long. Hides with the controls. */
export function Where({ app, goal }: { app: App; goal: Goal }) {
  const now = useNow()
  const place = goal.kind === 'room' ? goal.room : goal.person.name
  return (
    <p class={`${chips.chip} ${css.where}`}>
      <span>
        {`${place} · `}
        <span class={prose.num} role="timer">
          {clockOf(now - (app.calling.since.value ?? now))}
        </span>
      </span>
    </p>
  )
}
