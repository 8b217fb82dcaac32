import { MessageSquare, PhoneOff, ScrollText, Settings } from 'lucide-preact'
import type { App, Goal } from '../state/app.js'
import { ChatPanel } from './ChatPanel.js'
import { Drawer } from './Drawer.js'
import { MediaButton } from './MediaButton.js'
import { MoreMenu } from './MoreMenu.js'
import { Ringing } from './Ringing.js'
import { SelfView } from './SelfView.js'
import { SignalLogPanel } from './SignalLogPanel.js'
import { callStatus } from './sentences.js'
import { useMediaShortcuts } from './shortcuts.js'
import { Tile } from './Tile.js'
import { useRestingPointer } from './use-resting-pointer.js'
import { Waiting } from './Waiting.js'
import './call.css'

/** The call: everyone else fills the stage, oneself sits in a corner, the chat opens beside. */
export function CallScreen({ app, goal }: { app: App; goal: Goal }) {
  const peers = app.peers.value
  const isResting = useRestingPointer() && peers.length > 0
  const { sentence, isNews } = callStatus(goal, app.host.view.value, peers, app.lastGone.value)
  useMediaShortcuts(app.devices)
  return (
    <main class={`call ${isResting ? 'resting' : ''}`}>
      <div class="picture">
        <div class="stage" data-people={peers.length}>
          {peers.length > 0 ? <People app={app} goal={goal} /> : <NobodyYet app={app} goal={goal} />}
        </div>
        <p class={isNews ? 'news' : 'heard-only'} role="status">
          {sentence}
        </p>
        <SelfView devices={app.devices} name={app.name.value} />
        <div class="controls" role="toolbar" aria-label="Call">
          <MediaButton devices={app.devices} kind="audio" />
          <MediaButton devices={app.devices} kind="video" />
          <ChatButton app={app} />
          <MoreMenu
            items={[
              { label: 'Signaling log', Icon: ScrollText, onSelect: () => openLog(app) },
              { label: 'Settings', Icon: Settings, onSelect: () => app.settings.open() },
            ]}
          />
          <button type="button" class="round hang-up" aria-label="Hang up" title="Hang up" onClick={() => app.leave()}>
            <PhoneOff size={22} aria-hidden="true" />
          </button>
        </div>
      </div>
      {app.signalLog.isOpen.value && (
        <Drawer title="Signaling log" onClose={app.signalLog.close}>
          <SignalLogPanel log={app.signalLog} />
        </Drawer>
      )}
      {app.chat.isOpen.value && (
        <Drawer title="Chat" onClose={app.chat.toggle}>
          <ChatPanel chat={app.chat} takesFocus />
        </Drawer>
      )}
    </main>
  )
}

function People({ app, goal }: { app: App; goal: Goal }) {
  return (
    <>
      <h1 class="heard-only">{goal.kind === 'room' ? `Call in ${goal.room}` : `Call with ${goal.person.name}`}</h1>
      {app.peers.value.map((peer) => (
        <Tile key={peer.id} peer={peer} />
      ))}
    </>
  )
}

function NobodyYet({ app, goal }: { app: App; goal: Goal }) {
  return goal.kind === 'room' ? <Waiting app={app} room={goal.room} /> : <Ringing goal={goal} />
}

/** One panel at a time stands beside the picture. */
function openLog({ chat, signalLog }: App): void {
  if (chat.isOpen.value) chat.toggle()
  signalLog.open()
}

function openOrCloseChat({ chat, signalLog }: App): void {
  signalLog.close()
  chat.toggle()
}

function ChatButton({ app }: { app: App }) {
  const { chat } = app
  const unread = chat.unread.value
  return (
    <button
      type="button"
      class="round"
      aria-label="Chat"
      aria-description={unread > 0 ? `${unread} unread` : undefined}
      aria-expanded={chat.isOpen.value}
      title="Chat"
      onClick={() => openOrCloseChat(app)}
    >
      <MessageSquare size={20} aria-hidden="true" />
      {unread > 0 && <span class="badge num">{unread}</span>}
    </button>
  )
}
