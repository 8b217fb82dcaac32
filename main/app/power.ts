import type { PageStatus } from '../../common/page-status.js'
import type { Electron } from './electron.js'

/** Keeps display and machine awake for as long as a call lasts. */
export function stayAwakeInCalls({ powerSaveBlocker: blocker }: Electron): (status: PageStatus | undefined) => void {
  let id: number | undefined
  return (status) => {
    const isInCall = status?.activity === 'in-call'
    if (isInCall) {
      id ??= blocker.start('prevent-display-sleep')
    } else if (id !== undefined) {
      blocker.stop(id)
      id = undefined
    }
  }
}

/** Calls `awake` when the machine is used again; its network may have become another meanwhile. */
export function onAwakening({ powerMonitor }: Electron, awake: () => void): void {
  powerMonitor.on('resume', awake)
  powerMonitor.on('unlock-screen', awake)
}
