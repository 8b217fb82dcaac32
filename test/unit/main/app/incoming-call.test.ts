import { EventEmitter } from 'node:events'
import type { NotificationConstructorOptions } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import type { PageStatus } from '../../../../common/page-status.js'
import { announceCalls } from '../../../../main/app/incoming-call.js'
import { log } from '../../../../main/storage/log.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'
import { FakeWindow } from '../../../helpers/fake-window.js'

const IDLE: PageStatus = { activity: 'idle', microphone: 'on', unread: 0 }
const RINGING: PageStatus = { ...IDLE, activity: 'ringing', caller: 'Ann' }

class FakeNotification extends EventEmitter {
  shown = false
  constructor(readonly options: NotificationConstructorOptions) {
    super()
  }
  show() {
    this.shown = true
  }
  close() {
    this.shown = false
  }
}

class FakeDock {
  bouncing = new Set<number>()
  bounce() {
    this.bouncing.add(7)
    return 7
  }
  cancelBounce(id: number) {
    this.bouncing.delete(id)
  }
}

function start({
  dock,
  isSilent = false,
  platform = 'linux' as NodeJS.Platform,
}: {
  dock?: FakeDock
  isSilent?: boolean
  platform?: NodeJS.Platform
} = {}) {
  const window = new FakeWindow()
  window.visible = true
  const notifications: FakeNotification[] = []
  class Notification extends FakeNotification {
    static isSupported = () => !isSilent
    constructor(options: NotificationConstructorOptions) {
      super(options)
      notifications.push(this)
    }
  }
  const pushed: string[] = []
  const main = { current: window.asWindow, toFront: () => window.show() }
  const show = announceCalls(
    fakeElectron({ app: { dock }, Notification }),
    main,
    (event) => pushed.push(event),
    platform,
  )
  return { window, notifications, pushed, show }
}

describe('announceCalls', () => {
  test('tells who is calling, in words and by the window, until the ringing ends', () => {
    const { window, notifications, show } = start()
    show(IDLE)
    expect(notifications).toHaveLength(0)
    show(RINGING)
    show({ ...RINGING, unread: 1 })
    expect(notifications).toHaveLength(1)
    expect(notifications[0]).toMatchObject({ shown: true, options: { title: 'Ann is calling' } })
    expect(window.flashing).toBe(true)
    show(IDLE)
    expect(notifications[0]?.shown).toBe(false)
    expect(window.flashing).toBe(false)
  })

  test('brings the window to the front once, before a call is answered by itself', () => {
    const { window, show } = start()
    window.visible = false
    const front = vi.spyOn(window, 'show')
    show(RINGING)
    expect(front).not.toHaveBeenCalled()
    show({ ...RINGING, answersByItself: true })
    show({ ...RINGING, answersByItself: true, unread: 1 })
    expect(front).toHaveBeenCalledTimes(1)
    show({ ...IDLE, activity: 'in-call' })
    expect(window.visible).toBe(true)
  })

  test('bounces the icon on macOS until the ringing ends', () => {
    const dock = new FakeDock()
    const { window, show } = start({ dock })
    show(RINGING)
    expect(dock.bouncing.size).toBe(1)
    expect(window.flashing).toBe(false)
    show(undefined)
    expect(dock.bouncing.size).toBe(0)
  })

  test.each([
    ['linux', 'never'],
    // There a button to close it would come beside those to accept and decline.
    ['win32', 'default'],
  ] as const)('stays as the system lets it, on %s: %s', (platform, timeoutType) => {
    const { notifications, show } = start({ platform })
    show(RINGING)
    expect(notifications[0]?.options.timeoutType).toBe(timeoutType)
  })

  test('leaves a window minimised, which macOS does not count as visible', () => {
    const { window, show } = start({ platform: 'darwin', dock: new FakeDock() })
    window.visible = false
    window.minimized = true
    show(RINGING)
    const hide = vi.spyOn(window, 'hide')
    show(IDLE)
    expect([window.minimized, window.visible, hide.mock.calls]).toEqual([true, false, []])
  })

  test('leaves a person alone who has the window before them', () => {
    const { window, notifications, show } = start()
    window.show()
    show(RINGING)
    expect(notifications).toHaveLength(0)
    expect(window.flashing).toBe(false)
  })

  test('shows a hidden window without taking the keyboard, and hides it again', () => {
    const { window, show } = start()
    window.hide()
    show(RINGING)
    expect(window).toMatchObject({ visible: true, focused: false })
    show(IDLE)
    expect(window.visible).toBe(false)
  })

  test.each([
    ['the call was answered', { ...IDLE, activity: 'in-call' }, false],
    ['the person has turned to it', IDLE, true],
  ] as const)('leaves the window where %s', (_why, after, isFocused) => {
    const { window, show } = start()
    window.hide()
    show(RINGING)
    if (isFocused) window.focus()
    show(after)
    expect(window.visible).toBe(true)
  })

  test('brings the window to the front on a click', () => {
    const { window, notifications, pushed, show } = start()
    show(RINGING)
    notifications[0]?.emit('click')
    expect(window.focused).toBe(true)
    expect(pushed).toEqual([])
  })

  test.each([
    [0, 'accept-call', true],
    [1, 'decline-call', false],
  ] as const)('takes button %i for %s', (actionIndex, event, isFocused) => {
    const { window, notifications, pushed, show } = start()
    show(RINGING)
    notifications[0]?.emit('action', { actionIndex })
    expect(pushed).toEqual([event])
    expect(window.focused).toBe(isFocused)
  })

  test('tells of the next who calls', () => {
    const { notifications, show } = start()
    show(RINGING)
    show({ ...RINGING, caller: 'Ben' })
    expect(notifications.map(({ shown }) => shown)).toEqual([false, true])
  })

  test('calls one without a name someone', () => {
    const { notifications, show } = start()
    show({ ...RINGING, caller: '' })
    expect(notifications[0]?.options.title).toBe('Someone is calling')
  })

  test('flashes also where the system shows no notifications', () => {
    const { window, show } = start({ isSilent: true })
    show(RINGING)
    expect(window.flashing).toBe(true)
  })

  test('flashes also where the system refuses to show notifications, which is logged once', () => {
    const logged = vi.spyOn(log, 'warn').mockImplementation(() => {})
    const { window, notifications, show } = start()
    for (const status of [RINGING, IDLE, RINGING]) {
      show(status)
      notifications.at(-1)?.emit('failed', {}, 'UNErrorDomain 1')
    }
    expect(window.flashing).toBe(true)
    expect(logged.mock.calls).toEqual([['The system shows no notifications: UNErrorDomain 1']])
    logged.mockRestore()
  })

  test('survives a window that is closed meanwhile', () => {
    const { window, show } = start()
    window.hide()
    show(RINGING)
    window.close()
    expect(() => show(undefined)).not.toThrow()
  })
})
