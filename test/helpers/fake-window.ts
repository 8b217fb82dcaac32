import { EventEmitter } from 'node:events'
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { vi } from 'vitest'

/** A window that is shown, focused and closed as Electron's is, on no screen. Once closed it throws, as Electron's does. */
export class FakeWindow extends EventEmitter {
  options: BrowserWindowConstructorOptions = {}
  visible = false
  focused = false
  minimized = false
  fullScreen = false
  flashing = false
  destroyed = false
  url = ''
  /** What lies over its button in the taskbar. */
  overlay: { icon: unknown; description: string } = { icon: null, description: '' }
  webContents = Object.assign(new EventEmitter(), {
    forcefullyCrashRenderer: vi.fn(() => this.crash('killed')),
    send: vi.fn(),
    getURL: () => this.alive().url,
    reload: vi.fn(() => void this.alive()),
  })

  setProgressBar = vi.fn((_part: number) => void this.alive())

  isDestroyed = () => this.destroyed
  isVisible = () => this.alive().visible
  isFocused = () => this.alive().focused
  isMinimized = () => this.alive().minimized
  isFullScreen = () => this.alive().fullScreen

  loadURL = vi.fn((url: string) => this.load(url))

  async load(url: string): Promise<void> {
    this.alive().url = url
  }

  show() {
    this.alive().visible = true
    this.focused = true
  }

  showInactive() {
    this.alive().visible = true
  }

  hide() {
    this.alive().visible = false
    this.focused = false
  }

  focus() {
    if (this.alive().visible && !this.minimized) this.focused = true
  }

  restore() {
    this.alive().minimized = false
  }

  setFullScreen(isFull: boolean) {
    this.alive().fullScreen = isFull
  }

  flashFrame(isFlashing: boolean) {
    this.alive().flashing = isFlashing
  }

  setOverlayIcon(icon: unknown, description: string) {
    this.alive().overlay = { icon, description }
  }

  close() {
    let isPrevented = false
    const preventDefault = () => {
      isPrevented = true
    }
    this.emit('close', { preventDefault })
    if (isPrevented) return
    this.destroyed = true
    this.emit('closed')
  }

  crash(reason: string) {
    this.webContents.emit('render-process-gone', {}, { reason, exitCode: 1 })
  }

  private alive(): this {
    if (this.destroyed) throw new TypeError('Object has been destroyed')
    return this
  }

  get asWindow(): BrowserWindow {
    return this as unknown as BrowserWindow
  }
}
