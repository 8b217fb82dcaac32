import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  desktopCapturer,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  session,
  shell,
  systemPreferences,
  Tray,
} from 'electron'
import type { Settings } from '../common/settings.js'
import { onAddressChange } from './address-change.js'
import { badge } from './badge.js'
import { pinCertificates } from './certificate-pinning.js'
import { readEnvironment } from './environment.js'
import { announceCalls } from './incoming-call.js'
import { answerBridge } from './ipc.js'
import { KnownHosts } from './known-hosts.js'
import { speak, t } from './language.js'
import { closeBeforeQuit, disableFeature, insistOnSandbox, whyNotStarted } from './lifecycle.js'
import { claimLinks, Invites } from './links.js'
import { loginItem } from './login-item.js'
import { appMenu } from './menu.js'
import { PageState } from './page-state.js'
import { limitPermissions } from './permissions.js'
import { onAwakening, stayAwakeInCalls } from './power.js'
import { type Push, pushTo } from './push.js'
import { logLostProcesses, recover } from './recovery.js'
import { ScreenPicker } from './screen-picker.js'
import { answerScreenSharing } from './screen-sources.js'
import { createHost, type Host } from './server/server.js'
import { hostChoices, SettingsFile } from './settings-file.js'
import { startsHidden } from './start-hidden.js'
import { askSystem, openPrivacySettings } from './system-privacy.js'
import { showTray, trayIcon } from './tray.js'
import { Updates } from './updates.js'
import { systemVault } from './vault.js'
import { forget, wayTo } from './way-to-host.js'
import { confine, keepOneWindow, type MainWindow, openPage, windowOptions } from './window.js'

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
    ...followSettings(settings, push),
  })
  const window = openWindow(url, page, invites, settings)
  invites.handTo(page, push, window.toFront)
  const pick: ScreenPicker['pick'] = (...question) => picker.pick(...question)
  answerScreenSharing(session.defaultSession, { origin, capturer: desktopCapturer, page, pick })
  showStatus(page, host, window, push, settings)
}

function openWindow(url: string, page: PageState, invites: Invites, file: SettingsFile): MainWindow {
  const { origin } = new URL(url)
  const rescue = { origin, page, offer: invites.offer.bind(invites), dialog, quit: () => app.quit() }
  const open = (isShown: boolean) => {
    const window = new BrowserWindow(windowOptions(PRELOAD, nativeTheme))
    page.follow(window)
    recover(window, rescue)
    return openPage(window, url, isShown)
  }
  logLostProcesses(app)
  const staysOpen = () => file.settings.app.keepHosting
  return keepOneWindow(app, open, { staysOpen, startsHidden: startsHidden(process.argv, app) })
}

/** Keeps the settings for the page, and does what they say of the app. */
function followSettings(file: SettingsFile, push: Push) {
  const updates = new Updates(loadUpdater, (status) => push('update', status))
  const followFeed = () => updates.follow(app.isPackaged ? file.settings.app.updateFeed : undefined)
  const setLoginItem = loginItem(app)
  let { openAtLogin } = file.settings.app
  followFeed()
  file.onChange((settings) => {
    push('settings', settings)
    followFeed()
    if (settings.app.openAtLogin !== openAtLogin) setLoginItem?.(settings.app.openAtLogin)
    openAtLogin = settings.app.openAtLogin
  })
  return {
    settings: async () => ({
      ...file.forPage,
      canOpenAtLogin: setLoginItem !== undefined,
      ...(updates.status && { update: updates.status }),
    }),
    saveSettings: async (settings: Settings) => {
      if (!(await file.save(settings))) throw new Error('The settings could not be written.')
    },
    downloadUpdate: () => updates.download(),
  }
}

/** Loads what is only there to look for updates, which most never do. */
const loadUpdater = async () => (await import('electron-updater')).default.autoUpdater

/** What the system shows of the app, and tells it. */
function showStatus(page: PageState, host: Host, window: MainWindow, push: Push, file: SettingsFile): void {
  const showSettings = () => {
    window.toFront()
    push('show-settings', undefined)
  }
  const showMenu = () =>
    Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu({ isDevelopment: !app.isPackaged, showSettings })))
  const tell = showTray(() => new Tray(TRAY_ICON), Menu.buildFromTemplate, {
    open: window.toFront,
    toggleMicrophone: () => push('toggle-microphone', undefined),
    hangUp: () => push('hang-up', undefined),
    quit: () => app.quit(),
  })
  const showInTray = () => {
    const { addresses, port } = host.facts()
    tell({ status: page.status, address: addresses[0] && `${addresses[0]}:${port}` })
  }
  showMenu()
  showInTray()
  file.onChange(({ person }) => {
    if (!speak(person.language, app.getLocale())) return
    showMenu()
    showInTray()
  })
  host.onChange(showInTray)
  page.onChange(showInTray)
  page.onChange(badge(app, () => window.current))
  page.onChange(stayAwakeInCalls(powerSaveBlocker))
  const notify = (options: Electron.NotificationConstructorOptions) =>
    Notification.isSupported() ? new Notification(options) : undefined
  page.onChange(announceCalls({ notify, dock: app.dock }, window, push))
  const tellOfNetwork = () => push('network-changed', undefined)
  onAddressChange(host, tellOfNetwork)
  onAwakening(powerMonitor, () => {
    void host.refresh()
    tellOfNetwork()
  })
}

function giveUp(error: unknown): void {
  dialog.showErrorBox(t('start/title'), whyNotStarted(error))
  app.exit(1)
}
