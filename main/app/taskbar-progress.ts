import type { BrowserWindow } from 'electron'
import type { BridgeCalls } from '../../common/bridge.js'
import type { PageState } from './page-state.js'

/** Electron's for no progress at all. */
const NONE = -1

/** The call by which the page shows in the taskbar or the dock how far its files are. It goes with the page. */
export function progressCalls(
  page: PageState,
  window: () => BrowserWindow | undefined,
): Pick<BridgeCalls, 'showProgress'> {
  let shown: number | null = null
  const show = (percent: number | null) => {
    if (percent === shown) return
    shown = percent
    window()?.setProgressBar(percent === null ? NONE : percent / 100)
  }
  page.on('change', (status) => {
    if (!status) show(null)
  })
  return { showProgress: async (percent) => show(percent) }
}
