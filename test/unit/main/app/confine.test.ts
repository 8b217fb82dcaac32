import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { confine } from '../../../../main/app/confine.js'
import { log } from '../../../../main/storage/log.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

const OWN = 'http://localhost:8080'

describe('confine', () => {
  function confined(openExternal = vi.fn(async (_url: string) => {})) {
    let openWindow: Parameters<WebContents['setWindowOpenHandler']>[0] | undefined
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: typeof openWindow) => {
        openWindow = handler
      },
    })
    const app = new EventEmitter()
    confine(fakeElectron({ app, shell: { openExternal } }), OWN)
    app.emit('web-contents-created', {}, contents)
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
