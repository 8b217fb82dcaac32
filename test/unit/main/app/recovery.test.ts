import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PageState } from '../../../../main/app/page-state.js'
import { logLostProcesses, recover } from '../../../../main/app/recovery.js'
import { log } from '../../../../main/storage/log.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'
import { FakeWindow } from '../../../helpers/fake-window.js'

const PAGE = 'http://localhost:8080/?look=dark#operator=token'
const ROOM = 'http://localhost:8080/stand%20up'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(log, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** The page has got as far as `url`. */
function start(url = ROOM) {
  const window = new FakeWindow()
  window.url = url
  const page = new PageState()
  page.tell({ activity: 'in-call', room: 'stand up', microphone: 'on', unread: 0 })
  let answer = (_response: number) => {}
  const showMessageBox = vi.fn(
    () =>
      new Promise<{ response: number; checkboxChecked: boolean }>((resolve) => {
        answer = (response) => resolve({ response, checkboxChecked: false })
      }),
  )
  const quit = vi.fn()
  const electron = fakeElectron({ app: { quit }, dialog: { showMessageBox } })
  recover(electron, window.asWindow, PAGE, page)
  /** Crashes and gives how often it has been loaded anew by then. */
  const crash = async (reason = 'crashed') => {
    window.crash(reason)
    await vi.advanceTimersByTimeAsync(1)
    return window.webContents.reload.mock.calls.length
  }
  return { window, page, quit, crash, showMessageBox, answer: (response: number) => answer(response) }
}

describe('recover', () => {
  test('loads a page that crashed anew where it is, which is what takes it back into its call', async () => {
    const { window, page, crash } = start()
    expect(await crash()).toBe(1)
    expect(window.loadURL).not.toHaveBeenCalled()
    expect(page.status).toBeUndefined()
  })

  test.each(['', 'about:blank', 'chrome-error://chromewebdata/'])('loads the page where it is at "%s"', async (url) => {
    const { window, crash } = start(url)
    expect(await crash()).toBe(0)
    expect(window.url).toBe(PAGE)
  })

  test('leaves a page alone that ended in good order, and a window that is closed', async () => {
    const { window, crash } = start()
    expect(await crash('clean-exit')).toBe(0)
    window.destroyed = true
    expect(await crash()).toBe(0)
  })

  test('ends a page that hangs for ten seconds, and loads it again', async () => {
    const { window } = start()
    window.emit('unresponsive')
    await vi.advanceTimersByTimeAsync(9_999)
    expect(window.webContents.reload).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(2)
    expect(window.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce()
    expect(window.webContents.reload).toHaveBeenCalledOnce()
  })

  test.each(['responsive', 'closed'])('waits no longer for a page on %s', async (event) => {
    const { window } = start()
    window.emit('unresponsive')
    window.emit(event)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(window.webContents.forcefullyCrashRenderer).not.toHaveBeenCalled()
  })

  test('asks the person the fourth time within a minute', async () => {
    const { window, quit, crash, showMessageBox, answer } = start()
    for (const times of [1, 2, 3, 3]) expect(await crash()).toBe(times)
    expect(showMessageBox).toHaveBeenCalledOnce()
    expect(window.visible).toBe(true)

    answer(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(window.webContents.reload).toHaveBeenCalledTimes(4)
    expect(quit).not.toHaveBeenCalled()
    expect(await crash()).toBe(5)
  })

  test('quits where the person says so', async () => {
    const { quit, crash, answer } = start()
    for (const times of [1, 2, 3, 3]) expect(await crash()).toBe(times)
    answer(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(quit).toHaveBeenCalledOnce()
  })

  test('does not ask where the crashes are far apart', async () => {
    const { crash, showMessageBox } = start()
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
