import { Lock, LockOpen, MessageSquare, PhoneOff, ScrollText, Settings } from 'lucide-preact'
import type { App } from '../state/app.js'
import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import * as buttons from './base/buttons.module.css'
import * as css from './CallControls.module.css'
import { MediaButton } from './MediaButton.js'
import { type MenuItem, MoreMenu } from './MoreMenu.js'
import { ShareButton } from './ShareButton.js'

/** The bar at the foot of a call. */
export function CallControls({ app, goal }: { app: App; goal: Goal }) {
  return (
    <div class={css.dock} role="toolbar" aria-label={t('call/controls')}>
      <MediaButton devices={app.deviceControls} kind="audio" />
      <MediaButton devices={app.deviceControls} kind="video" />
      {app.sharing.isPossible && <ShareButton sharing={app.sharing} />}
      <ChatButton app={app} />
      <MoreMenu items={moreItems(app, goal)} />
      <button
        type="button"
        class={`${buttons.round} ${css.hangUp}`}
        aria-label={t('call/hang-up')}
        title={t('call/hang-up')}
        onClick={() => app.leave()}
      >
        <PhoneOff size={22} aria-hidden="true" />
      </button>
    </div>
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
      class={buttons.round}
      aria-label={t('call/chat')}
      aria-description={unread > 0 ? t('call/unread', { count: unread }) : undefined}
      aria-expanded={chat.isOpen.value}
      title={t('call/chat')}
      onClick={() => openOrCloseChat(app)}
    >
      <MessageSquare size={20} aria-hidden="true" />
      {unread > 0 && <span class={css.badge}>{unread}</span>}
    </button>
  )
}
