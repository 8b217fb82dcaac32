import type { App } from '../state/app.js'
import type { Goal, Screen } from '../state/goal.js'
import { Mark } from './Mark.js'
import { endingOf } from './sentences.js'
import './over.css'

interface Props {
  app: App
  goal: Goal
  why: Extract<Screen, { kind: 'over' }>['why']
}

/** A call that is over, or that there was no getting into: why, and the way on. */
export function OverScreen({ app, goal, why }: Props) {
  const { headline, sentence } = endingOf(goal, why)
  return (
    <main class="over">
      <Mark />
      <div class="card">
        <h1>{headline}</h1>
        <p role="alert">{sentence}</p>
        <div class="row">
          <button type="button" class="btn primary" onClick={() => void app.retry(goal)}>
            {goal.kind === 'room' ? 'Try again' : 'Call again'}
          </button>
          <button type="button" class="btn" onClick={() => app.leave()}>
            {goal.kind === 'room' ? 'Choose another room' : 'Back'}
          </button>
        </div>
      </div>
    </main>
  )
}
