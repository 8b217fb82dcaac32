import './ui/base/reset.css'
import './ui/base/tokens.css'
import './ui/base/elements.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './state/app.js'
import { language } from './state/language.js'
import { fetchWhileIdle } from './ui/lazy.js'
import { Root } from './ui/Root.js'

async function begin(): Promise<void> {
  const app = new App(window.lanline)
  const { bridge } = app
  const [inApp, forGuest] = await Promise.all([
    bridge && import('./state/app-bridge.js'),
    app.isForGuest.peek() ? import('./ui/GuestScreen.js') : undefined,
    app.start(),
  ])
  if (bridge) inApp?.connectBridge(app, bridge)
  // By itself, and before there is anything to see: a browser lays out the whole page anew for it, whatever it was before.
  effect(() => {
    document.documentElement.lang = language.value
  })
  render(<Root app={app} GuestScreen={forGuest?.GuestScreen} />, document.getElementById('app') as HTMLElement)
  fetchWhileIdle()
}

// Not by a top-level await: what is fetched imports from the script of this module, and would wait for it in turn. Nor
// while the script is evaluated: for the stack of a WebSocket or an error the browser would parse all of it again.
queueMicrotask(() =>
  begin().catch((error) => {
    reportError(error)
    loadAgain()
  }),
)
