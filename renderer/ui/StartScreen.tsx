import { ScrollText, Settings } from 'lucide-preact'
import type { App } from '../state/app.js'
import { t } from '../state/language.js'
import { AccessCard } from './AccessCard.js'
import { AddressCard } from './AddressCard.js'
import { ChatPanel } from './ChatPanel.js'
import { CheckButton } from './CheckButton.js'
import { JoinCard } from './JoinCard.js'
import { Mark } from './Mark.js'
import { Notices } from './Notices.js'
import { OtherHostCard } from './OtherHostCard.js'
import { PeopleCard } from './PeopleCard.js'
import './start.css'

export function StartScreen({ app }: { app: App }) {
  return (
    <div class="start">
      <header>
        <h1>
          <Mark />
        </h1>
        <CheckButton app={app} class="link quiet" />
        <button type="button" class="link quiet" onClick={() => app.signalLog.open()}>
          <ScrollText size={18} aria-hidden="true" /> <span class="label">{t('start/signaling-log')}</span>
        </button>
        <button type="button" class="link quiet" onClick={() => void app.settings.open()}>
          <Settings size={18} aria-hidden="true" /> <span class="label">{t('start/settings')}</span>
        </button>
      </header>
      <Notices app={app} />
      {app.rings.missed.value !== undefined && (
        <p class="missed" role="status">
          {t('start/missed-call', { name: app.rings.missed.value })}
        </p>
      )}
      <main>
        <div class="column">
          <JoinCard app={app} />
          <PeopleCard app={app} />
          <section class="card lobby-chat" aria-label={t('start/lobby')}>
            <h2>{t('start/lobby-chat')}</h2>
            <ChatPanel chat={app.lobby.chat} />
          </section>
        </div>
        <div class="column">
          <AddressCard app={app} />
          <OtherHostCard app={app} />
          <AccessCard app={app} />
        </div>
      </main>
    </div>
  )
}
