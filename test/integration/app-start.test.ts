import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { IpcMainInvokeEvent } from 'electron'
import { expect, test, vi } from 'vitest'
import { type BridgeCalls, channel, type KeptSettings } from '../../common/bridge.js'
import { log } from '../../main/storage/log.js'
import { FakeApp, fakeWindows } from '../helpers/fake-electron.js'
import { ask } from '../helpers/http.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

// The main process as main/index.ts puts it together, on a stand-in for Electron.

/** On a busy machine. */
const PATIENCE = { timeout: 30_000 }

let dataFolder = ''
const { windows, BrowserWindow } = fakeWindows()
const report = () => join(dataFolder, 'report.txt')
const handlers = new Map<string, (event: IpcMainInvokeEvent, argument?: unknown) => unknown>()

class StartedApp extends FakeApp {
  override isPackaged = false
  commandLine = { getSwitchValue: () => '', appendSwitch: vi.fn(), hasSwitch: () => false }
  dock = undefined
  setAppUserModelId = vi.fn()
  setAsDefaultProtocolClient = vi.fn()
  requestSingleInstanceLock = () => true
  whenReady = async () => {}
  getPath = () => dataFolder
  getVersion = () => '0.1.0'
  getAppPath = () => '/source'
}

const app = new StartedApp()
const showErrorBox = vi.fn()

vi.mock('electron', () => ({
  app,
  BrowserWindow,
  desktopCapturer: {},
  dialog: { showErrorBox, showSaveDialog: async () => ({ canceled: false, filePath: report() }) },
  ipcMain: { handle: (name: string, handler: never) => handlers.set(name, handler) },
  Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: vi.fn() },
  Notification: { isSupported: () => false },
  nativeImage: { createFromBitmap: () => ({}) },
  nativeTheme: { shouldUseDarkColors: false },
  powerMonitor: new EventEmitter(),
  powerSaveBlocker: {},
  safeStorage: { isAsyncEncryptionAvailable: async () => false, getSelectedStorageBackend: () => 'basic_text' },
  session: {
    defaultSession: {
      setCertificateVerifyProc: vi.fn(),
      setPermissionCheckHandler: vi.fn(),
      setPermissionRequestHandler: vi.fn(),
      setDisplayMediaRequestHandler: vi.fn(),
      setProxy: async () => {},
    },
  },
  shell: {},
  systemPreferences: {},
  Tray: class {
    on = vi.fn()
    setToolTip = vi.fn()
    setContextMenu = vi.fn()
  },
}))

test('the app hosts, opens its page, answers it, and closes before it quits', { timeout: 90_000 }, async () => {
  dataFolder = await temporaryFolder()
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  vi.stubEnv('LANLINE_PORT', '0')
  await import('../../main/index.js')
  await vi.waitFor(() => expect([windows.length, showErrorBox.mock.calls]).toEqual([1, []]), PATIENCE)
  const [window] = windows
  const { origin, port } = new URL(window?.url ?? '')
  expect((await ask(Number(port), '/')).body).toContain('<title>Lanline</title>')

  const call = <Call extends keyof BridgeCalls>(name: Call, argument?: Parameters<BridgeCalls[Call]>[0]) => {
    const senderFrame = { origin, parent: null }
    return handlers.get(channel(name))?.({ senderFrame } as IpcMainInvokeEvent, argument)
  }
  const { settings } = (await call('settings')) as KeptSettings
  expect(settings.person.name).toBe('')
  await call('saveSettings', { person: { name: 'Ann' } })
  expect(JSON.parse(await readFile(join(dataFolder, 'settings.json'), 'utf8'))).toMatchObject({
    person: { name: 'Ann' },
  })
  expect(window?.webContents.send).not.toHaveBeenCalled()

  log.error('It failed at 192.168.1.5.')
  expect(await call('saveReport', 'Nothing is in the way.')).toBe(true)
  expect(await readFile(report(), 'utf8')).toMatch(
    /^Nothing is in the way\.[\s\S]+info: Lanline 0\.1\.0 hosts at [\s\S]+error: It failed at \[address\]\./,
  )

  app.quit()
  await vi.waitFor(() => expect(app.hasQuit).toBe(true), PATIENCE)
  await expect(ask(Number(port), '/')).rejects.toThrow()
})
