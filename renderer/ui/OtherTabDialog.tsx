import { t } from '../state/language.js'
import type { OtherTabs } from '../state/other-tabs.js'
import * as buttons from './base/buttons.module.css'
import { Dialog } from './Dialog.js'
import * as dialog from './Dialog.module.css'

/** Another tab of this browser is in the room: the call moves here, or nothing happens, or there are two people. */
export function OtherTabDialog({ tabs }: { tabs: OtherTabs }) {
  const room = tabs.request.value?.room ?? ''
  return (
    <Dialog title={t('talk/continue-question')} place="question" onClose={tabs.dismiss}>
      <div class={dialog.body}>
        <p>{t('talk/in-other-tab', { room })}</p>
        <div class={dialog.actions}>
          <button type="button" class={buttons.plain} onClick={tabs.dismiss}>
            {t('action/cancel')}
          </button>
          <button type="button" class={buttons.plain} onClick={() => void tabs.joinBeside()}>
            {t('talk/join-beside')}
          </button>
          <button type="button" class={buttons.primary} onClick={() => void tabs.continueHere()}>
            {t('talk/continue-here')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
