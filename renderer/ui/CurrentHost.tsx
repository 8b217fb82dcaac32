import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as layout from './base/layout.module.css'
import * as css from './CurrentHost.module.css'
import { HostName } from './HostName.js'
import { rich } from './rich.js'

/** Where the person is, at another computer than their own, and the way back. */
export function CurrentHost({ app }: { app: App }) {
  const { origin, state, error } = app.host.view.value
  const host = <HostName app={app} origin={origin} />
  return (
    <div class={css.current}>
      {state === 'failed' ? (
        <p role="alert">
          {rich('host/not-connected-to', { host })} {error && t(`problems/${error}`)}
        </p>
      ) : (
        <p role="status">{rich(state === 'connected' ? 'host/connected-to' : 'host/connecting-again-to', { host })}</p>
      )}
      <div class={layout.row}>
        {state === 'failed' && error !== 'removed' && (
          <button type="button" class={buttons.plain} onClick={() => app.retryHost()}>
            {t('action/try-again')}
          </button>
        )}
        <button
          type="button"
          class={buttons.plain}
          disabled={app.moving.isUnderWay.value}
          onClick={() => void app.moving.home()}
        >
          {t('host/use-this-computer')}
        </button>
      </div>
    </div>
  )
}
