import type { Bridge } from '../../common/bridge.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'

/** macOS tells nobody that it keeps an app off the local network: other computers just do not answer. */
export function LocalNetworkHint({ bridge }: { bridge: Bridge }) {
  if (!navigator.userAgent.includes('Mac OS X')) return null
  return (
    <div class={cards.notice}>
      <p>{t('dialogs/local-network')}</p>
      <button
        type="button"
        class={buttons.plain}
        onClick={() => void bridge.openPrivacySettings('local-network').catch(reportError)}
      >
        {t('action/open-system-settings')}
      </button>
    </div>
  )
}
