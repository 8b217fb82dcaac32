import { useLayoutEffect, useRef } from 'preact/hooks'
import type { App } from '../state/app.js'
import type { Goal } from '../state/goal.js'
import { t } from '../state/language.js'
import { sharingPeers } from './arrange.js'
import { CallControls, CHAT_BUTTON } from './CallControls.js'
import * as css from './CallScreen.module.css'
import { Drawer } from './Drawer.js'
import { CallLife, CallNews, CallNotes, ChatPanel, PeoplePanel, SignalLogPanel, StatsPanel } from './parts.js'
import { Ringing } from './Ringing.js'
import { SelfView } from './SelfView.js'
import { Stage } from './Stage.js'
import { StatusLine } from './StatusLine.js'
import { callStatus } from './sentences.js'
import { useMediaShortcuts } from './shortcuts.js'
import { useRestingPointer } from './use-resting-pointer.js'
import { useSize } from './use-size.js'
import { Waiting } from './Waiting.js'
import { Where } from './Where.js'

/** The call: everyone fills the stage, what there is to know and to press floats over it, the chat opens beside. */
export function CallScreen({ app, goal }: { app: App; goal: Goal }) {
  const { calling } = app
  const peers = calling.peers.value
  // Whoever shares their screen can stop that at any moment.
  const isResting = useRestingPointer() && peers.length > 0 && app.sharing.state.value !== 'on'
  const view = useRef<HTMLDivElement>(null)
  const size = useSize(view, { width: innerWidth, height: innerHeight })
  useMediaShortcuts(app.deviceControls)
  useDarkDialogs()
  return (
    <main class={`${css.call} ${isResting ? css.resting : ''}`}>
      <div ref={view} class={css.view}>
        <div
          class={`${css.grid} ${sharingPeers(app).length > 0 ? css.shared : ''} ${peers.length > 0 ? '' : css.alone}`}
        >
          {peers.length > 0 ? <Stage app={app} goal={goal} size={size} /> : <NobodyYet app={app} goal={goal} />}
          {peers.length > 0 && <Where app={app} goal={goal} />}
          <StatusLine
            status={callStatus(goal, app.host.view.value, peers, calling.lastGone.value)}
            mayShrink={peers.length > 0}
          />
          <CallNotes app={app} />
          <CallNews app={app} />
          <CallControls app={app} goal={goal} />
        </div>
      </div>
      <Drawers app={app} goal={goal} />
      <CallLife app={app} />
    </main>
  )
}

function NobodyYet({ app, goal }: { app: App; goal: Goal }) {
  return (
    <>
      {goal.kind === 'room' ? (
        <Waiting app={app} room={goal.room} />
      ) : (
        <Ringing goal={goal} isGone={app.calling.lastGone.value !== undefined} />
      )}
      {!app.deviceControls.isInsecure.value && <SelfView app={app} />}
    </>
  )
}

function Drawers({ app, goal }: { app: App; goal: Goal }) {
  const { signalLog, statistics, calling, callView } = app
  return (
    <>
      {signalLog.isOpen.value && (
        <Drawer title={t('start/signaling-log')} isWide onClose={signalLog.close}>
          <SignalLogPanel of={app.log} />
        </Drawer>
      )}
      {statistics.isOpen.value && <StatsPanel app={app} />}
      {callView.people.isOpen.value && (
        <Drawer title={t('call/people')} onClose={callView.people.close}>
          <PeoplePanel app={app} goal={goal} />
        </Drawer>
      )}
      {calling.chat.isOpen.value && (
        <Drawer title={t('call/chat')} openerId={CHAT_BUTTON} onClose={calling.chat.toggle}>
          <ChatPanel chat={calling.chat} takesFocus />
        </Drawer>
      )}
    </>
  )
}

/** What opens over a call is dark as the call is, whatever the system's colors. */
function useDarkDialogs(): void {
  // Before it is painted: the whole page is styled anew for it.
  useLayoutEffect(() => {
    const { style } = document.documentElement
    style.colorScheme = 'dark'
    return () => {
      style.colorScheme = ''
    }
  }, [])
}
