import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import type { PageStatus } from '../../../../common/page-status.js'
import { showDockMenu, showTray, statusLine, type TrayFacts, trayIcon, trayMenu } from '../../../../main/app/tray.js'
import { log } from '../../../../main/storage/log.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

const IDLE: PageStatus = { activity: 'idle', microphone: 'on', unread: 0 }
const IN_CALL: PageStatus = { ...IDLE, activity: 'in-call', room: 'standup' }
const ADDRESS = '192.168.1.5:8080'

const actions = () => ({ open: vi.fn(), toggleMicrophone: vi.fn(), hangUp: vi.fn(), quit: vi.fn() })
const facts = (status: PageStatus | undefined, address: string | undefined = ADDRESS): TrayFacts => ({
  status,
  address,
})

describe('the menu in the dock', () => {
  test('says what goes on, and does something about a call', () => {
    const menus: MenuItemConstructorOptions[][] = []
    const Menu = { buildFromTemplate: (template: MenuItemConstructorOptions[]) => template }
    const dock = { setMenu: (menu: MenuItemConstructorOptions[]) => menus.push(menu) }
    const done = actions()
    const show = showDockMenu(fakeElectron({ app: { dock }, Menu }), done)
    show(facts(IDLE))
    show(facts({ ...IDLE, unread: 3 }))
    show(facts(IN_CALL))
    expect(menus.map((menu) => menu[0]?.label)).toEqual(['Hosting at 192.168.1.5:8080', 'In a call in standup'])
    const hangUp = menus.at(-1)?.find(({ label }) => label === 'Hang up')?.click as (() => void) | undefined
    hangUp?.()
    expect(done.hangUp).toHaveBeenCalledOnce()
    expect(menus.at(-1)?.map(({ label }) => label)).not.toContain('Quit')
  })

  test('is not there on other systems', () => {
    const Menu = { buildFromTemplate: () => ({}) }
    expect(() => showDockMenu(fakeElectron({ Menu }), actions())(facts(IN_CALL))).not.toThrow()
  })
})

describe('statusLine', () => {
  test.each([
    [undefined, ADDRESS, 'Hosting at 192.168.1.5:8080'],
    [IDLE, ADDRESS, 'Hosting at 192.168.1.5:8080'],
    [IDLE, undefined, 'No network'],
    [IN_CALL, ADDRESS, 'In a call in standup'],
    [{ ...IN_CALL, activity: 'waiting' }, undefined, 'Waiting in standup'],
    [{ ...IDLE, activity: 'ringing', caller: 'Ann' }, ADDRESS, 'Ann is calling'],
    [{ ...IDLE, activity: 'ringing', caller: '' }, ADDRESS, 'Someone is calling'],
  ] as const)('of %j at %s is "%s"', (status, address, line) => {
    expect(statusLine({ status, address })).toBe(line)
  })
})

describe('trayMenu', () => {
  const enabled = (status: PageStatus | undefined) =>
    trayMenu(facts(status), actions())
      .filter((item) => item.label !== undefined && item.enabled !== false)
      .map(({ label }) => label)

  test.each([
    [undefined, ['Open Lanline', 'Quit']],
    [IDLE, ['Open Lanline', 'Quit']],
    [IN_CALL, ['Mute microphone', 'Hang up', 'Open Lanline', 'Quit']],
    [{ ...IN_CALL, activity: 'waiting' }, ['Mute microphone', 'Hang up', 'Open Lanline', 'Quit']],
    [{ ...IN_CALL, microphone: 'muted' }, ['Unmute microphone', 'Hang up', 'Open Lanline', 'Quit']],
    [{ ...IN_CALL, microphone: 'none' }, ['Hang up', 'Open Lanline', 'Quit']],
  ] as const)('of %j offers %j', (status, labels) => {
    expect(enabled(status)).toEqual(labels)
  })

  test('shows a room with an & as it is called', () => {
    expect(trayMenu(facts({ ...IN_CALL, room: 'R&D' }), actions())[0]?.label).toBe('In a call in R&&D')
  })

  test('does what its items say', () => {
    const done = actions()
    const menu = trayMenu(facts(IN_CALL), done)
    for (const label of ['Mute microphone', 'Hang up', 'Open Lanline', 'Quit']) {
      const click = menu.find((item) => item.label === label)?.click as (() => void) | undefined
      click?.()
    }
    for (const action of Object.values(done)) expect(action).toHaveBeenCalledOnce()
  })
})

describe('showTray', () => {
  class FakeTray extends EventEmitter {
    menus: unknown[] = []
    toolTip = ''
    constructor(readonly icon: string) {
      super()
    }
    setToolTip(text: string) {
      this.toolTip = text
    }
    setContextMenu(menu: unknown) {
      this.menus.push(menu)
    }
  }

  function start(done = actions(), platform: NodeJS.Platform = 'linux') {
    const trays: FakeTray[] = []
    class Tray extends FakeTray {
      constructor(icon: string) {
        super(icon)
        trays.push(this)
      }
    }
    const Menu = { buildFromTemplate: (template: unknown) => template }
    const show = showTray(fakeElectron({ Menu, Tray }), 'tray.png', done, platform)
    const [tray = new FakeTray('')] = trays
    return { tray, show }
  }

  test('shows what goes on, and builds the menu anew only where it has become another', () => {
    const { tray, show } = start()
    expect(tray.icon).toBe('tray.png')
    show(facts(IDLE))
    show(facts({ ...IDLE, unread: 4 }))
    expect(tray.toolTip).toBe('Lanline: Hosting at 192.168.1.5:8080')
    expect(tray.menus).toHaveLength(1)
    show(facts(IN_CALL))
    expect(tray.toolTip).toBe('Lanline: In a call in standup')
    expect(tray.menus).toHaveLength(2)
  })

  test.each([
    ['win32', 1],
    ['linux', 1],
    ['darwin', 0],
  ] as const)(
    'on %s a click opens the app %i times: where a press opens the menu, it does that alone',
    (platform, times) => {
      const done = actions()
      const { tray } = start(done, platform)
      tray.emit('click')
      expect(done.open).toHaveBeenCalledTimes(times)
    },
  )

  test('leaves the app as it is where there can be no tray', () => {
    const logged = vi.spyOn(log, 'warn').mockImplementation(() => {})
    class Tray {
      constructor() {
        throw new Error('Failed to load image')
      }
    }
    const show = showTray(fakeElectron({ Tray }), 'tray.png', actions())
    expect(() => show(facts(IN_CALL))).not.toThrow()
    expect(logged).toHaveBeenCalledOnce()
    logged.mockRestore()
  })
})

test.each([
  ['darwin', 'trayTemplate.png'],
  ['win32', 'tray.png'],
  ['linux', 'tray.png'],
] as const)('the icon on %s is %s', (platform, file) => {
  expect(trayIcon(platform)).toBe(file)
})
