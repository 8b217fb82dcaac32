import type { BridgeCalls } from '../../common/bridge.js'
import { Downloads } from './downloads.js'
import type { Electron } from './electron.js'
import { FolderDownloads } from './folder-downloads.js'
import type { Parts } from './kept-parts.js'
import { markFolder, markOfOrigin } from './mark-of-origin.js'
import type { PageState } from './page-state.js'

type Call =
  | 'beginFolder'
  | `${'begin' | 'kept' | 'read' | 'resume' | 'write' | 'finish' | 'discard' | 'open' | 'show'}Download`

export interface DownloadCalls {
  calls: Pick<BridgeCalls, Call>
  /** Ends all writing; parts of files stay for the next start, and nothing of folders. Never rejects. */
  close(): Promise<void>
}

/**
 * The calls by which the page writes files of others into the person's folder for downloads. The next page may go on with a
 * file that one that is gone did not finish; a folder goes with its page.
 */
export function downloadCalls({ app, shell }: Electron, page: PageState, parts: Parts): DownloadCalls {
  const folder = () => app.getPath('downloads')
  const files = new Downloads(folder, parts, markOfOrigin)
  const folders = new FolderDownloads(folder, markFolder)
  const of = (id: string) => (folders.has(id) ? folders : files)
  const letGo = async () => void (await Promise.all([files.suspendAll(), folders.discardAll()]))
  page.on('change', (status) => {
    if (!status) void letGo()
  })
  return {
    calls: {
      beginDownload: (file) => files.begin(file),
      beginFolder: (wanted) => folders.begin(wanted),
      keptDownload: (key) => files.kept(key),
      readDownload: (part) => files.read(part),
      resumeDownload: (part) => files.resume(part),
      writeDownload: (next) => of(next.id).write(next),
      finishDownload: (id) => of(id).finish(id),
      discardDownload: (id) => of(id).discard(id),
      openDownload: async (id) => {
        const path = of(id).pathOf(id)
        // Where no program opens it, it is shown at least.
        if (path !== undefined && (await shell.openPath(path)) !== '') shell.showItemInFolder(path)
      },
      showDownload: async (id) => {
        const path = of(id).pathOf(id)
        if (path !== undefined) shell.showItemInFolder(path)
      },
    },
    close: letGo,
  }
}
