import { EventEmitter } from 'node:events'
import type { App, BrowserWindowConstructorOptions, Dialog } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../../../common/settings.js'
import { openWindow } from '../../../../main/app/open-window.js'
import { PageState } from '../../../../main/app/page-state.js'
import { log } from '../../../../main/storage/log.js'
import { FakeWindow } from './fake-window.js'

const PAGE = 'http://localhost:8080/'

let logged: ReturnType<typeof vi.spyOn>
beforeEach(() => {
  logged = vi.spyOn(log, 'error').mockImplementation(() => {})
})
afterEach(() => logged.mockRestore())

function open({ argv = ['lanline'] } = {}) {
  const app = Object.assign(new EventEmitter(), {
    quit: vi.fn(),
    getLoginItemSettings: () => ({ wasOpenedAtLogin: false }),
  })
  const window = new FakeWindow()
  const createWindow = vi.fn((_options: BrowserWindowConstructorOptions) => window.asWindow)
  const page = new PageState()
  const file = { settings: DEFAULT_SETTINGS as Settings }
  const offer = vi.fn()
  const main = openWindow(
    {
      app: app as unknown as App,
      createWindow,
      dialog: {} as Dialog,
      nativeTheme: { shouldUseDarkColors: true },
      argv,
    },
    { url: PAGE, preload: '/app/preload.cjs', page, invites: { offer }, settings: file },
  )
  return { app, window, createWindow, page, file, offer, main }
}

test('the window loads the page in its sandbox, with the preload script', () => {
  const { window, createWindow, main } = open()
  expect(window.url).toBe(PAGE)
  expect(main.current).toBe(window)
  expect(createWindow.mock.calls[0]?.[0].webPreferences).toMatchObject({ preload: '/app/preload.cjs', sandbox: true })
})

test.each([
  [['lanline'], true],
  [['lanline', '--hidden'], false],
])('started as %j, that it is shown is %s', (argv, isShown) => {
  const { window, createWindow } = open({ argv })
  expect(createWindow.mock.calls[0]?.[0].paintWhenInitiallyHidden).toBe(isShown)
  window.emit('ready-to-show')
  expect(window.visible).toBe(isShown)
})

test('a window that is closed hides where the settings say so, as they are then', () => {
  const { window, file } = open()
  file.settings = { ...DEFAULT_SETTINGS, app: { ...DEFAULT_SETTINGS.app, keepHosting: true } }
  window.close()
  expect(window.destroyed).toBe(false)
  file.settings = DEFAULT_SETTINGS
  window.close()
  expect(window.destroyed).toBe(true)
})

test('a page that is gone is forgotten, and loaded again with its room', async () => {
  const { window, page } = open()
  page.tell({ activity: 'in-call', microphone: 'on', unread: 0, room: 'standup' })
  window.crash('crashed')
  expect(page.status).toBeUndefined()
  await vi.waitFor(() => expect(window.url).toBe(`${PAGE}standup`))
})

test('the room of a page on another host is offered', async () => {
  const { window, page, offer } = open()
  const hostOrigin = 'http://192.168.1.5:8080'
  page.tell({ activity: 'in-call', microphone: 'on', unread: 0, room: 'standup', hostOrigin })
  window.crash('crashed')
  await vi.waitFor(() => expect(offer).toHaveBeenCalledWith({ origin: hostOrigin, room: 'standup' }))
})

test('a page that leaves is forgotten', () => {
  const { window, page } = open()
  page.tell({ activity: 'idle', microphone: 'on', unread: 0 })
  window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  expect(page.status).toBeUndefined()
})

test('what else of the app has ended is logged', () => {
  open().app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' })
  expect(logged).toHaveBeenCalledOnce()
})
