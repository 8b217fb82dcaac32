import { Lock, LockOpen } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { type HostFacts, type OperatorFacts, Passcode } from '../../common/control.js'
import type { App } from '../state/app.js'
import { Fingerprint } from './Fingerprint.js'
import { PasscodeField } from './PasscodeField.js'
import { TaskProblem } from './TaskProblem.js'
import './access.css'

/** For the operator: who may come in, and who finds this computer. */
export function AccessCard({ app }: { app: App }) {
  const facts = app.ownHost.facts.value
  const operator = app.ownHost.operator.value
  if (!facts || !operator) return null
  return (
    <section class="card access" aria-label="Who may come in">
      <h2>Who may come in</h2>
      <PasscodeChoice app={app} facts={facts} />
      <TaskProblem app={app} task="passcode" />
      <DiscoveryChoice app={app} operator={operator} />
      <TaskProblem app={app} task="discovery" />
      {facts.secure && (
        <details>
          <summary>Certificate fingerprint</summary>
          <p>Guests who go on to the secure page can compare the certificate that their browser shows with this.</p>
          <Fingerprint of={facts.secure.fingerprint} />
        </details>
      )}
    </section>
  )
}

function PasscodeChoice({ app, facts: { hasPasscode } }: { app: App; facts: HostFacts }) {
  const [isEntering, setEntering] = useState(false)
  // Over the field of a dialog that asks for the passcode there is no other.
  if (isEntering && !app.passcodes.request.value) return <PasscodeForm app={app} onDone={() => setEntering(false)} />
  const Icon = hasPasscode ? Lock : LockOpen
  return (
    <>
      <p class="row">
        <Icon size={18} aria-hidden="true" />
        {hasPasscode ? 'Those who know the passcode' : 'Everyone on this network'}
      </p>
      <div class="row">
        <button type="button" class="btn" onClick={() => setEntering(true)}>
          {hasPasscode ? 'Change it…' : 'Ask for a passcode…'}
        </button>
        {hasPasscode && (
          <button type="button" class="btn" onClick={() => void app.ownHost.setPasscode(undefined)}>
            No longer ask for it
          </button>
        )}
      </div>
    </>
  )
}

function PasscodeForm({ app, onDone }: { app: App; onDone: () => void }) {
  const [text, setText] = useState('')
  const passcode = Passcode.safeParse(text)
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        if (passcode.success && (await app.ownHost.setPasscode(passcode.data))) onDone()
      }}
    >
      <PasscodeField value={text} onInput={setText} isWrong={text.trim() !== '' && !passcode.success} />
      <p class="small muted">
        Whoever comes in from now on is asked for it. Those who are here stay.
        {app.store.inApp.value?.keepsSecrets === false &&
          ' This system has no safe place for it, so it holds until you quit.'}
      </p>
      <div class="row">
        <button type="submit" class="btn primary" disabled={!passcode.success}>
          Set passcode
        </button>
        <button type="button" class="btn" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  )
}

function DiscoveryChoice({ app, operator }: { app: App; operator: OperatorFacts }) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={operator.discovery}
        onChange={async ({ currentTarget }) => {
          const isDone = await app.ownHost.setDiscovery(currentTarget.checked)
          if (!isDone) currentTarget.checked = operator.discovery
        }}
      />
      Let others on this network find this computer
    </label>
  )
}
