import { useRef } from 'preact/hooks'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as chips from './base/chips.module.css'
import * as prose from './base/prose.module.css'
import * as css from './ShareNote.module.css'
import { remedyFor } from './unheard.js'
import { Video } from './Video.js'

/**
 * That one shares one’s screen, or for a while why that did not come about. From when a film is shown without its sound on, it
 * says that the others do not hear it.
 */
export function ShareNote({ app }: { app: App }) {
  const { sharing, calling, store } = app
  const { state, problem, openPrivacySettings } = sharing
  const isFilm = useRef(false)
  isFilm.current = state.value === 'on' && (isFilm.current || calling.outgoing.screen.hint.value === 'motion')
  if (state.value === 'on') {
    const remedy = isFilm.current && remedyFor(sharing, store.inApp.value !== undefined, navigator.userAgent)
    return (
      <div class={`${chips.note} ${prose.small} ${css.shared}`}>
        <Video stream={sharing.stream} testId="shared-screen" label={t('call/you-share-screen')} />
        <p>{t('call/you-share-screen')}</p>
        <button type="button" class={buttons.plain} onClick={() => sharing.toggle()}>
          {t('panels/stop')}
        </button>
        {remedy && (
          <p class={css.unheard} role="status">
            {t(`panels/unheard-${remedy}`)}
            {remedy === 'permission' && (
              <>
                {' '}
                <button type="button" class={buttons.plain} onClick={openPrivacySettings}>
                  {t('action/open-system-settings')}
                </button>
              </>
            )}
          </p>
        )}
      </div>
    )
  }
  if (!problem.value) return null
  return (
    <div class={`${chips.note} ${prose.small} ${css.problem}`} role="alert">
      <p>{t(`problems/share-${problem.value}`)}</p>
      {problem.value === 'refused' && openPrivacySettings && (
        <button type="button" class={buttons.plain} onClick={openPrivacySettings}>
          {t('action/open-system-settings')}
        </button>
      )}
    </div>
  )
}
