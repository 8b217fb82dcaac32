import type { App } from '../state/app.js'
import { FoundHosts } from './FoundHosts.js'
import { sentenceFor } from './sentences.js'
import './other-host.css'

/** The way to a host on another machine. */
export function OtherHostCard({ app }: { app: App }) {
  const problem = app.moving.problem.value
  return (
    <section class="card other" aria-label="Another host">
      {!app.host.isAtOwn.value && <Moved app={app} />}
      <FoundHosts app={app} />
      {app.host.isAtOwn.value && <AddressForm app={app} />}
      {problem && (
        <p class="problem" role="alert">
          {sentenceFor(problem)}
        </p>
      )}
    </section>
  )
}

function AddressForm({ app: { moving } }: { app: App }) {
  const isMoving = moving.isUnderWay.value
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void moving.toAddress()
      }}
    >
      <label class="field">
        <span>Join someone else’s computer</span>
        <span class="row">
          <input
            aria-label="Host address"
            class="num"
            value={moving.address.value}
            onInput={({ currentTarget }) => (moving.address.value = currentTarget.value)}
            placeholder="192.168.1.20"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            inputMode="url"
            enterkeyhint="go"
            aria-invalid={moving.problem.value !== undefined}
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
  const { origin, state, error } = app.host.view.value
  const name = <b class="num">{new URL(origin).host}</b>
  return (
    <>
      {state === 'failed' ? (
        <>
          <p role="alert">
            Not connected to {name}. {error && sentenceFor(error)}
          </p>
          {error !== 'removed' && (
            <button type="button" class="btn" onClick={() => app.retryHost()}>
              Try again
            </button>
          )}
        </>
      ) : (
        <p role="status">
          {state === 'connected' ? 'Connected to ' : 'Connecting again to '}
          {name}. Your room will be there.
        </p>
      )}
      <button type="button" class="btn" disabled={app.moving.isUnderWay.value} onClick={() => void app.moving.home()}>
        Use this computer instead
      </button>
    </>
  )
}
