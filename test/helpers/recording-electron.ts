import { EventEmitter } from 'node:events'
import type { App, BrowserWindowConstructorOptions, CommandLine, IpcMainInvokeEvent, Session } from 'electron'
import type { Electron } from '../../main/app/electron.js'
import { FakeSafeStorage } from './fake-safe-storage.js'
import { FakeWindow } from './fake-window.js'

/** What a part of Electron's can do, as far as a stand-in does it: only by the names and with the types that Electron has. */
type StandIn<T> = { [Key in keyof T]?: T[Key] | ((...args: never[]) => unknown) }
type Handler = (event: IpcMainInvokeEvent, argument?: unknown) => unknown

export interface Recording {
  /** In place of the module. */
  readonly electron: { [Part in keyof Electron]: unknown }
  /** What was called, as `app.quit`, in order; `new Tray` for what was made. */
  readonly calls: string[]
  readonly handlers: ReadonlyMap<string, Handler>
  readonly windows: readonly FakeWindow[]
  readonly app: EventEmitter & { hasQuit: boolean; quit(): void }
  /** What was said of why the app cannot start. */
  readonly errors: string[]
  /** Electron gets ready, as it does once the module of the app has been evaluated. */
  ready(): void
}

interface Options {
  dataFolder: string
  /** Where what is saved goes. */
  savedFile: string
}

/**
 * Electron as main/index.ts meets it: it records the order of calls, and throws for every one that it does not stand in
 * for. It shows that the app is wired, and nothing of what Electron makes of that.
 */
export function recordingElectron({ dataFolder, savedFile }: Options): Recording {
  const calls: string[] = []
  const record = <T extends object>(name: string, part: T): T => recorded(name, part, calls)
  const handlers = new Map<string, Handler>()
  const windows: FakeWindow[] = []
  const errors: string[] = []
  let ready = () => {}
  const whenReady = new Promise<void>((resolve) => {
    ready = resolve
  })

  const commandLine: StandIn<CommandLine> = {
    getSwitchValue: () => '',
    appendSwitch: () => {},
    hasSwitch: () => false,
  }
  const own: StandIn<App> = {
    isPackaged: false,
    dock: undefined,
    commandLine: record('app.commandLine', commandLine) as CommandLine,
    requestSingleInstanceLock: () => true,
    whenReady: () => whenReady,
    setName: () => {},
    setPath: () => {},
    getPath: () => dataFolder,
    getAppPath: () => '/source',
    getVersion: () => '0.1.0',
    getLocale: () => 'en',
    setAppUserModelId: () => {},
    setAsDefaultProtocolClient: () => true,
    getLoginItemSettings: () => ({ wasOpenedAtLogin: false }),
    setBadgeCount: () => true,
    exit: () => {},
  }
  const app = Object.assign(new EventEmitter(), own, {
    hasQuit: false,
    quit() {
      let isPrevented = false
      const preventDefault = () => {
        isPrevented = true
      }
      app.emit('before-quit', { preventDefault })
      app.hasQuit ||= !isPrevented
    },
  })
  const session: StandIn<Session> = {
    setCertificateVerifyProc: () => {},
    setPermissionCheckHandler: () => {},
    setPermissionRequestHandler: () => {},
    setDisplayMediaRequestHandler: () => {},
    setProxy: async () => {},
  }

  class BrowserWindow extends FakeWindow {
    constructor(override readonly options: BrowserWindowConstructorOptions) {
      super()
      calls.push('new BrowserWindow')
      windows.push(this)
    }
  }
  class Tray extends EventEmitter {
    constructor(readonly icon: string) {
      super()
      calls.push('new Tray')
    }
    setToolTip = () => {}
    setContextMenu = () => {}
  }
  const parts: { [Part in Exclude<keyof Electron, 'app' | 'BrowserWindow' | 'Tray'>]: StandIn<Electron[Part]> } = {
    desktopCapturer: {},
    dialog: {
      showErrorBox: (_title: string, text: string) => void errors.push(text),
      showSaveDialog: async () => ({ canceled: false, filePath: savedFile }),
    },
    globalShortcut: { register: () => true, unregister: () => {} },
    ipcMain: { handle: (name: string, handler: Handler) => void handlers.set(name, handler) },
    Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => {} },
    Notification: { isSupported: () => false },
    nativeImage: { createFromBitmap: () => ({}) },
    nativeTheme: { shouldUseDarkColors: false },
    powerMonitor: { on: () => {} },
    powerSaveBlocker: {},
    safeStorage: new FakeSafeStorage(),
    session: { defaultSession: record('session', session) as Session },
    shell: {},
    systemPreferences: {},
  }
  const recordedParts = Object.entries(parts).map(([name, part]) => [name, record(name, part)] as const)
  return {
    electron: { ...(Object.fromEntries(recordedParts) as typeof parts), app: record('app', app), BrowserWindow, Tray },
    ...{ calls, handlers, windows, app, errors },
    ready: () => ready(),
  }
}

/** The same object, whose calls are noted; what it does not have throws where it is asked for. */
function recorded<T extends object>(name: string, part: T, calls: string[]): T {
  return new Proxy(part, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof key === 'symbol') return value
      if (!(key in target)) throw new Error(`Nothing stands in for ${name}.${key}.`)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        calls.push(`${name}.${key}`)
        return Reflect.apply(value, target, args)
      }
    },
  })
}
