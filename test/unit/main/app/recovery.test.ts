import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PageStatus } from '../../../../common/page-status.js'
import { PageState } from '../../../../main/app/page-state.js'
import { logLostProcesses, recover } from '../../../../main/app/recovery.js'
import { log } from '../../../../main/storage/log.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'
import { FakeWindow } from '../../../helpers/fake-window.js'

const OWN = 'http://localhost:8080'
const THEIRS = 'http://192.168.1.9:8080'
const IN_CALL: PageStatus = { activity: 'in-call', room: 'stand up', hostOrigin: OWN, microphone: 'on', unread: 0 }

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(log, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function start(status?: PageStatus) {
  const window = new FakeWindow()
  const page = new PageState()
  if (status) page.tell(status)
  const offered: unknown[] = []
  let answer = (_response: number) => {}
  const showMessageBox = vi.fn(
    () =>
      new Promise<{ response: number; checkboxChecked: boolean }>((resolve) => {
        answer = (response) => resolve({ response, checkboxChecked: false })
      }),
  )
  const quit = vi.fn()
  const electron = fakeElectron({ app: { quit }, dialog: { showMessageBox } })
  recover(electron, window.asWindow, { origin: OWN, page, offer: (invite) => offered.push(invite) })
  /** Crashes and gives what has been loaded by then. */
  const crash = async (reason = 'crashed') => {
    window.crash(reason)
    await vi.advanceTimersByTimeAsync(1)
    return window.loadURL.mock.calls.length
  }
  return { window, page, offered, quit, crash, showMessageBox, answer: (response: number) => answer(response) }
}

describe('recover', () => {
  test('loads a page that crashed with its room, and forgets what it said', async () => {
    const { window, page, offered, crash } = start(IN_CALL)
    await crash()
    expect(window.url).toBe(`${OWN}/stand%20up`)
    expect(page.status).toBeUndefined()
    expect(offered).toEqual([])
  })

  test('keeps the room where the page crashes again before it has spoken', async () => {
    const { window, crash } = start(IN_CALL)
    await crash()
    await crash()
    expect(window.url).toBe(`${OWN}/stand%20up`)
  })

  test('offers a room on another host as an invite', async () => {
    const { window, offered, crash } = start({ ...IN_CALL, hostOrigin: THEIRS })
    await crash()
    expect(window.url).toBe(`${OWN}/`)
    expect(offered).toEqual([{ origin: THEIRS, room: 'stand up' }])
  })

  test('loads the start page where there was no room', async () => {
    const { window, crash } = start()
    await crash()
    expect(window.url).toBe(`${OWN}/`)
  })

  test('leaves a page alone that ended in good order, and a window that is closed', async () => {
    const { window, crash } = start(IN_CALL)
    expect(await crash('clean-exit')).toBe(0)
    window.destroyed = true
    expect(await crash()).toBe(0)
  })

  test('ends a page that hangs for ten seconds, and loads it again', async () => {
    const { window } = start(IN_CALL)
    window.emit('unresponsive')
    await vi.advanceTimersByTimeAsync(9_999)
    expect(window.loadURL).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(2)
    expect(window.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce()
    expect(window.url).toBe(`${OWN}/stand%20up`)
  })

  test.each(['responsive', 'closed'])('waits no longer for a page on %s', async (event) => {
    const { window } = start(IN_CALL)
    window.emit('unresponsive')
    window.emit(event)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(window.webContents.forcefullyCrashRenderer).not.toHaveBeenCalled()
  })

  test('asks the person the fourth time within a minute', async () => {
    const { window, quit, crash, showMessageBox, answer } = start(IN_CALL)
    for (const times of [1, 2, 3, 3]) expect(await crash()).toBe(times)
    expect(showMessageBox).toHaveBeenCalledOnce()
    expect(window.visible).toBe(true)

    answer(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(window.loadURL).toHaveBeenCalledTimes(4)
    expect(quit).not.toHaveBeenCalled()
    expect(await crash()).toBe(5)
  })

  test('quits where the person says so', async () => {
    const { quit, crash, answer } = start(IN_CALL)
    for (const times of [1, 2, 3, 3]) expect(await crash()).toBe(times)
    answer(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(quit).toHaveBeenCalledOnce()
  })

  test('does not ask where the crashes are far apart', async () => {
    const { crash, showMessageBox } = start(IN_CALL)
    for (const times of [1, 2, 3, 4, 5]) {
      expect(await crash()).toBe(times)
      await vi.advanceTimersByTimeAsync(30_000)
    }
    expect(showMessageBox).not.toHaveBeenCalled()
  })
})

test.each([
  ['crashed', 1],
  ['clean-exit', 0],
])('logLostProcesses logs a GPU process that %s %i times', (reason, times) => {
  const app = new EventEmitter()
  logLostProcesses(fakeElectron({ app }))
  app.emit('child-process-gone', {}, { type: 'GPU', reason, exitCode: 1 })
  expect(log.error).toHaveBeenCalledTimes(times)
})
