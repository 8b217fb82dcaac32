import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as css from './Notices.module.css'
import { noticeSentence, updateSentence } from './settings-sentences.js'

/** What the person is to know of their settings and of the app, with what they can do about it. */
export function Notices({ app: { store } }: { app: App }) {
  const notice = store.notice.value
  const passcode = store.newPasscode.value
  const update = store.update.value
  return (
    <>
      {notice && <Note sentence={noticeSentence(notice)} onNoted={() => store.forgetNotice()} />}
      {passcode !== undefined && (
        <Note sentence={t('settings/notice-new-passcode', { passcode })} onNoted={() => store.forgetNewPasscode()} />
      )}
      {update?.version !== undefined && (
        <div class={css.noted} role="status">
          <p>{updateSentence(update)}</p>
          {(update.state === 'available' || update.state === 'failed') && (
            <button type="button" class={buttons.plain} onClick={() => store.fetchUpdate()}>
              {t(update.state === 'failed' ? 'action/try-again' : 'start/update')}
            </button>
          )}
        </div>
      )}
    </>
  )
}

/** What the person has taken note of is gone. */
function Note({ sentence, onNoted }: { sentence: string; onNoted: () => void }) {
  return (
    <div class={css.noted} role="status">
      <p>{sentence}</p>
      <button type="button" class={buttons.plain} onClick={onNoted}>
        {t('start/ok')}
      </button>
    </div>
  )
}
