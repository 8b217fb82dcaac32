import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  desktopCapturer,
  dialog,
  ipcMain,
  Menu,
  Notification,
  type NotificationConstructorOptions,
  nativeImage,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  session,
  shell,
  systemPreferences,
  Tray,
} from 'electron'
import { pinCertificates } from './app/certificate-pinning.js'
import { readEnvironment } from './app/environment.js'
import { answerBridge } from './app/ipc.js'
import { speak, t } from './app/language.js'
import { closeBeforeQuit, disableFeature, insistOnSandbox, whyNotStarted } from './app/lifecycle.js'
import { claimLinks, Invites } from './app/links.js'
import { openWindow } from './app/open-window.js'
import { PageState } from './app/page-state.js'
import { limitPermissions } from './app/permissions.js'
import { type Push, pushTo } from './app/push.js'
import { saveReport } from './app/save-report.js'
import { ScreenPicker } from './app/screen-picker.js'
import { answerScreenSharing } from './app/screen-sources.js'
import { settingsCalls } from './app/settings-calls.js'
import { showStatus } from './app/show-status.js'
import { askSystem, openPrivacySettings } from './app/system-privacy.js'
import { trayIcon } from './app/tray.js'
import { forget, wayTo } from './app/way-to-host.js'
import { confine } from './app/window.js'
import { createHost } from './host/host.js'
import { KnownHosts } from './storage/known-hosts.js'
import { log, logToFile } from './storage/log.js'
import { hostChoices, SettingsFile } from './storage/settings-file.js'
import { systemVault } from './storage/vault.js'

const PAGE_DIRECTORY = fileURLToPath(new URL('../renderer', import.meta.url))
const TRAY_ICON = fileURLToPath(new URL(`../renderer/tray/${trayIcon()}`, import.meta.url))
const PRELOAD = fileURLToPath(new URL('../preload/index.cjs', import.meta.url))

// Candidates carry this machine's LAN address even before a camera is granted. The .local names that hide it cannot be
// resolved on networks that do not pass multicast.
disableFeature(app.commandLine, 'WebRtcHideLocalIpsWithMdns')
// Without it Windows shows no notifications.
app.setAppUserModelId('app.lanline')

if (app.requestSingleInstanceLock()) {
  const invites = new Invites(app, process.argv)
  claimLinks(app)
  // Awaited at the top level, it would never come: Electron gets ready only after this module has been evaluated.
  app
    .whenReady()
    .then(() => start(invites))
    .catch(giveUp)
} else {
  app.quit()
}

async function start(invites: Invites): Promise<void> {
  speak(undefined, app.getLocale())
  insistOnSandbox(app)
  const { port, pageUrl } = readEnvironment(process.env, app.isPackaged)
  const dataFolder = app.getPath('userData')
  const logFolder = join(dataFolder, 'logs')
  logToFile(logFolder)
  const settings = await SettingsFile.load(dataFolder, systemVault(safeStorage))
  speak(settings.settings.person.language, app.getLocale())
  const host = await createHost({
    pageDirectory: PAGE_DIRECTORY,
    dataFolder,
    port: port ?? settings.settings.host.port,
    allowedOrigins: settings.settings.host.allowedOrigins,
    choices: hostChoices(settings),
  })
  const url = pageUrl ?? host.localUrl
  const { origin } = new URL(url)
  const page = new PageState()

  closeBeforeQuit(app, () => host.close())
  limitPermissions(session.defaultSession, origin, (types) => askSystem(systemPreferences, types))
  // Hosts are on this network; a proxy that the system has set for the internet would only be in the way.
  await session.defaultSession.setProxy({ mode: 'direct' })
  app.on('web-contents-created', (_event, contents) => confine(contents, origin, (link) => shell.openExternal(link)))
  const trust = {
    knownHosts: await KnownHosts.load(dataFolder),
    pins: pinCertificates(session.defaultSession, app),
  }
  const push: Push = pushTo(() => window.current?.webContents)
  const picker = new ScreenPicker(push)
  answerBridge(ipcMain, origin, {
    wayTo: (other) => wayTo(other, trust),
    forget: (other) => forget(other, trust),
    tell: async (status) => page.tell(status),
    pickScreen: async (choice) => picker.answer(choice),
    openPrivacySettings: (kind) => openPrivacySettings(kind, (link) => shell.openExternal(link)),
    saveReport: (text) => saveReport(text, { dialog, window: window.current, logFolder }),
    ...settingsCalls(settings, push, { app, loadUpdater }),
  })
  const opening = { app, createWindow, dialog, nativeTheme, argv: process.argv }
  const window = openWindow(opening, { url, preload: PRELOAD, page, invites, settings })
  invites.handTo(page, push, window.toFront)
  const pick: ScreenPicker['pick'] = (...question) => picker.pick(...question)
  answerScreenSharing(session.defaultSession, { origin, capturer: desktopCapturer, page, pick })
  const status = { app, Menu, createTray, nativeImage, notify, powerMonitor, powerSaveBlocker }
  showStatus(status, { page, host, window, settings }, push)
}

const createWindow = (options: BrowserWindowConstructorOptions) => new BrowserWindow(options)
const createTray = () => new Tray(TRAY_ICON)
const notify = (options: NotificationConstructorOptions) =>
  Notification.isSupported() ? new Notification(options) : undefined

/** Loads what is only there to look for updates, which most never do. */
const loadUpdater = async () => (await import('electron-updater')).default.autoUpdater

function giveUp(error: unknown): void {
  log.error('Lanline cannot start:', error)
  dialog.showErrorBox(t('start/title'), whyNotStarted(error))
  app.exit(1)
}
