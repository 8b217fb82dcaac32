import { EventEmitter } from 'node:events'
import type { App, BrowserWindow, WebContents } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { confine, keepOneWindow, openPage, windowOptions } from '../../../main/window.js'

const OWN = 'http://localhost:8080'

class FakeWindow extends EventEmitter {
  isDestroyed = () => this.destroyed
  isMinimized = () => this.minimized
  loadURL = vi.fn(async (_url: string) => {})
  show = vi.fn()
  focus = vi.fn()
  restore = vi.fn()
  destroyed = false
  minimized = false
}

const asWindow = (window: FakeWindow) => window as unknown as BrowserWindow

describe('windowOptions', () => {
  test('keep the page in its sandbox', () => {
    expect(windowOptions('/app/preload.cjs', { shouldUseDarkColors: false }).webPreferences).toMatchObject({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    })
  })

  test('follow the theme, so that a dark page does not open with a white flash', () => {
    const background = (shouldUseDarkColors: boolean) => windowOptions('', { shouldUseDarkColors }).backgroundColor
    expect(background(true)).not.toBe(background(false))
  })
})

describe('openPage', () => {
  test('loads the page and shows the window once there is something to see', () => {
    const window = new FakeWindow()
    openPage(asWindow(window), `${OWN}/`)
    expect(window.loadURL).toHaveBeenCalledWith(`${OWN}/`)
    expect(window.show).not.toHaveBeenCalled()

    window.emit('ready-to-show')
    expect(window.show).toHaveBeenCalledOnce()
  })

  test('shows the window too where the page cannot be loaded', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const window = new FakeWindow()
    window.loadURL.mockRejectedValue(new Error('ERR_CONNECTION_REFUSED'))
    openPage(asWindow(window), `${OWN}/`)
    await vi.waitFor(() => expect(window.show).toHaveBeenCalledOnce())
    expect(logged).toHaveBeenCalledOnce()
    logged.mockRestore()
  })
})

describe('keepOneWindow', () => {
  function start(platform: NodeJS.Platform = 'linux') {
    const app = Object.assign(new EventEmitter(), { quit: vi.fn() })
    const windows: FakeWindow[] = []
    const open = () => {
      const window = new FakeWindow()
      windows.push(window)
      return asWindow(window)
    }
    keepOneWindow(app as unknown as App, open, platform)
    return { app, windows }
  }

  test('opens one window', () => {
    expect(start().windows).toHaveLength(1)
  })

  test('brings it to the front when the app is started again', () => {
    const { app, windows } = start()
    Object.assign(windows[0] ?? {}, { minimized: true })
    app.emit('second-instance')
    expect(windows).toHaveLength(1)
    expect(windows[0]?.restore).toHaveBeenCalledOnce()
    expect(windows[0]?.focus).toHaveBeenCalledOnce()
  })

  test.each(['activate', 'second-instance'])('opens a new window on %s where the last one was closed', (event) => {
    const { app, windows } = start('darwin')
    Object.assign(windows[0] ?? {}, { destroyed: true })
    app.emit(event)
    expect(windows).toHaveLength(2)
  })

  test.each([
    ['linux', 1],
    ['win32', 1],
    ['darwin', 0],
  ] as const)('on %s quits %i times with its window', (platform, times) => {
    const { app } = start(platform)
    app.emit('window-all-closed')
    expect(app.quit).toHaveBeenCalledTimes(times)
  })
})

describe('confine', () => {
  function confined(openExternal = vi.fn(async (_url: string) => {})) {
    let openWindow: Parameters<WebContents['setWindowOpenHandler']>[0] | undefined
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: typeof openWindow) => {
        openWindow = handler
      },
    })
    confine(contents as unknown as WebContents, OWN, openExternal)
    const isPrevented = (event: string, url = '') => {
      const preventDefault = vi.fn()
      contents.emit(event, { url, preventDefault })
      return preventDefault.mock.calls.length > 0
    }
    const open = (url: string) => openWindow?.({ url } as Parameters<NonNullable<typeof openWindow>>[0])
    return { isPrevented, open, openExternal }
  }

  test.each(['will-navigate', 'will-redirect'])('lets %s go to our own page only', (event) => {
    const { isPrevented } = confined()
    expect(isPrevented(event, `${OWN}/`)).toBe(false)
    expect(isPrevented(event, `${OWN}/room`)).toBe(false)
    expect(isPrevented(event, 'http://localhost:8081/')).toBe(true)
    expect(isPrevented(event, 'https://example.com/')).toBe(true)
    expect(isPrevented(event, 'file:///etc/passwd')).toBe(true)
    expect(isPrevented(event, 'not a URL')).toBe(true)
  })

  test.each(['will-attach-webview', 'will-prevent-unload'])('prevents %s', (event) => {
    expect(confined().isPrevented(event)).toBe(true)
  })

  test.each(['https://example.com/', 'http://192.168.1.5:8080/room', `${OWN}/`])('opens %s in the browser', (url) => {
    const { open, openExternal } = confined()
    expect(open(url)).toEqual({ action: 'deny' })
    expect(openExternal.mock.calls).toEqual([[url]])
  })

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/share',
    'about:blank',
    'mailto:a@example.com',
    '',
  ])('opens %j nowhere', (url) => {
    const { open, openExternal } = confined()
    expect(open(url)).toEqual({ action: 'deny' })
    expect(openExternal).not.toHaveBeenCalled()
  })

  test('survives a system without a browser', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { open } = confined(vi.fn(async () => Promise.reject(new Error('no browser'))))
    expect(open('https://example.com/')).toEqual({ action: 'deny' })
    await vi.waitFor(() => expect(logged).toHaveBeenCalledOnce())
    logged.mockRestore()
  })
})
