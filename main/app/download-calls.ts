import type { BridgeCalls } from '../../common/bridge.js'
import { Downloads } from './downloads.js'
import type { Electron } from './electron.js'
import { FolderDownloads } from './folder-downloads.js'
import { markFolder, markOfOrigin } from './mark-of-origin.js'
import type { PageState } from './page-state.js'

export interface DownloadCalls {
  calls: Pick<
    BridgeCalls,
    'beginDownload' | 'beginFolder' | 'writeDownload' | 'finishDownload' | 'discardDownload' | 'showDownload'
  >
  /** Leaves no part of a file behind. Never rejects. */
  close(): Promise<void>
}

/** The calls by which the page writes files of others into the person's folder for downloads. What a page that is gone did not finish goes with it. */
export function downloadCalls({ app, shell }: Electron, page: PageState): DownloadCalls {
  const folder = () => app.getPath('downloads')
  const files = new Downloads(folder, markOfOrigin)
  const folders = new FolderDownloads(folder, markFolder)
  const of = (id: string) => (folders.has(id) ? folders : files)
  const discardAll = async () => void (await Promise.all([files.discardAll(), folders.discardAll()]))
  page.on('change', (status) => {
    if (!status) void discardAll()
  })
  return {
    calls: {
      beginDownload: (name) => files.begin(name),
      beginFolder: (wanted) => folders.begin(wanted),
      writeDownload: (next) => of(next.id).write(next),
      finishDownload: (id) => of(id).finish(id),
      discardDownload: (id) => of(id).discard(id),
      showDownload: async (id) => {
        const path = of(id).pathOf(id)
        if (path !== undefined) shell.showItemInFolder(path)
      },
    },
    close: discardAll,
  }
}
