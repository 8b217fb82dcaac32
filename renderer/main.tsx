import { render } from 'preact'
import { App } from './state/app.js'
import { Root } from './ui/Root.js'
import './ui/tokens.css'
import './ui/base.css'

const app = new App(window.lanline)
await app.prepare()
app.start()
render(<Root app={app} />, document.getElementById('app') as HTMLElement)
