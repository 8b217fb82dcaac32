import type { BridgeCalls } from '../../common/bridge.js'
import { Downloads } from './downloads.js'
import type { Electron } from './electron.js'
import { markOfOrigin } from './mark-of-origin.js'
import type { PageState } from './page-state.js'

export interface DownloadCalls {
  calls: Pick<BridgeCalls, 'beginDownload' | 'writeDownload' | 'finishDownload' | 'discardDownload' | 'showDownload'>
  /** Leaves no part of a file behind. Never rejects. */
  close(): Promise<void>
}

/** The calls by which the page writes files of others into the person's folder for downloads. What a page that is gone did not finish goes with it. */
export function downloadCalls({ app, shell }: Electron, page: PageState): DownloadCalls {
  const downloads = new Downloads(() => app.getPath('downloads'), markOfOrigin)
  page.on('change', (status) => {
    if (!status) void downloads.discardAll()
  })
  return {
    calls: {
      beginDownload: (name) => downloads.begin(name),
      writeDownload: (next) => downloads.write(next),
      finishDownload: (id) => downloads.finish(id),
      discardDownload: (id) => downloads.discard(id),
      showDownload: async (id) => {
        const path = downloads.pathOf(id)
        if (path !== undefined) shell.showItemInFolder(path)
      },
    },
    close: () => downloads.discardAll(),
  }
}
