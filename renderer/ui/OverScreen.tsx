import type { CallErrorCode } from '../call/errors.js'
import type { App } from '../state/app.js'
import { Mark } from './Mark.js'
import { sentenceFor } from './sentences.js'
import './over.css'

/** The host would not let this person in: why, and the way on. */
export function OverScreen({ app, room, code }: { app: App; room: string; code: CallErrorCode }) {
  const isFull = code === 'room-full'
  return (
    <main class="over">
      <Mark />
      <div class="card">
        <h1>{isFull ? `${room} is full` : `You are out of ${room}`}</h1>
        <p role="alert">
          {isFull
            ? 'Everyone who fits is in there. Wait until someone leaves, or meet in another room.'
            : sentenceFor(code)}
        </p>
        <div class="row">
          <button type="button" class="btn primary" onClick={() => void app.joinRoom()}>
            Try again
          </button>
          <button type="button" class="btn" onClick={() => app.leave()}>
            Choose another room
          </button>
        </div>
      </div>
    </main>
  )
}
