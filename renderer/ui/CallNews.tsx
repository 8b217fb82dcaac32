import { MicOff } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { App } from '../state/app.js'
import { PASSAGES } from '../state/calling.js'
import type { DeviceControls } from '../state/device-controls.js'
import { t } from '../state/language.js'
import { Avatar } from './Avatar.js'
import * as buttons from './base/buttons.module.css'
import * as chips from './base/chips.module.css'
import * as css from './CallNews.module.css'
import { DeviceNews } from './DeviceNews.js'
import { FileNews } from './files/parts.js'
import { isManaged } from './is-managed.js'
import { useMedia } from './use-media.js'

/**
 * Above the controls and there also while these hide: who came or went, what was written while the
 * chat is closed, what became of a device, and that nobody hears what the person says.
 */
export function CallNews({ app }: { app: App }) {
  const { callView, deviceControls } = app
  const passage = callView.passage.value.value
  const message = callView.message.value.value
  return (
    <div class={css.news} aria-live="polite">
      {message && (
        <button type="button" class={css.message} onClick={callView.openChat}>
          <Avatar id={message.from} name={message.author} />
          <span class={css.said}>
            <bdi>{message.author}</bdi>
            <span dir="auto">{message.text}</span>
          </span>
        </button>
      )}
      {!isManaged(app, 'files') && <FileNews app={app} />}
      <SharedRoom app={app} />
      {callView.isTalkingMuted.value && <TalkingMuted devices={deviceControls} />}
      <DeviceNews devices={deviceControls} class={`${chips.note} ${css.passage}`} />
      {passage && <p class={`${chips.note} ${css.passage}`}>{t(PASSAGES[passage.kind], { name: passage.name })}</p>}
    </div>
  )
}

function TalkingMuted({ devices }: { devices: DeviceControls }) {
  const hasKeys = useMedia('(hover: hover)')
  return (
    <button type="button" class={`${chips.note} ${css.muted}`} onClick={() => void devices.toggle('audio')}>
      <MicOff size={16} aria-hidden="true" /> {t(hasKeys ? 'talk/muted-press' : 'talk/muted-tap')}
    </button>
  )
}

/** Two machines in one room howl until one of them is muted. */
function SharedRoom({ app: { calling, callView, deviceControls } }: { app: App }) {
  const [left, setLeft] = useState<string>()
  const id = callView.sharesRoomWith.value
  const peer = calling.peers.value.find((other) => other.id === id)
  if (!peer || id === left) return null
  return (
    <div class={`${chips.note} ${css.shared}`}>
      <p>{t('talk/same-room', { name: peer.name.value })}</p>
      <button type="button" class={buttons.primary} onClick={() => void deviceControls.toggle('audio')}>
        {t('talk/mute-me')}
      </button>
      <button type="button" class={buttons.plain} onClick={() => setLeft(id)}>
        {t('call/dismiss')}
      </button>
    </div>
  )
}
