import { ScrollText, Settings } from 'lucide-preact'
import type { App } from '../state/app.js'
import { AddressCard } from './AddressCard.js'
import { ChatPanel } from './ChatPanel.js'
import { JoinCard } from './JoinCard.js'
import { Mark } from './Mark.js'
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
        <button type="button" class="link quiet" onClick={() => app.signalLog.open()}>
          <ScrollText size={18} aria-hidden="true" /> Signaling log
        </button>
        <button type="button" class="link quiet" onClick={() => app.settings.open()}>
          <Settings size={18} aria-hidden="true" /> Settings
        </button>
      </header>
      {app.missed.value !== undefined && (
        <p class="missed" role="status">
          You missed a call from {app.missed.value}.
        </p>
      )}
      <main>
        <div class="column">
          <JoinCard app={app} />
          <PeopleCard app={app} />
        </div>
        <div class="column">
          <AddressCard app={app} />
          <OtherHostCard app={app} />
          <section class="card lobby-chat" aria-label="Lobby">
            <h2>Chat with everyone here</h2>
            <ChatPanel chat={app.lobby.chat} />
          </section>
        </div>
      </main>
    </div>
  )
}
