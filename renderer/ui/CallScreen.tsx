import { Lock, LockOpen, MessageSquare, PhoneOff, ScrollText, Settings } from 'lucide-preact'
import type { App } from '../state/app.js'
import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import { CallFindings } from './CallFindings.js'
import { ChatPanel } from './ChatPanel.js'
import { Drawer } from './Drawer.js'
import { MediaButton } from './MediaButton.js'
import { type MenuItem, MoreMenu } from './MoreMenu.js'
import { Ringing } from './Ringing.js'
import { ScreenTile } from './ScreenTile.js'
import { SelfView } from './SelfView.js'
import { ShareButton } from './ShareButton.js'
import { ShareNote } from './ShareNote.js'
import { SignalLogPanel } from './SignalLogPanel.js'
import { callStatus } from './sentences.js'
import { useMediaShortcuts } from './shortcuts.js'
import { Tile } from './Tile.js'
import { useRestingPointer } from './use-resting-pointer.js'
import { Waiting } from './Waiting.js'
import { Watching } from './Watching.js'
import './call.css'
import './screens.css'

/** The call: everyone else fills the stage, oneself sits in a corner, the chat opens beside. */
export function CallScreen({ app, goal }: { app: App; goal: Goal }) {
  const { calling } = app
  const peers = calling.peers.value
  // Whoever shares their screen can stop that at any moment.
  const isResting = useRestingPointer() && peers.length > 0 && app.sharing.state.value !== 'on'
  const { sentence, isNews } = callStatus(goal, app.host.view.value, peers, calling.lastGone.value)
  useMediaShortcuts(app.deviceControls)
  return (
    <main class={`call ${isResting ? 'resting' : ''}`}>
      <div class="picture">
        {peers.length > 0 ? <Stage app={app} goal={goal} /> : <NobodyYet app={app} goal={goal} />}
        <p class={isNews ? 'news' : 'heard-only'} role="status">
          {sentence}
        </p>
        <LockMark app={app} />
        <CallFindings app={app} />
        {app.deviceControls.isInsecure.value ? (
          <Watching app={app} />
        ) : (
          <SelfView devices={app.deviceControls} name={app.name.value} />
        )}
        <ShareNote sharing={app.sharing} />
        <div class="controls" role="toolbar" aria-label={t('call/controls')}>
          <MediaButton devices={app.deviceControls} kind="audio" />
          <MediaButton devices={app.deviceControls} kind="video" />
          {app.sharing.isPossible && <ShareButton sharing={app.sharing} />}
          <ChatButton app={app} />
          <MoreMenu items={moreItems(app, goal)} />
          <button
            type="button"
            class="round hang-up"
            aria-label={t('call/hang-up')}
            title={t('call/hang-up')}
            onClick={() => app.leave()}
          >
            <PhoneOff size={22} aria-hidden="true" />
          </button>
        </div>
      </div>
      {app.signalLog.isOpen.value && (
        <Drawer title={t('start/signaling-log')} onClose={app.signalLog.close}>
          <SignalLogPanel log={app.signalLog} />
        </Drawer>
      )}
      {calling.chat.isOpen.value && (
        <Drawer title={t('call/chat')} onClose={calling.chat.toggle}>
          <ChatPanel chat={calling.chat} takesFocus />
        </Drawer>
      )}
    </main>
  )
}

/** The screens that are shared take most of the stage, where there are any. */
function Stage({ app, goal }: { app: App; goal: Goal }) {
  const peers = app.calling.peers.value
  const sharing = peers.filter(({ media, state }) => media.screen && state !== 'connecting')
  return (
    <div class={`stage ${sharing.length > 0 ? 'shared' : ''}`}>
      <h1 class="heard-only">
        {goal.kind === 'room'
          ? t('call/in-room', { room: goal.room })
          : t('call/with-person', { name: goal.person.name })}
      </h1>
      {sharing.length > 0 && (
        <div class="screens">
          {sharing.map((peer) => (
            <ScreenTile key={peer.id} peer={peer} />
          ))}
        </div>
      )}
      <div class="peers" data-people={peers.length}>
        {peers.map((peer) => (
          <Tile key={peer.id} peer={peer} />
        ))}
      </div>
    </div>
  )
}

function NobodyYet({ app, goal }: { app: App; goal: Goal }) {
  return (
    <div class="stage">{goal.kind === 'room' ? <Waiting app={app} room={goal.room} /> : <Ringing goal={goal} />}</div>
  )
}

/** The room of a direct call is nobody else's anyway. */
function moreItems(app: App, goal: Goal): MenuItem[] {
  const isLocked = app.calling.isLocked.value
  const lock: MenuItem = {
    label: t(isLocked ? 'call/unlock-room' : 'call/lock-room'),
    Icon: isLocked ? LockOpen : Lock,
    onSelect: () => void app.calling.lock(!isLocked),
  }
  return [
    { label: t('start/signaling-log'), Icon: ScrollText, onSelect: () => openLog(app) },
    { label: t('start/settings'), Icon: Settings, onSelect: () => void app.settings.open() },
    ...(goal.kind === 'room' ? [lock] : []),
  ]
}

/** That nobody else can come in, or why that could not be changed. */
function LockMark({ app: { calling } }: { app: App }) {
  const problem = calling.lockProblem.value
  return (
    <div class="lock">
      {calling.isLocked.value && (
        <p class="chip">
          <Lock size={14} aria-hidden="true" /> {t('call/locked')}
        </p>
      )}
      {problem && <p role="alert">{t(`problems/${problem}`)}</p>}
    </div>
  )
}

/** One panel at a time stands beside the picture. */
function openLog({ calling: { chat }, signalLog }: App): void {
  if (chat.isOpen.value) chat.toggle()
  signalLog.open()
}

function openOrCloseChat({ calling: { chat }, signalLog }: App): void {
  signalLog.close()
  chat.toggle()
}

function ChatButton({ app }: { app: App }) {
  const { chat } = app.calling
  const unread = chat.unread.value
  return (
    <button
      type="button"
      class="round"
      aria-label={t('call/chat')}
      aria-description={unread > 0 ? t('call/unread', { count: unread }) : undefined}
      aria-expanded={chat.isOpen.value}
      title={t('call/chat')}
      onClick={() => openOrCloseChat(app)}
    >
      <MessageSquare size={20} aria-hidden="true" />
      {unread > 0 && <span class="badge num">{unread}</span>}
    </button>
  )
}
