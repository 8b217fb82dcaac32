import { EventEmitter } from 'node:events'
import type { App, WebContents } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { confine, keepOneWindow, openPage, type WindowHabits, windowOptions } from '../../../../main/app/window.js'
import { log } from '../../../../main/storage/log.js'
import { FakeWindow } from './fake-window.js'

const OWN = 'http://localhost:8080'

describe('windowOptions', () => {
  test('keep the page in its sandbox', () => {
    expect(windowOptions('/app/preload.cjs', { shouldUseDarkColors: false }, true).webPreferences).toEqual({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: false,
    })
  })

  test('have Electron remember the window, which it does for windows with a name', () => {
    expect(windowOptions('', { shouldUseDarkColors: false }, true)).toMatchObject({
      name: expect.any(String),
      windowStatePersistence: true,
    })
  })

  test('have a page know that nobody sees it, where its window is not to be shown', () => {
    const paints = (isShown: boolean) =>
      windowOptions('', { shouldUseDarkColors: false }, isShown).paintWhenInitiallyHidden
    expect(paints(false)).toBe(false)
    expect(paints(true)).toBe(true)
  })

  test('follow the theme, so that a dark page does not open with a white flash', () => {
    const background = (shouldUseDarkColors: boolean) =>
      windowOptions('', { shouldUseDarkColors }, true).backgroundColor
    expect(background(true)).not.toBe(background(false))
  })
})

describe('openPage', () => {
  test('loads the page and shows the window once there is something to see', () => {
    const window = new FakeWindow()
    openPage(window.asWindow, `${OWN}/`, true)
    expect(window.url).toBe(`${OWN}/`)
    expect(window.visible).toBe(false)

    window.emit('ready-to-show')
    expect(window.visible).toBe(true)
  })

  test('leaves the window hidden where that is wished', () => {
    const window = new FakeWindow()
    openPage(window.asWindow, `${OWN}/`, false)
    window.emit('ready-to-show')
    expect(window.visible).toBe(false)
  })

  test('shows the window too where the page cannot be loaded', async () => {
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
    const window = new FakeWindow()
    window.loadURL.mockRejectedValue(new Error('ERR_CONNECTION_REFUSED'))
    openPage(window.asWindow, `${OWN}/`, true)
    await vi.waitFor(() => expect(window.visible).toBe(true))
    expect(logged).toHaveBeenCalledOnce()
    logged.mockRestore()
  })
})

describe('keepOneWindow', () => {
  function start(habits: Partial<WindowHabits> = {}, platform: NodeJS.Platform = 'linux') {
    const app = Object.assign(new EventEmitter(), { quit: vi.fn() })
    const windows: FakeWindow[] = []
    const open = (isShown: boolean) => {
      const window = new FakeWindow()
      if (isShown) window.show()
      windows.push(window)
      return window.asWindow
    }
    const all = { staysOpen: () => false, startsHidden: false, ...habits }
    const main = keepOneWindow(app as unknown as App, open, all, platform)
    const [window = new FakeWindow()] = windows
    return { app, windows, window, main }
  }

  test('opens one window', () => {
    const { windows, window, main } = start()
    expect(windows).toHaveLength(1)
    expect(window.visible).toBe(true)
    expect(main.current).toBe(window)
  })

  test('brings it to the front when the app is started again', () => {
    const { app, windows, window } = start()
    Object.assign(window, { minimized: true, focused: false })
    app.emit('second-instance', {}, ['lanline'])
    expect(windows).toHaveLength(1)
    expect(window).toMatchObject({ minimized: false, visible: true, focused: true })
  })

  test.each(['activate', 'second-instance'])('opens a new window on %s where the last one was closed', (event) => {
    const { app, windows, window, main } = start({}, 'darwin')
    window.close()
    expect(main.current).toBeUndefined()
    app.emit(event, {}, [])
    expect(windows).toHaveLength(2)
    expect(main.current).toBe(windows[1])
  })

  test.each([
    ['linux', 1],
    ['win32', 1],
    ['darwin', 0],
  ] as const)('on %s quits %i times with its window', (platform, times) => {
    const { app } = start({}, platform)
    app.emit('window-all-closed')
    expect(app.quit).toHaveBeenCalledTimes(times)
  })

  test('starts hidden, and stays so until someone asks for it', () => {
    const { app, window } = start({ startsHidden: true })
    expect(window.visible).toBe(false)
    app.emit('second-instance', {}, ['lanline', '--hidden'])
    expect(window.visible).toBe(false)
    app.emit('second-instance', {}, ['lanline'])
    expect(window).toMatchObject({ visible: true, focused: true })
  })

  test('hides a window that is closed where the app is to go on, and lets it go where the app quits', () => {
    const { app, window, main } = start({ staysOpen: () => true })
    window.close()
    expect(window).toMatchObject({ visible: false, destroyed: false })
    main.toFront()
    expect(window.visible).toBe(true)

    app.emit('before-quit')
    window.close()
    expect(window.destroyed).toBe(true)
  })

  test('heeds the setting as it is when the window is closed', () => {
    let staysOpen = true
    const { window } = start({ staysOpen: () => staysOpen })
    window.close()
    expect(window.destroyed).toBe(false)
    staysOpen = false
    window.close()
    expect(window.destroyed).toBe(true)
  })

  test('leaves full screen before it hides', () => {
    const { window } = start({ staysOpen: () => true })
    window.fullScreen = true
    window.close()
    expect(window).toMatchObject({ fullScreen: false, visible: true })
    window.emit('leave-full-screen')
    expect(window.visible).toBe(false)
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
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
    const { open } = confined(vi.fn(async () => Promise.reject(new Error('no browser'))))
    expect(open('https://example.com/')).toEqual({ action: 'deny' })
    await vi.waitFor(() => expect(logged).toHaveBeenCalledOnce())
    logged.mockRestore()
  })
})
