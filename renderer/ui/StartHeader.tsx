import { CircleQuestionMark, MessageSquare, Settings } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as chips from './base/chips.module.css'
import { ListMenu } from './ListMenu.js'
import { Mark } from './Mark.js'
import { HelpMenu } from './parts.js'
import * as css from './StartHeader.module.css'

/** The sign of Lanline, and what can be opened from the start. */
export function StartHeader({ app }: { app: App }) {
  const look = `${buttons.link} ${css.quiet}`
  return (
    <header class={css.header}>
      <h1>
        <Mark />
      </h1>
      <LobbyChatButton app={app} look={look} />
      <ListMenu
        class={look}
        label={t('start/help')}
        content={
          <>
            <CircleQuestionMark size={18} aria-hidden="true" /> <span class={css.label}>{t('start/help')}</span>
          </>
        }
      >
        {(close) => <HelpMenu app={app} label={t('start/help')} close={close} />}
      </ListMenu>
      <button type="button" class={look} onClick={() => void app.settings.open()}>
        <Settings size={18} aria-hidden="true" /> <span class={css.label}>{t('start/settings')}</span>
      </button>
    </header>
  )
}

function LobbyChatButton({ app: { lobby }, look }: { app: App; look: string }) {
  const count = lobby.chat.unread.value
  return (
    <button type="button" class={look} onClick={lobby.chat.toggle}>
      <MessageSquare size={18} aria-hidden="true" /> <span class={css.label}>{t('call/chat')}</span>
      {count > 0 && (
        <span class={chips.badge} aria-label={t('call/unread', { count })} role="img">
          {count > 99 ? '99+' : count}
        </span>
      )}
    </button>
  )
}
