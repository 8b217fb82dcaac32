import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS, merged, type Settings } from '../../../../common/settings.js'
import { PageState } from '../../../../main/app/page-state.js'
import { openWindow } from '../../../../main/app/window.js'
import { log } from '../../../../main/storage/log.js'
import { FakeApp, fakeElectron, fakeWindows } from '../../../helpers/fake-electron.js'
import { FakeWindow } from '../../../helpers/fake-window.js'

const PAGE = 'http://localhost:8080/'
const KEEP_HOSTING = merged(DEFAULT_SETTINGS, { app: { keepHosting: true } })

let logged: ReturnType<typeof vi.spyOn>
beforeEach(() => {
  logged = vi.spyOn(log, 'error').mockImplementation(() => {})
})
afterEach(() => logged.mockRestore())

interface Wishes {
  argv?: string[]
  platform?: NodeJS.Platform
  settings?: Settings
  isDark?: boolean
}

function open({ argv = ['lanline'], platform = 'linux', settings = DEFAULT_SETTINGS, isDark = false }: Wishes = {}) {
  const app = new FakeApp()
  const { windows, BrowserWindow } = fakeWindows()
  const page = new PageState()
  const file = { settings }
  const electron = fakeElectron({ app, BrowserWindow, nativeTheme: { shouldUseDarkColors: isDark } })
  const contents = { url: PAGE, preload: '/app/preload.cjs', page, settings: file, argv }
  const main = openWindow(electron, contents, platform)
  const [window = new FakeWindow()] = windows
  return { app, windows, window, options: window.options, page, file, main }
}

/** The same, with its window shown. */
function start(wishes: Wishes = {}) {
  const opened = open(wishes)
  opened.window.emit('ready-to-show')
  return opened
}

describe('the window', () => {
  test('loads the page in its sandbox, with the preload script', () => {
    const { window, windows, options, main } = open()
    expect(windows).toHaveLength(1)
    expect(window.url).toBe(PAGE)
    expect(main.current).toBe(window)
    expect(options.webPreferences).toEqual({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: false,
    })
  })

  test('is remembered by Electron, which does so for windows with a name', () => {
    expect(open().options).toMatchObject({ name: expect.any(String), windowStatePersistence: true })
  })

  test('has the colour of the theme, so that a dark page does not open with a white flash', () => {
    const background = (isDark: boolean) => open({ isDark }).options.backgroundColor
    expect(background(true)).not.toBe(background(false))
  })

  test('is shown once there is something to see', () => {
    const { window } = open()
    expect(window.visible).toBe(false)
    window.emit('ready-to-show')
    expect(window.visible).toBe(true)
  })

  test.each([
    [['lanline'], true],
    [['lanline', '--hidden'], false],
  ])('started as %j, is shown: %s, and its page knows whether anybody sees it', (argv, isShown) => {
    const { window, options } = open({ argv })
    expect(options.paintWhenInitiallyHidden).toBe(isShown)
    window.emit('ready-to-show')
    expect(window.visible).toBe(isShown)
  })

  test('is shown too where the page cannot be loaded', async () => {
    const load = vi.spyOn(FakeWindow.prototype, 'load').mockRejectedValue(new Error('ERR_CONNECTION_REFUSED'))
    const { window } = open()
    await vi.waitFor(() => expect(window.visible).toBe(true))
    expect(logged).toHaveBeenCalledOnce()
    load.mockRestore()
  })
})

describe('its page', () => {
  test('that is gone is forgotten, and loaded anew', async () => {
    const { window, page } = open()
    page.tell({ activity: 'in-call', microphone: 'on', unread: 0, room: 'standup' })
    window.crash('crashed')
    expect(page.status).toBeUndefined()
    await vi.waitFor(() => expect(window.webContents.reload).toHaveBeenCalledOnce())
  })

  test('that leaves is forgotten', () => {
    const { window, page } = open()
    page.tell({ activity: 'idle', microphone: 'on', unread: 0 })
    window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    expect(page.status).toBeUndefined()
  })
})

test('what else of the app has ended is logged', () => {
  open().app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' })
  expect(logged).toHaveBeenCalledOnce()
})

describe('the app', () => {
  test('brings the window to the front when it is started again', () => {
    const { app, windows, window } = start()
    Object.assign(window, { minimized: true, focused: false })
    app.emit('second-instance', {}, ['lanline'])
    expect(windows).toHaveLength(1)
    expect(window).toMatchObject({ minimized: false, visible: true, focused: true })
  })

  test.each(['activate', 'second-instance'])('opens a new window on %s where the last one was closed', (event) => {
    const { app, windows, window, main } = start({ platform: 'darwin' })
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
    const { app } = start({ platform })
    app.emit('window-all-closed')
    expect(app.quit).toHaveBeenCalledTimes(times)
  })

  test('starts hidden, and stays so until someone asks for it', () => {
    const { app, window } = start({ argv: ['lanline', '--hidden'] })
    expect(window.visible).toBe(false)
    app.emit('second-instance', {}, ['lanline', '--hidden'])
    expect(window.visible).toBe(false)
    app.emit('second-instance', {}, ['lanline'])
    expect(window).toMatchObject({ visible: true, focused: true })
  })

  test('hides a window that is closed where it is to go on, and lets it go where it quits', () => {
    const { app, window, main } = start({ settings: KEEP_HOSTING })
    window.close()
    expect(window).toMatchObject({ visible: false, destroyed: false })
    main.toFront()
    expect(window.visible).toBe(true)

    app.emit('before-quit')
    window.close()
    expect(window.destroyed).toBe(true)
  })

  test('heeds the setting as it is when the window is closed', () => {
    const { window, file } = start({ settings: KEEP_HOSTING })
    window.close()
    expect(window.destroyed).toBe(false)
    file.settings = DEFAULT_SETTINGS
    window.close()
    expect(window.destroyed).toBe(true)
  })

  test('leaves full screen before it hides', () => {
    const { window } = start({ settings: KEEP_HOSTING })
    window.fullScreen = true
    window.close()
    expect(window).toMatchObject({ fullScreen: false, visible: true })
    window.emit('leave-full-screen')
    expect(window.visible).toBe(false)
  })
})
