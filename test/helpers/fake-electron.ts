import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions } from 'electron'
import { vi } from 'vitest'
import type { Electron } from '../../main/app/electron.js'
import { FakeWindow } from './fake-window.js'

/** The app as Electron's: it quits unless that is prevented, for good. */
export class FakeApp extends EventEmitter {
  isPackaged = true
  hasQuit = false
  exit = vi.fn()
  setBadgeCount = vi.fn((_count?: number) => true)
  setLoginItemSettings = vi.fn()
  getLoginItemSettings = () => ({ wasOpenedAtLogin: false })
  getLocale = () => 'en'
  quit = vi.fn(() => {
    let isPrevented = false
    const preventDefault = () => {
      isPrevented = true
    }
    this.emit('before-quit', { preventDefault })
    this.hasQuit ||= !isPrevented
  })
}

/** What a test has of Electron is as it gives it; of the rest there is the app alone. */
export function fakeElectron(parts: { [Part in keyof Electron]?: object } = {}): Electron {
  return { app: new FakeApp(), ...parts } as unknown as Electron
}

/** Electron's window class, and the windows that were made of it, with what they were made with. */
export function fakeWindows() {
  const windows: FakeWindow[] = []
  class BrowserWindow extends FakeWindow {
    constructor(override readonly options: BrowserWindowConstructorOptions) {
      super()
      windows.push(this)
    }
  }
  return { windows, BrowserWindow }
}
