import type { Bridge } from '../../common/bridge.js'
import { t } from '../state/language.js'

/** macOS tells nobody that it keeps an app off the local network: other computers just do not answer. */
export function LocalNetworkHint({ bridge }: { bridge: Bridge }) {
  if (!navigator.userAgent.includes('Mac OS X')) return null
  return (
    <div class="notice">
      <p>{t('problems/local-network')}</p>
      <button
        type="button"
        class="btn"
        onClick={() => void bridge.openPrivacySettings('local-network').catch(reportError)}
      >
        {t('action/open-system-settings')}
      </button>
    </div>
  )
}
