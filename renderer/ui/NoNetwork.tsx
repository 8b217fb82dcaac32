import { Stethoscope, WifiOff } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as css from './NoNetwork.module.css'
import { OtherAddresses } from './OtherAddresses.js'

/** The host is there, for this computer alone. */
export function NoNetwork({ app }: { app: App }) {
  return (
    <>
      <h3 class={css.none}>
        <WifiOff size={20} aria-hidden="true" /> {t('host/no-network')}
      </h3>
      <p>{t('host/nobody-can-reach')}</p>
      <button type="button" class={buttons.plain} onClick={() => app.doctor.open()}>
        <Stethoscope size={18} aria-hidden="true" /> {t('start/check-network')}
      </button>
      <OtherAddresses app={app} />
    </>
  )
}
