import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, dialog, ipcMain, nativeTheme, session, shell } from 'electron'
import { readEnvironment } from './environment.js'
import { answerBridge } from './ipc.js'
import { closeBeforeQuit, disableFeature, whyNotStarted } from './lifecycle.js'
import { limitPermissions } from './permissions.js'
import { createHost } from './server/server.js'
import { confine, keepOneWindow, openPage, windowOptions } from './window.js'

const PAGE_DIRECTORY = fileURLToPath(new URL('../renderer', import.meta.url))
const PRELOAD = fileURLToPath(new URL('../preload/index.cjs', import.meta.url))

// Candidates carry this machine's LAN address even before a camera is granted. The .local names that hide it cannot be
// resolved on networks that do not pass multicast.
disableFeature(app.commandLine, 'WebRtcHideLocalIpsWithMdns')

if (app.requestSingleInstanceLock()) {
  // Awaited at the top level, it would never come: Electron gets ready only after this module has been evaluated.
  app.whenReady().then(start).catch(giveUp)
} else {
  app.quit()
}

async function start(): Promise<void> {
  const { port, pageUrl } = readEnvironment(process.env, app.isPackaged)
  const host = await createHost({ pageDirectory: PAGE_DIRECTORY, ...(port !== undefined && { port }) })
  const url = pageUrl ?? host.localUrl
  const { origin } = new URL(url)

  closeBeforeQuit(app, () => host.close())
  limitPermissions(session.defaultSession, origin)
  // Hosts are on this network; a proxy that the system has set for the internet would only be in the way.
  await session.defaultSession.setProxy({ mode: 'direct' })
  answerBridge(ipcMain, origin, { hostInfo: async () => ({ port: host.port, addresses: await host.addresses() }) })
  app.on('web-contents-created', (_event, contents) => confine(contents, origin, (link) => shell.openExternal(link)))
  keepOneWindow(app, () => openPage(new BrowserWindow(windowOptions(PRELOAD, nativeTheme)), url))
}

function giveUp(error: unknown): void {
  dialog.showErrorBox('Lanline cannot start', whyNotStarted(error))
  app.exit(1)
}
