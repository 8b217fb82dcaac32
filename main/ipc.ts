import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { type Bridge, channel } from '../common/bridge.js'

/** What answers the page's calls. The page chooses the arguments, so that each answer must check its own. */
export type Answers = { [Call in keyof Bridge]: (...args: unknown[]) => ReturnType<Bridge[Call]> }

/** Answers the bridge calls of a window's own page, which is of `origin`; any other caller gets an Error. */
export function answerBridge(ipcMain: Pick<IpcMain, 'handle'>, origin: string, answers: Answers): void {
  for (const call of Object.keys(answers) as (keyof Bridge)[]) {
    ipcMain.handle(channel(call), (event, ...args: unknown[]) => {
      if (!isFromOwnPage(event, origin)) throw new Error(`Only the app's own page may call ${call}.`)
      return answers[call](...args)
    })
  }
}

/** A frame that has navigated or gone since it called is null, and not to be trusted. */
function isFromOwnPage({ senderFrame }: IpcMainInvokeEvent, origin: string): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === origin
}
