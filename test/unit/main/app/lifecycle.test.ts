import { describe, expect, test, vi } from 'vitest'
import { closeBeforeQuit, disableFeature, insistOnSandbox, whyNotStarted } from '../../../../main/app/lifecycle.js'
import { log } from '../../../../main/storage/log.js'
import { FakeApp, fakeElectron } from '../../../helpers/fake-electron.js'

function closing(close: () => Promise<void>, patienceMs?: number): FakeApp {
  const app = new FakeApp()
  closeBeforeQuit(fakeElectron({ app }), close, patienceMs)
  return app
}

describe('closeBeforeQuit', () => {
  test('holds quitting back until all is closed', async () => {
    let finish = () => {}
    const app = closing(
      () =>
        new Promise((resolve) => {
          finish = resolve
        }),
    )
    app.quit()
    expect(app.hasQuit).toBe(false)
    finish()
    await vi.waitFor(() => expect(app.hasQuit).toBe(true))
    expect(app.exit).not.toHaveBeenCalled()
  })

  test('closes once, however often the app is asked to quit', async () => {
    const close = vi.fn(async () => {})
    const app = closing(close)
    app.quit()
    app.quit()
    await vi.waitFor(() => expect(app.hasQuit).toBe(true))
    app.quit()
    expect(close).toHaveBeenCalledOnce()
  })

  test('quits all the same where closing fails', async () => {
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
    const app = closing(() => Promise.reject(new Error('broken')))
    app.quit()
    await vi.waitFor(() => expect(app.hasQuit).toBe(true))
    expect(logged).toHaveBeenCalledOnce()
    logged.mockRestore()
  })

  test('quits all the same where closing takes for ever, and exits where quitting does', async () => {
    const app = closing(() => new Promise(() => {}), 1)
    app.quit()
    await vi.waitFor(() => expect(app.hasQuit).toBe(true))
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledOnce())
  })
})

describe('disableFeature', () => {
  test.each([
    ['', 'Mdns'],
    ['HttpsUpgrades,MediaRouter', 'HttpsUpgrades,MediaRouter,Mdns'],
  ])('adds to what the command line names: %j', (named, expected) => {
    const switches = new Map([['disable-features', named]])
    const commandLine = {
      getSwitchValue: (name: string) => switches.get(name) ?? '',
      appendSwitch: (name: string, value = '') => void switches.set(name, value),
    }
    disableFeature(fakeElectron({ app: { commandLine } }), 'Mdns')
    expect(switches.get('disable-features')).toBe(expected)
  })
})

describe('whyNotStarted', () => {
  test.each(['EADDRINUSE', 'EACCES', 'ENOENT'])('puts %s in one plain sentence', (code) => {
    const sentence = whyNotStarted(Object.assign(new Error(`listen ${code}: :::8080`), { code }))
    expect(sentence).toMatch(/^[A-Z][^.]+\.$/)
    expect(sentence).not.toContain(code)
  })

  test('passes on what else went wrong', () => {
    expect(whyNotStarted(new Error('LANLINE_PORT is odd.'))).toBe('LANLINE_PORT is odd.')
    expect(whyNotStarted('odd')).toBe('odd')
  })
})

describe('insistOnSandbox', () => {
  const app = (isPackaged: boolean, ...switches: string[]) =>
    fakeElectron({ app: { isPackaged, commandLine: { hasSwitch: (name: string) => switches.includes(name) } } })

  test('throws in an installed app that was told to do without', () => {
    expect(() => insistOnSandbox(app(true, 'no-sandbox'), true)).toThrow('Install the .deb')
    expect(() => insistOnSandbox(app(true, 'no-sandbox'), false)).toThrow('can allow unprivileged user namespaces')
  })

  test.each([app(true), app(true, 'hidden'), app(false, 'no-sandbox')])('lets others start', (other) => {
    expect(() => insistOnSandbox(other)).not.toThrow()
  })
})
