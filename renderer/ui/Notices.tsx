import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { noticeSentence, updateSentence } from './settings-sentences.js'
import './notices.css'

/** What the person is to know of their settings and of the app, with what they can do about it. */
export function Notices({ app: { store } }: { app: App }) {
  const notice = store.notice.value
  const update = store.update.value
  return (
    <>
      {notice && (
        <div class="noted" role="status">
          <p>{noticeSentence(notice)}</p>
          <button type="button" class="btn" onClick={() => store.forgetNotice()}>
            {t('start/ok')}
          </button>
        </div>
      )}
      {update?.version !== undefined && (
        <div class="noted" role="status">
          <p>{updateSentence(update)}</p>
          {(update.state === 'available' || update.state === 'failed') && (
            <button type="button" class="btn" onClick={() => store.fetchUpdate()}>
              {t(update.state === 'failed' ? 'action/try-again' : 'start/update')}
            </button>
          )}
        </div>
      )}
    </>
  )
}
