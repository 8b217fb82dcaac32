import type { WebContents } from 'electron'
import { type BridgeEvents, eventChannel } from '../../common/bridge.js'

/** Tells the page something. */
export type Push = <Event extends keyof BridgeEvents>(event: Event, payload: BridgeEvents[Event]) => void

/** Tells the page that there is; without one nobody hears. */
export function pushTo(contents: () => Pick<WebContents, 'send'> | undefined): Push {
  return (event, payload) => contents()?.send(eventChannel(event), payload)
}
