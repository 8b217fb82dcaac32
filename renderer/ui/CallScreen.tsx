import type { App } from '../state/app.js'
import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import * as chips from './base/chips.module.css'
import * as prose from './base/prose.module.css'
import { CallControls } from './CallControls.js'
import { CallNotes } from './CallNotes.js'
import * as css from './CallScreen.module.css'
import { Drawer } from './Drawer.js'
import { ChatPanel, SignalLogPanel } from './parts.js'
import { Ringing } from './Ringing.js'
import { SelfView } from './SelfView.js'
import { Stage, sharingPeers } from './Stage.js'
import { callStatus } from './sentences.js'
import { useMediaShortcuts } from './shortcuts.js'
import { useRestingPointer } from './use-resting-pointer.js'
import { Waiting } from './Waiting.js'
import { Watching } from './Watching.js'

/** The call: everyone else fills the stage, oneself sits in a corner, the chat opens beside. */
export function CallScreen({ app, goal }: { app: App; goal: Goal }) {
  const { calling } = app
  const peers = calling.peers.value
  // Whoever shares their screen can stop that at any moment.
  const isResting = useRestingPointer() && peers.length > 0 && app.sharing.state.value !== 'on'
  const { sentence, isNews } = callStatus(goal, app.host.view.value, peers, calling.lastGone.value)
  useMediaShortcuts(app.deviceControls)
  return (
    <main class={`${css.call} ${isResting ? css.resting : ''}`}>
      <div class={css.view}>
        <div class={`${css.grid} ${lookOf(app)}`}>
          {peers.length > 0 ? <Stage app={app} goal={goal} /> : <NobodyYet app={app} goal={goal} />}
          <p class={isNews ? `${chips.note} ${css.news}` : prose.heardOnly} role="status">
            {sentence}
          </p>
          <CallNotes app={app} />
          {app.deviceControls.isInsecure.value ? (
            <Watching app={app} />
          ) : (
            <SelfView devices={app.deviceControls} name={app.name.value} />
          )}
          <CallControls app={app} goal={goal} />
        </div>
      </div>
      {app.signalLog.isOpen.value && (
        <Drawer title={t('start/signaling-log')} isWide onClose={app.signalLog.close}>
          <SignalLogPanel of={app.log} />
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

function NobodyYet({ app, goal }: { app: App; goal: Goal }) {
  return goal.kind === 'room' ? <Waiting app={app} room={goal.room} /> : <Ringing goal={goal} />
}

/** What the places depend on. */
function lookOf(app: App): string {
  if (sharingPeers(app).length > 0) return `${css.named} ${css.shared}`
  return { 0: css.alone, 1: css.named }[app.calling.peers.value.length] ?? ''
}
