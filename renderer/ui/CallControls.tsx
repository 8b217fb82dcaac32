import { ChevronUp, Ellipsis, MessageSquare, PhoneOff, UserPlus } from 'lucide-preact'
import type { Kind } from '../call/devices/capture.js'
import type { App } from '../state/app.js'
import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import type { Opening } from '../state/opening.js'
import * as buttons from './base/buttons.module.css'
import * as chips from './base/chips.module.css'
import * as css from './CallControls.module.css'
import { MediaButton } from './MediaButton.js'
import { MenuButton } from './MenuButton.js'
import { DeviceMenu, MoreMenu } from './parts.js'
import { ShareButton } from './ShareButton.js'

/** The id of the button that opens the chat. */
export const CHAT_BUTTON = 'chat'

/** The bar at the foot of a call. */
export function CallControls({ app, goal }: { app: App; goal: Goal }) {
  return (
    <div class={css.dock} role="toolbar" aria-label={t('call/controls')}>
      <Device app={app} kind="audio" label={t('call/choose-microphone')} />
      <Device app={app} kind="video" label={t('call/choose-camera')} />
      {app.sharing.isPossible && <ShareButton sharing={app.sharing} />}
      <ChatButton app={app} />
      <PeopleButton people={app.callView.people} />
      <MenuButton label={t('call/more')} Icon={Ellipsis}>
        {(close) => <MoreMenu app={app} goal={goal} label={t('call/more')} close={close} />}
      </MenuButton>
      <button
        type="button"
        class={`${buttons.round} ${css.hangUp}`}
        aria-label={t('call/hang-up')}
        title={t('call/hang-up')}
        onClick={() => app.hangUp()}
      >
        <PhoneOff size={22} aria-hidden="true" />
      </button>
    </div>
  )
}

/** A device with the list of those that there are. */
function Device({ app, kind, label }: { app: App; kind: Kind; label: string }) {
  const { deviceControls } = app
  return (
    <div class={css.device}>
      <MediaButton devices={deviceControls} kind={kind} />
      {deviceControls.available(kind).length > 0 && (
        <MenuButton label={label} Icon={ChevronUp} isSmall>
          {(close) => <DeviceMenu app={app} kind={kind} label={label} close={close} />}
        </MenuButton>
      )}
    </div>
  )
}

function ChatButton({ app: { calling, callView } }: { app: App }) {
  const { chat } = calling
  const unread = chat.unread.value
  return (
    <button
      id={CHAT_BUTTON}
      type="button"
      class={buttons.round}
      aria-label={t('call/chat')}
      aria-description={unread > 0 ? t('call/unread', { count: unread }) : undefined}
      aria-expanded={chat.isOpen.value}
      title={t('call/chat')}
      onClick={() => (chat.isOpen.value ? chat.toggle() : callView.openChat())}
    >
      <MessageSquare size={20} aria-hidden="true" />
      {unread > 0 && <span class={`${chips.badge} ${css.unread}`} data-count={unread} />}
    </button>
  )
}

function PeopleButton({ people }: { people: Opening }) {
  return (
    <button
      type="button"
      class={buttons.round}
      aria-label={t('call/people')}
      aria-expanded={people.isOpen.value}
      title={t('call/people')}
      onClick={people.toggle}
    >
      <UserPlus size={20} aria-hidden="true" />
    </button>
  )
}
