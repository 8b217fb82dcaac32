import type { App } from '../state/app.js'
import { sentenceFor } from './sentences.js'

/** The way to a host on another machine. */
export function OtherHostCard({ app }: { app: App }) {
  return (
    <section class="card other" aria-label="Another host">
      {app.isAtOwnHost.value ? <AddressForm app={app} /> : <Moved app={app} />}
      {app.addressProblem.value && (
        <p class="problem" role="alert">
          {sentenceFor(app.addressProblem.value)}
        </p>
      )}
    </section>
  )
}

function AddressForm({ app }: { app: App }) {
  const isMoving = app.isMoving.value
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void app.moveToHost()
      }}
    >
      <label class="field">
        <span>Join someone else’s computer</span>
        <span class="row">
          <input
            aria-label="Host address"
            class="num"
            value={app.hostAddress.value}
            onInput={({ currentTarget }) => (app.hostAddress.value = currentTarget.value)}
            placeholder="192.168.1.20"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            inputMode="url"
            enterkeyhint="go"
            aria-invalid={app.addressProblem.value !== undefined}
          />
          <button type="submit" class="btn" disabled={isMoving}>
            {isMoving ? 'Connecting…' : 'Connect'}
          </button>
        </span>
      </label>
    </form>
  )
}

function Moved({ app }: { app: App }) {
  const { origin, state } = app.host.view.value
  return (
    <>
      <p role="status">
        {state === 'connected' ? 'Connected to ' : 'Connecting again to '}
        <b class="num">{new URL(origin).host}</b>. Your room will be there.
      </p>
      <button type="button" class="btn" disabled={app.isMoving.value} onClick={() => void app.moveToOwnHost()}>
        Use this computer instead
      </button>
    </>
  )
}
