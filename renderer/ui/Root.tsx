import { useSignalEffect } from '@preact/signals'
import type { App } from '../state/app.js'
import { CallScreen } from './CallScreen.js'
import { OverScreen } from './OverScreen.js'
import { StartScreen } from './StartScreen.js'

/** The screen that the person is on. */
export function Root({ app }: { app: App }) {
  const screen = app.screen.value
  useSignalEffect(() => {
    const { value } = app.screen
    document.title = value.kind === 'call' ? `${value.room} · Lanline` : 'Lanline'
  })
  switch (screen.kind) {
    case 'call':
      return <CallScreen app={app} room={screen.room} />
    case 'over':
      return <OverScreen app={app} room={screen.room} code={screen.code} />
    default:
      return <StartScreen app={app} />
  }
}
