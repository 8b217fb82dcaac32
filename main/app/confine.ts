import type { WebContents } from 'electron'
import { log } from '../storage/log.js'
import type { Electron } from './electron.js'
import { hasOrigin } from './origin.js'

/**
 * Keeps what is shown to pages of `origin`: nothing else can be navigated to, embedded or opened in a window, and a page
 * cannot refuse to be closed. Web addresses that would open a window go to `openExternal`, other addresses nowhere.
 */
export function confine({ app, shell }: Electron, origin: string): void {
  app.on('web-contents-created', (_event, contents) => confineContents(contents, origin, shell))
}

function confineContents(contents: WebContents, origin: string, shell: Electron['shell']): void {
  contents.on('will-navigate', (event) => {
    if (!hasOrigin(event.url, origin)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!hasOrigin(event.url, origin)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebAddress(url)) {
      shell.openExternal(url).catch((error: Error) => log.error(`The browser did not open: ${error.message}`))
    }
    return { action: 'deny' }
  })
}

const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
