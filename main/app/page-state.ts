import type { BrowserWindow } from 'electron'
import { Emitter } from '../../common/emitter.js'
import type { PageStatus } from '../../common/page-status.js'

/** What the window's page last said of itself. */
export class PageState extends Emitter<{ change: PageStatus | undefined }> {
  #status: PageStatus | undefined

  /** Undefined while there is no page, or none that has spoken. */
  get status(): PageStatus | undefined {
    return this.#status
  }

  /** Takes what the page says. */
  tell(status: PageStatus): void {
    this.#set(status)
  }

  /** The page is gone, and what it said holds no longer. */
  forget(): void {
    this.#set(undefined)
  }

  /** Forgets the page of this window when it is loaded anew or closed. */
  watch(window: BrowserWindow): void {
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.forget()
    })
    window.on('closed', () => this.forget())
  }

  #set(status: PageStatus | undefined): void {
    this.#status = status
    this.emit('change', status)
  }
}
