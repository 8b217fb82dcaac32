import { describe, expect, test } from 'vitest'
import type { PageStatus } from '../../../../common/page-status.js'
import { PageState } from '../../../../main/app/page-state.js'
import { FakeWindow } from '../../../helpers/fake-window.js'

const IDLE: PageStatus = { activity: 'idle', microphone: 'on', unread: 0 }

describe('PageState', () => {
  test('holds what the page last said and tells of it', () => {
    const page = new PageState()
    const heard: unknown[] = []
    const unlisten = page.on('change', (status) => heard.push(status?.unread))
    page.tell(IDLE)
    page.tell({ ...IDLE, unread: 3 })
    expect(page.status).toEqual({ ...IDLE, unread: 3 })
    unlisten()
    page.tell(IDLE)
    expect(heard).toEqual([0, 3])
  })

  function watched() {
    const page = new PageState()
    const window = new FakeWindow()
    page.watch(window.asWindow)
    page.tell(IDLE)
    return { page, window }
  }

  test('forgets a page that is loaded anew, and one whose window is closed', () => {
    const { page, window } = watched()
    window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    expect(page.status).toBeUndefined()
    page.tell(IDLE)
    window.close()
    expect(page.status).toBeUndefined()
  })

  test.each([
    { isMainFrame: true, isSameDocument: true },
    { isMainFrame: false, isSameDocument: false },
  ])('keeps a page that goes nowhere: %j', (event) => {
    const { page, window } = watched()
    window.webContents.emit('did-start-navigation', event)
    expect(page.status).toEqual(IDLE)
  })
})
