import { Lock, LockOpen } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { type HostFacts, type OperatorFacts, Passcode } from '../../common/control.js'
import { readAs } from '../../common/schema.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as css from './AccessCard.module.css'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import * as fields from './base/fields.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import { Fingerprint } from './Fingerprint.js'
import { PasscodeField } from './PasscodeField.js'
import { TaskProblem } from './TaskProblem.js'

/** For the operator: who may come in, and who finds this computer. */
export function AccessCard({ app }: { app: App }) {
  const facts = app.ownHost.facts.value
  const operator = app.ownHost.operator.value
  if (!facts || !operator) return null
  return (
    <section class={`${cards.card} ${css.access}`} aria-label={t('host/who-may-come-in')}>
      <h2>{t('host/who-may-come-in')}</h2>
      <PasscodeChoice app={app} facts={facts} />
      <TaskProblem app={app} task="passcode" />
      <DiscoveryChoice app={app} operator={operator} />
      <TaskProblem app={app} task="discovery" />
      {facts.secure && (
        <details>
          <summary>{t('host/fingerprint')}</summary>
          <p>{t('host/fingerprint-for-guests')}</p>
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
      <p class={css.who}>
        <Icon size={18} aria-hidden="true" />
        {t(hasPasscode ? 'host/those-with-passcode' : 'host/everyone')}
      </p>
      <div class={layout.row}>
        <button type="button" class={buttons.plain} onClick={() => setEntering(true)}>
          {t(hasPasscode ? 'host/change-passcode' : 'host/ask-for-passcode')}
        </button>
        {hasPasscode && (
          <button type="button" class={buttons.plain} onClick={() => void app.ownHost.setPasscode(undefined)}>
            {t('host/no-longer-ask')}
          </button>
        )}
      </div>
    </>
  )
}

function PasscodeForm({ app, onDone }: { app: App; onDone: () => void }) {
  const [text, setText] = useState('')
  const passcode = readAs(Passcode, text)
  const until = untilWhen(app.store.inApp.value)
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        if (passcode !== undefined && (await app.ownHost.setPasscode(passcode))) onDone()
      }}
    >
      <PasscodeField value={text} onInput={setText} isWrong={text.trim() !== '' && passcode === undefined} />
      <p class={prose.hint}>
        {t('host/passcode-from-now-on')}
        {until && ` ${t(until)}`}
      </p>
      <div class={layout.row}>
        <button type="submit" class={buttons.primary} disabled={passcode === undefined}>
          {t('host/set-passcode')}
        </button>
        <button type="button" class={buttons.plain} onClick={onDone}>
          {t('action/cancel')}
        </button>
      </div>
    </form>
  )
}

/** How long a passcode holds; undefined where it is kept. */
function untilWhen(inApp: App['store']['inApp']['value']) {
  if (!inApp) return 'host/passcode-until-restart'
  return inApp.keepsSecrets ? undefined : 'host/passcode-until-quit'
}

function DiscoveryChoice({ app, operator }: { app: App; operator: OperatorFacts }) {
  return (
    <label class={fields.choice}>
      <input
        type="checkbox"
        checked={operator.discovery}
        onChange={async ({ currentTarget }) => {
          const isDone = await app.ownHost.setDiscovery(currentTarget.checked)
          if (!isDone) currentTarget.checked = operator.discovery
        }}
      />
      {t('host/let-others-find')}
    </label>
  )
}
