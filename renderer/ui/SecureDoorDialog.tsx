import { ExternalLink } from 'lucide-preact'
import { browserOf } from '../state/browser.js'
import { t } from '../state/language.js'
import type { SecureDoor, Way } from '../state/secure-door.js'
import * as buttons from './base/buttons.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { Fingerprint } from './Fingerprint.js'
import { rich } from './rich.js'
import * as css from './SecureDoorDialog.module.css'

/** How a guest whose page came by plain http gets to use camera and microphone. */
export function SecureDoorDialog({ door, host }: { door: SecureDoor; host: string | undefined }) {
  const way = door.way.value
  return (
    <Dialog title={t('dialogs/camera-and-microphone')} place="middle" onClose={door.close}>
      {way ? <Steps way={way} host={host} onGo={door.go} /> : <NoDoor />}
    </Dialog>
  )
}

function Steps({ way: { link, fingerprint }, host, onGo }: { way: Way; host: string | undefined; onGo(): void }) {
  return (
    <>
      <div class={dialog.body}>
        <p class={css.warns}>{t('dialogs/browser-warns-once')}</p>
        <p>{rich(`dialogs/go-on-${browserOf(navigator.userAgent)}`, { b: <b /> })}</p>
        <p>{t('dialogs/then-allow')}</p>
        <details>
          <summary>
            {host === undefined ? t('dialogs/check-computer') : t('dialogs/check-that-it-is', { host })}
          </summary>
          <div class={css.check}>
            <p>{t('dialogs/compare-fingerprint')}</p>
            <Fingerprint of={fingerprint} />
          </div>
        </details>
      </div>
      <footer class={dialog.footer}>
        <a class={`${buttons.primary} ${css.continue}`} href={link} onClick={onGo}>
          <ExternalLink size={16} aria-hidden="true" /> {t('dialogs/continue')}
        </a>
      </footer>
    </>
  )
}

function NoDoor() {
  return (
    <div class={dialog.body}>
      <p>{t('dialogs/no-secure-page')}</p>
    </div>
  )
}
