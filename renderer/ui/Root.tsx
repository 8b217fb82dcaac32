import { useSignalEffect } from '@preact/signals'
import type { App } from '../state/app.js'
import { CallScreen } from './CallScreen.js'
import { Dialog } from './Dialog.js'
import { IncomingCallDialog } from './IncomingCallDialog.js'
import { OverScreen } from './OverScreen.js'
import { SettingsDialog } from './SettingsDialog.js'
import { SignalLogPanel } from './SignalLogPanel.js'
import { StartScreen } from './StartScreen.js'

/** The screen that the person is on, and over it whoever rings. */
export function Root({ app }: { app: App }) {
  useSignalEffect(() => {
    document.title = titleOf(app)
  })
  const ring = app.incoming.value
  return (
    <>
      <CurrentScreen app={app} />
      {app.signalLog.isOpen.value && app.screen.value.kind !== 'call' && (
        <Dialog title="Signaling log" place="side" onClose={app.signalLog.close}>
          <SignalLogPanel log={app.signalLog} />
        </Dialog>
      )}
      {app.settings.isOpen.value && <SettingsDialog settings={app.settings} />}
      {ring && <IncomingCallDialog key={ring.room} app={app} ring={ring} />}
    </>
  )
}

function CurrentScreen({ app }: { app: App }) {
  const screen = app.screen.value
  switch (screen.kind) {
    case 'call':
      return <CallScreen app={app} goal={screen.goal} />
    case 'over':
      return <OverScreen app={app} goal={screen.goal} why={screen.why} />
    default:
      return <StartScreen app={app} />
  }
}

function titleOf({ incoming, screen }: App): string {
  if (incoming.value) return `${incoming.value.from.name} is calling · Lanline`
  if (screen.value.kind !== 'call') return 'Lanline'
  const { goal } = screen.value
  return `${goal.kind === 'room' ? goal.room : goal.person.name} · Lanline`
}
