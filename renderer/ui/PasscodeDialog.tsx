import { useEffect, useRef, useState } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import type { PasscodeRequest } from '../state/passcodes.js'
import { Dialog } from './Dialog.js'
import { PasscodeField } from './PasscodeField.js'

/** A host lets in those who know its passcode: asks for that, until it is right or the person gives up. */
export function PasscodeDialog({ app, request }: { app: App; request: PasscodeRequest }) {
  const [passcode, setPasscode] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const { origin, problem, isTrying } = request
  useEffect(() => {
    if (!isTrying) form.current?.querySelector('input')?.select()
  }, [isTrying])
  const isThisComputer = origin === location.origin && app.reach.isThisComputer
  return (
    <Dialog
      title={
        isThisComputer
          ? t('dialogs/this-computer-protected')
          : t('dialogs/host-protected', { host: new URL(origin).host })
      }
      place="question"
      onClose={app.passcodes.cancel}
    >
      <form
        ref={form}
        class="body"
        onSubmit={(event) => {
          event.preventDefault()
          app.passcodes.give(passcode.trim())
        }}
      >
        <p>{t('dialogs/ask-for-passcode')}</p>
        <PasscodeField value={passcode} onInput={setPasscode} isWrong={problem === 'wrong-passcode' && !isTrying} />
        {problem !== 'passcode-required' && !isTrying && (
          <p class="problem" role="alert">
            {t(`problems/${problem}`)}
          </p>
        )}
        <div class="row actions">
          <button type="button" class="btn" onClick={app.passcodes.cancel}>
            {t('action/cancel')}
          </button>
          <button type="submit" class="btn primary" disabled={isTrying || passcode.trim() === ''}>
            {t(isTrying ? 'dialogs/trying' : 'dialogs/continue')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
