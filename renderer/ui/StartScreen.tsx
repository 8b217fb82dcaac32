import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { Dialog } from './Dialog.js'
import { InviteCard } from './InviteCard.js'
import { JoinCard } from './JoinCard.js'
import { NetworkCard } from './NetworkCard.js'
import { ChatPanel, DevicePickers, MissedCall, Notices } from './parts.js'
import { StartHeader } from './StartHeader.js'
import * as css from './StartScreen.module.css'
import { useMedia } from './use-media.js'

/** Two doors: to call others, or to be come to. */
export function StartScreen({ app }: { app: App }) {
  const { chat } = app.lobby
  // What matters more comes first on a phone.
  const isNarrow = useMedia('(max-width: 860px)')
  return (
    <div class={css.start}>
      <StartHeader app={app} />
      {hasNews(app) && <Notices app={app} />}
      {app.rings.missed.value && <MissedCall app={app} missed={app.rings.missed.value} />}
      <main>
        <JoinCard app={app} hasPickers={!isNarrow} />
        <div class={css.column}>
          <NetworkCard app={app} />
          <InviteCard app={app} />
        </div>
        {isNarrow && <DevicePickers devices={app.deviceControls} />}
      </main>
      {chat.isOpen.value && (
        <Dialog title={t('start/lobby-chat')} place="side" onClose={chat.toggle}>
          <ChatPanel chat={chat} takesFocus />
        </Dialog>
      )}
    </div>
  )
}

const hasNews = ({ store: { notice, newPasscode, update } }: App) =>
  notice.value !== undefined || newPasscode.value !== undefined || update.value?.version !== undefined
