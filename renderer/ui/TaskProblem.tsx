import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import type { Task } from '../state/own-host.js'
import * as prose from './base/prose.module.css'

/** Why the host did not do what its operator wanted of it. */
export function TaskProblem({ app, task }: { app: App; task: Task }) {
  const problem = app.ownHost.problem.value
  if (problem?.task !== task) return null
  return (
    <p class={prose.problem} role="alert">
      {t(`problems/${problem.code}`)}
    </p>
  )
}
