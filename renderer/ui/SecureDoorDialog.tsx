import { ExternalLink } from 'lucide-preact'
import { t } from '../state/language.js'
import type { SecureDoor } from '../state/secure-door.js'
import * as buttons from './base/buttons.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'
import { Fingerprint } from './Fingerprint.js'
import { rich } from './rich.js'
import * as css from './SecureDoorDialog.module.css'

/** How a guest whose page came by plain http gets to use camera and microphone. */
export function SecureDoorDialog({ door }: { door: SecureDoor }) {
  const way = door.way.value
  return (
    <Dialog title={t('dialogs/camera-and-microphone')} place="middle" onClose={door.close}>
      {way ? <Steps link={way.link} fingerprint={way.fingerprint} /> : <NoDoor />}
    </Dialog>
  )
}

function Steps({ link, fingerprint }: { link: string; fingerprint: string }) {
  return (
    <div class={dialog.body}>
      <p>{t('dialogs/only-by-https')}</p>
      <ol class={css.steps}>
        <li>{rich('dialogs/browser-will-warn', { b: <b /> })}</li>
        <li>{rich('dialogs/go-on', { b: <b /> })}</li>
        <li>
          {rich('dialogs/compare-fingerprint', { b: <b /> })}
          <Fingerprint of={fingerprint} />
        </li>
      </ol>
      <div class={dialog.actions}>
        <a class={buttons.primary} href={link}>
          <ExternalLink size={16} aria-hidden="true" /> {t('dialogs/open-secure-page')}
        </a>
      </div>
    </div>
  )
}

function NoDoor() {
  return (
    <div class={dialog.body}>
      <p>{t('dialogs/no-secure-page')}</p>
    </div>
  )
}
