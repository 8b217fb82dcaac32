import type { IpcMainInvokeEvent } from 'electron'
import * as v from 'valibot'
import { type BridgeCalls, channel } from '../../common/bridge.js'
import { BRIDGE_ARGUMENTS } from '../../common/bridge-arguments.js'
import type { Schema } from '../../common/schema.js'
import type { Electron } from './electron.js'

/**
 * Answers the bridge calls of a window's own page, which is of `origin`. Any other caller gets an Error, as does the
 * page itself for an argument that the call does not take.
 */
export function answerBridge({ ipcMain }: Electron, origin: string, answers: BridgeCalls): void {
  for (const call of Object.keys(answers) as (keyof BridgeCalls)[]) {
    ipcMain.handle(channel(call), (event, argument: unknown) => {
      if (!isFromOwnPage(event, origin)) throw new Error(`Only the app's own page may call ${call}.`)
      const parsed = v.safeParse<Schema<unknown>>(BRIDGE_ARGUMENTS[call], argument)
      if (!parsed.success) throw new Error(`${call} does not take that.`)
      return answers[call](parsed.output as never)
    })
  }
}

/** A frame that has navigated or gone since it called is null, and not to be trusted. */
function isFromOwnPage({ senderFrame }: IpcMainInvokeEvent, origin: string): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === origin
}
