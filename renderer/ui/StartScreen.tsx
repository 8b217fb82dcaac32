import { ScrollText, Settings } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { AddressCard } from './AddressCard.js'
import * as buttons from './base/buttons.module.css'
import * as cards from './base/cards.module.css'
import { CheckButton } from './CheckButton.js'
import { JoinCard } from './JoinCard.js'
import { Mark } from './Mark.js'
import { AccessCard, ChatPanel, Notices, OtherHostCard, PeopleCard } from './parts.js'
import * as css from './StartScreen.module.css'

export function StartScreen({ app }: { app: App }) {
  return (
    <div class={css.start}>
      <header class={css.header}>
        <h1>
          <Mark />
        </h1>
        <CheckButton app={app} class={`${buttons.link} ${css.quiet}`} label={css.label} />
        <button type="button" class={`${buttons.link} ${css.quiet}`} onClick={() => app.signalLog.open()}>
          <ScrollText size={18} aria-hidden="true" /> <span class={css.label}>{t('start/signaling-log')}</span>
        </button>
        <button type="button" class={`${buttons.link} ${css.quiet}`} onClick={() => void app.settings.open()}>
          <Settings size={18} aria-hidden="true" /> <span class={css.label}>{t('start/settings')}</span>
        </button>
      </header>
      {hasNews(app) && <Notices app={app} />}
      {app.rings.missed.value !== undefined && (
        <p class={css.missed} role="status">
          {t('start/missed-call', { name: app.rings.missed.value })}
        </p>
      )}
      <main>
        <div class={css.column}>
          <JoinCard app={app} />
          <PeopleCard app={app} />
          <section class={`${cards.card} ${css.lobby}`} aria-label={t('start/lobby')}>
            <h2>{t('start/lobby-chat')}</h2>
            <ChatPanel chat={app.lobby.chat} />
          </section>
        </div>
        <div class={css.column}>
          <AddressCard app={app} />
          <OtherHostCard app={app} />
          {app.ownHost.operator.value && <AccessCard app={app} />}
        </div>
      </main>
    </div>
  )
}

const hasNews = ({ store: { notice, newPasscode, update } }: App) =>
  notice.value !== undefined || newPasscode.value !== undefined || update.value?.version !== undefined
