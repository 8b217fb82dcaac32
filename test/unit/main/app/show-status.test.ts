import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions, NotificationConstructorOptions } from 'electron'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HostFacts } from '../../../../common/control.js'
import { Emitter } from '../../../../common/emitter.js'
import type { PageStatus } from '../../../../common/page-status.js'
import { DEFAULT_SETTINGS, type Settings } from '../../../../common/settings.js'
import { speak } from '../../../../main/app/language.js'
import { PageState } from '../../../../main/app/page-state.js'
import type { Push } from '../../../../main/app/push.js'
import { showStatus } from '../../../../main/app/show-status.js'
import { FakeApp, fakeElectron } from '../../../helpers/fake-electron.js'
import { FakeWindow } from '../../../helpers/fake-window.js'

const IDLE: PageStatus = { activity: 'idle', microphone: 'on', unread: 0 }
const IN_CALL: PageStatus = { ...IDLE, activity: 'in-call', room: 'standup' }

type Item = MenuItemConstructorOptions
const labels = (items: Item[] | undefined) => items?.map(({ label }) => label)

/** What listens, and is told. */
function listeners() {
  const all: (() => void)[] = []
  const onChange = (listener: () => void) => void all.push(listener)
  const tell = () => {
    for (const listener of all) listener()
  }
  return { onChange, tell }
}

class FakeSettings extends Emitter<{ change: { settings: Settings; before: Settings; by: 'page' } }> {
  readonly settings = DEFAULT_SETTINGS
  tell(settings: Settings): void {
    this.emit('change', { settings, before: DEFAULT_SETTINGS, by: 'page' })
  }
}

/** A tray of which the test sees what it shows. */
function fakeTray() {
  const shown = { menu: [] as Item[], toolTip: '' }
  const tray = new EventEmitter()
  class Tray {
    on = tray.on.bind(tray)
    setContextMenu = (menu: Item[]) => void Object.assign(shown, { menu })
    setToolTip = (toolTip: string) => void Object.assign(shown, { toolTip })
  }
  return { shown, tray, Tray }
}

function fakeHost() {
  let facts: HostFacts = { name: 'Ann', version: '0.1.0', hasPasscode: false, port: 8080, addresses: ['192.168.1.5'] }
  const { onChange, tell } = listeners()
  const refresh = vi.fn(async () => {})
  const move = (addresses: string[]) => {
    facts = { ...facts, addresses }
    tell()
  }
  return { facts: () => facts, onChange, refresh, move }
}

function start() {
  const app = new FakeApp()
  const menus: Item[][] = []
  const Menu = {
    buildFromTemplate: (template: Item[]) => template,
    setApplicationMenu: (menu: Item[]) => menus.push(menu),
  }
  const { shown, tray, Tray } = fakeTray()
  const notified: NotificationConstructorOptions[] = []
  class Notification extends EventEmitter {
    static isSupported = () => true
    show = vi.fn()
    close = vi.fn()
    constructor(options: NotificationConstructorOptions) {
      super()
      notified.push(options)
    }
  }
  const powerMonitor = new EventEmitter()
  const powerSaveBlocker = { start: vi.fn(() => 7), stop: vi.fn(() => true) }
  const window = new FakeWindow()
  window.visible = true
  const [page, host, settings, pushed] = [new PageState(), fakeHost(), new FakeSettings(), vi.fn()]
  showStatus(
    fakeElectron({ app, Menu, Tray, Notification, powerMonitor, powerSaveBlocker }),
    {
      page,
      host,
      window: { current: window.asWindow, toFront: () => window.show() },
      settings,
      push: pushed as Push,
      trayIcon: 'tray.png',
    },
    'linux',
  )
  return { app, menus, shown, tray, notified, powerMonitor, powerSaveBlocker, window, page, host, settings, pushed }
}

const press = (items: Item[] | undefined, label: string) => {
  const all = items?.flatMap((item) => [item, ...((item.submenu ?? []) as Item[])])
  const click = all?.find((item) => item.label === label)?.click as (() => void) | undefined
  click?.()
}

beforeEach(() => void speak('en', 'en'))
afterEach(() => void speak('en', 'en'))

describe('the tray', () => {
  test('follows the host and the page', () => {
    const { shown, host, page } = start()
    expect(shown.toolTip).toBe('Lanline: Hosting at 192.168.1.5:8080')
    host.move([])
    expect(shown.toolTip).toBe('Lanline: No network')
    page.tell(IN_CALL)
    expect(shown.toolTip).toBe('Lanline: In a call in standup')
  })

  test('tells the page and the app what the person wants', () => {
    const { app, shown, tray, window, page, pushed } = start()
    page.tell(IN_CALL)
    for (const label of ['Mute microphone', 'Hang up', 'Quit']) press(shown.menu, label)
    expect(pushed.mock.calls).toEqual([
      ['toggle-microphone', undefined],
      ['hang-up', undefined],
    ])
    expect(app.quit).toHaveBeenCalledOnce()
    tray.emit('click')
    expect(window.focused).toBe(true)
  })
})

test('the menu leads to the settings, in the window', () => {
  const { menus, window, pushed } = start()
  press(menus[0], 'Settings…')
  expect(window.focused).toBe(true)
  expect(pushed.mock.calls).toEqual([['show-settings', undefined]])
})

test('menu and tray are built anew in another language, and only then', () => {
  const { menus, shown, settings } = start()
  settings.tell(DEFAULT_SETTINGS)
  expect(menus).toHaveLength(1)
  settings.tell({ ...DEFAULT_SETTINGS, person: { ...DEFAULT_SETTINGS.person, language: 'ru' } })
  expect(menus).toHaveLength(2)
  expect(labels(menus[1])).toContain('Правка')
  expect(labels(shown.menu)).toContain('Открыть Lanline')
})

describe('what the page says', () => {
  test('is counted on the icon', () => {
    const { app, page } = start()
    page.tell({ ...IN_CALL, unread: 2 })
    expect(app.setBadgeCount.mock.calls).toEqual([[2]])
  })

  test('keeps the machine awake in a call, until the page is gone', () => {
    const { powerSaveBlocker, page } = start()
    page.tell(IN_CALL)
    expect(powerSaveBlocker.start).toHaveBeenCalledOnce()
    page.forget()
    expect(powerSaveBlocker.stop.mock.calls).toEqual([[7]])
  })

  test('is a notification where someone rings', () => {
    const { notified, window, page } = start()
    page.tell({ ...IDLE, activity: 'ringing', caller: 'Ann' })
    expect(notified).toMatchObject([{ title: 'Ann is calling' }])
    expect(window.flashing).toBe(true)
  })
})

describe('the network', () => {
  test.each(['resume', 'unlock-screen'])('is looked at on %s, and the page told', (event) => {
    const { powerMonitor, host, pushed } = start()
    powerMonitor.emit(event)
    expect(host.refresh).toHaveBeenCalledOnce()
    expect(pushed.mock.calls).toEqual([['network-changed', undefined]])
  })

  test('that is another one is told to the page', () => {
    const { host, pushed } = start()
    host.move(['192.168.2.7'])
    expect(pushed.mock.calls).toEqual([['network-changed', undefined]])
  })
})
