import { useState } from 'preact/hooks'
import { type HostFacts, NewPasscode, type OperatorFacts } from '../../common/control.js'
import { readAs } from '../../common/schema.js'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as css from './AccessDialog.module.css'
import * as buttons from './base/buttons.module.css'
import * as fields from './base/fields.module.css'
import * as layout from './base/layout.module.css'
import * as prose from './base/prose.module.css'
import { CapacityChoice } from './CapacityChoice.js'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { Fingerprint } from './Fingerprint.js'
import { isManaged } from './is-managed.js'
import { ManagedNote } from './ManagedNote.js'
import { PasscodeField } from './PasscodeField.js'
import { TaskProblem } from './TaskProblem.js'
import { useOwnPasscode } from './use-own-passcode.js'

interface Props {
  app: App
  facts: HostFacts
  operator: OperatorFacts
  onClose(): void
}

/** For the operator: who may come in, who finds this computer, and how many fit in a room. */
export function AccessDialog({ app, facts, operator, onClose }: Props) {
  return (
    <Dialog title={t('dialogs/who-may-come-in')} place="middle" onClose={onClose}>
      <div class={`${dialog.body} ${css.access}`}>
        <PasscodeChoice app={app} facts={facts} />
        <TaskProblem app={app} task="passcode" />
        <DiscoveryChoice app={app} operator={operator} />
        <TaskProblem app={app} task="discovery" />
        <CapacityChoice
          value={operator.capacity}
          isManaged={isManaged(app, 'capacity')}
          onChange={(capacity) => void app.ownHost.setCapacity(capacity)}
        />
        <TaskProblem app={app} task="capacity" />
        {facts.secure && (
          <details>
            <summary>{t('dialogs/fingerprint')}</summary>
            <p>{t('dialogs/fingerprint-for-guests')}</p>
            <Fingerprint of={facts.secure.fingerprint} />
          </details>
        )}
      </div>
    </Dialog>
  )
}

function PasscodeChoice({ app, facts: { hasPasscode } }: { app: App; facts: HostFacts }) {
  const [isEntering, setEntering] = useState(false)
  // Over the field of a dialog that asks for the passcode there is no other.
  if (isEntering && !app.passcodes.request.value) return <PasscodeForm app={app} onDone={() => setEntering(false)} />
  return (
    <>
      <p>{t(hasPasscode ? 'host/those-with-passcode' : 'host/everyone')}</p>
      {hasPasscode && <KnownPasscode app={app} />}
      {isManaged(app, 'passcode') ? (
        <ManagedNote />
      ) : (
        <PasscodeButtons app={app} hasPasscode={hasPasscode} onEnter={() => setEntering(true)} />
      )}
    </>
  )
}

function PasscodeButtons({ app, hasPasscode, onEnter }: { app: App; hasPasscode: boolean; onEnter(): void }) {
  return (
    <div class={layout.row}>
      <button type="button" class={buttons.plain} onClick={onEnter}>
        {t(hasPasscode ? 'dialogs/change-passcode' : 'dialogs/ask-for-a-passcode')}
      </button>
      {hasPasscode && !isManaged(app, 'passcodeNeeded') && (
        <button type="button" class={buttons.plain} onClick={() => void app.ownHost.setPasscode(undefined)}>
          {t('dialogs/no-longer-ask')}
        </button>
      )}
    </div>
  )
}

/** The passcode, to be told to others; read only once the person wants it. */
function KnownPasscode({ app }: { app: App }) {
  const passcode = useOwnPasscode(app)
  const [isShown, setShown] = useState(false)
  if (passcode === undefined) return null
  return (
    <p class={css.passcode}>
      <span class={prose.muted}>{t('dialogs/passcode')}</span>
      <code>{isShown ? passcode : '••••••••'}</code>
      <button type="button" class={buttons.link} aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        {t('action/show')}
      </button>
    </p>
  )
}

function PasscodeForm({ app, onDone }: { app: App; onDone: () => void }) {
  const [text, setText] = useState('')
  const passcode = readAs(NewPasscode, text)
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
        {t('dialogs/passcode-is-long')} {t('dialogs/passcode-from-now-on')}
        {until && ` ${t(until)}`}
      </p>
      <div class={layout.row}>
        <button type="submit" class={buttons.primary} disabled={passcode === undefined}>
          {t('dialogs/set-passcode')}
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
  if (!inApp) return 'dialogs/passcode-until-restart'
  return inApp.keepsSecrets ? undefined : 'dialogs/passcode-until-quit'
}

function DiscoveryChoice({ app, operator }: { app: App; operator: OperatorFacts }) {
  const isFixed = isManaged(app, 'discovery')
  return (
    <div>
      <label class={fields.choice}>
        <input
          type="checkbox"
          checked={operator.discovery}
          disabled={isFixed}
          onChange={async ({ currentTarget }) => {
            const isDone = await app.ownHost.setDiscovery(currentTarget.checked)
            if (!isDone) currentTarget.checked = app.ownHost.operator.value?.discovery ?? operator.discovery
          }}
        />
        {t('dialogs/let-others-find')}
      </label>
      {isFixed && <ManagedNote />}
    </div>
  )
}
