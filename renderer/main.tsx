import './ui/base/reset.css'
import './ui/base/tokens.css'
import './ui/base/elements.css'
import { render } from 'preact'
import { App } from './state/app.js'
import { connectBridge } from './state/app-bridge.js'
import { Root } from './ui/Root.js'

const app = new App(window.lanline)
try {
  await app.prepare()
  app.start()
  if (app.bridge) connectBridge(app, app.bridge)
  render(<Root app={app} />, document.getElementById('app') as HTMLElement)
} catch (error) {
  reportError(error)
  document.body.textContent = 'Lanline could not be loaded. Reload this page.'
}
