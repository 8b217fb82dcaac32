import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
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
import { disableFeatures } from './app/chromium-features.js'
import { confine } from './app/confine.js'
import { chooseDataFolder } from './app/data-folder.js'
import { downloadCalls } from './app/download-calls.js'
import type { Electron } from './app/electron.js'
import { readEnvironment } from './app/environment.js'
import { answerBridge } from './app/ipc.js'
import { Parts } from './app/kept-parts.js'
import { speak, t } from './app/language.js'
import { closeBeforeQuit, insistOnSandbox, whyNotStarted } from './app/lifecycle.js'
import { claimLinks, Invites } from './app/links.js'
import { usePortalForKeys } from './app/mute-everywhere.js'
import { PageState } from './app/page-state.js'
import { limitPermissions } from './app/permissions.js'
import { type Push, pushTo } from './app/push.js'
import { saveReport } from './app/save-report.js'
import { ScreenQuestion } from './app/screen-question.js'
import { answerScreenSharing } from './app/screen-sources.js'
import { settingsCalls } from './app/settings-calls.js'
import { showStatus } from './app/show-status.js'
import { openPrivacySettings } from './app/system-privacy.js'
import { progressCalls } from './app/taskbar-progress.js'
import { trayIcon } from './app/tray.js'
import { forget, wayTo } from './app/way-to-host.js'
import { type MainWindow, openWindow } from './app/window.js'
import { createHost } from './host/host.js'
import { KnownHosts } from './storage/known-hosts.js'
import { log, logToFile } from './storage/log.js'
import { readPolicy } from './storage/policy.js'
import { hostChoices, SettingsFile } from './storage/settings-file.js'
import { systemVault } from './storage/vault.js'

const PAGE_DIRECTORY = fileURLToPath(new URL('../renderer', import.meta.url))
const TRAY_ICON = fileURLToPath(new URL(`../renderer/tray/${trayIcon()}`, import.meta.url))
const PRELOAD = fileURLToPath(new URL('../preload/index.cjs', import.meta.url))

const electron: Electron = {
  app,
  BrowserWindow,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  session,
  shell,
  systemPreferences,
  Tray,
}

disableFeatures(electron)
usePortalForKeys(electron)
chooseDataFolder(electron)
// Without it Windows shows no notifications.
app.setAppUserModelId('app.lanline')

if (app.requestSingleInstanceLock()) {
  const invites = new Invites(electron, process.argv)
  claimLinks(electron)
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
  insistOnSandbox(electron)
  const { port, pageUrl } = readEnvironment(process.env, app.isPackaged)
  const dataFolder = app.getPath('userData')
  const logFolder = join(dataFolder, 'logs')
  logToFile(logFolder)
  const policy = await readPolicy()
  const settings = await SettingsFile.load(dataFolder, systemVault(safeStorage), { policy })
  speak(settings.settings.person.language, app.getLocale())
  const knownHosts = await KnownHosts.load(dataFolder)
  const host = await createHost({
    pageDirectory: PAGE_DIRECTORY,
    dataFolder,
    ...(policy.name !== undefined && { name: policy.name }),
    port: policy.port ?? port ?? settings.settings.host.port,
    allowedOrigins: settings.settings.host.allowedOrigins,
    relay: settings.settings.host.relay,
    metBefore: () => knownHosts.all,
    choices: hostChoices(settings),
  })
  const url = host.forOperator(pageUrl ?? host.localUrl)
  log.info(`Lanline ${app.getVersion()} hosts at ${host.localUrl}`)
  const { origin } = new URL(url)
  const page = new PageState()

  const downloads = downloadCalls(electron, page, await Parts.load(dataFolder))
  closeBeforeQuit(electron, async () => void (await Promise.all([downloads.close(), host.close()])))
  limitPermissions(electron, origin)
  // Hosts are on this network; a proxy that the system has set for the internet would only be in the way.
  await session.defaultSession.setProxy({ mode: 'direct' })
  confine(electron, origin)
  const trust = { knownHosts, pins: pinCertificates(electron) }
  // Some have news before there is a window.
  let window: MainWindow | undefined
  const push: Push = pushTo(() => window?.current?.webContents)
  const question = new ScreenQuestion(push)
  answerBridge(electron, origin, {
    wayTo: (other) => wayTo(other, trust),
    forget: (other) => forget(other, trust),
    tell: async (status) => page.tell(status),
    pickScreen: async (choice) => question.answer(choice),
    openPrivacySettings: (kind) => openPrivacySettings(electron, kind),
    saveReport: (text) => saveReport(electron, { text, window: window?.current, logFolder }),
    ...downloads.calls,
    ...progressCalls(page, () => window?.current),
    ...settingsCalls(electron, settings, push),
  })
  answerScreenSharing(electron, { origin, page, pick: (...offer) => question.ask(...offer) })
  window = openWindow(electron, { url, preload: PRELOAD, page, settings, argv: process.argv })
  invites.handTo(page, push, window.toFront)
  showStatus(electron, { page, host, window, settings, push, trayIcon: TRAY_ICON })
  // Only now, since the system may ask the person before it gives any.
  await settings.unseal()
}

function giveUp(error: unknown): void {
  log.error('Lanline cannot start:', error)
  dialog.showErrorBox(t('start/title'), whyNotStarted(error))
  app.exit(1)
}
