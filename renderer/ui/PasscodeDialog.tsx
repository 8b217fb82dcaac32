import { useEffect, useRef, useState } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import type { PasscodeRequest } from '../state/passcodes.js'
import * as buttons from './base/buttons.module.css'
import * as prose from './base/prose.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { PasscodeField } from './PasscodeField.js'
import { clockOf, useNow } from './use-now.js'

/** A host lets in those who know its passcode: asks for that, until it is right or the person gives up. */
export function PasscodeDialog({ app, request }: { app: App; request: PasscodeRequest }) {
  const [passcode, setPasscode] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const { origin, problem, isTrying, blockedUntil = 0 } = request
  const leftMs = isTrying ? 0 : Math.max(0, blockedUntil - useNow())
  useEffect(() => {
    if (!isTrying) form.current?.querySelector('input')?.select()
  }, [isTrying])
  const isThisComputer = origin === location.origin && app.reach.isThisComputer
  const address = new URL(origin).host
  const name = app.reach.nameOf(origin)
  return (
    <Dialog
      title={
        isThisComputer ? t('dialogs/this-computer-protected') : t('dialogs/host-protected', { host: name ?? address })
      }
      place="question"
      onClose={app.passcodes.cancel}
    >
      <form
        ref={form}
        class={dialog.body}
        onSubmit={(event) => {
          event.preventDefault()
          app.passcodes.give(passcode.trim())
        }}
      >
        {!isThisComputer && name !== undefined && <p class={`${prose.hint} ${prose.num}`}>{address}</p>}
        <p>{t('dialogs/ask-for-passcode')}</p>
        <PasscodeField value={passcode} onInput={setPasscode} isWrong={problem === 'wrong-passcode' && !isTrying} />
        <Refusal problem={isTrying ? 'passcode-required' : problem} leftMs={leftMs} hasWaited={blockedUntil > 0} />
        <div class={dialog.actions}>
          <button type="button" class={buttons.plain} onClick={app.passcodes.cancel}>
            {t('action/cancel')}
          </button>
          <button type="submit" class={buttons.primary} disabled={isTrying || leftMs > 0 || passcode.trim() === ''}>
            {t(isTrying ? 'dialogs/trying' : 'dialogs/continue')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

interface RefusalProps {
  problem: PasscodeRequest['problem']
  /** How long the host takes no other try. */
  leftMs: number
  hasWaited: boolean
}

/** Why the host does not let the person in; the time that is left is shown each second, and heard once. */
function Refusal({ problem, leftMs, hasWaited }: RefusalProps) {
  if (problem === 'passcode-required' || (hasWaited && leftMs === 0)) return null
  return (
    <p class={prose.problem}>
      <span role="alert">{t(leftMs > 0 ? 'dialogs/too-many-tries' : `problems/${problem}`)}</span>
      {leftMs > 0 && <span role="timer"> {t('dialogs/try-again-in', { time: clockOf(leftMs + 999) })}</span>}
    </p>
  )
}
