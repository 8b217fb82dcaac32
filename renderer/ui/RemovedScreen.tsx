import type { App } from '../state/app.js'
import { Mark } from './Mark.js'
import { sentenceFor } from './sentences.js'
import './over.css'

/** The operator has taken this person off the host: nothing goes on here by itself. */
export function RemovedScreen({ app }: { app: App }) {
  return (
    <main class="over">
      <Mark />
      <div class="card">
        <h1>You are out</h1>
        <p role="alert">{sentenceFor('removed')}</p>
        <div class="row">
          <button type="button" class="btn" onClick={() => app.leave()}>
            Go to another computer
          </button>
        </div>
      </div>
    </main>
  )
}
