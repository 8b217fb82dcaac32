import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IpcMainInvokeEvent } from 'electron'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type BridgeCalls, channel, type KeptSettings } from '../../common/bridge.js'
import { log } from '../../main/storage/log.js'
import { ask } from '../helpers/http.js'
import { type Recording, recordingElectron } from '../helpers/recording-electron.js'

// main/index.ts as it is, evaluated in Node with a record of Electron. It shows how the app is put together, and nothing
// of what Electron makes of it.

/** On a busy machine. */
const PATIENCE = { timeout: 30_000 }
/** What Electron offers only once it is ready, or does in vain before. */
const AFTER_READY =
  /^(new |session\.|Menu\.|Notification\.|nativeImage\.|globalShortcut\.|powerMonitor\.|safeStorage\.)/

let dataFolder: string
let recording: Recording
let beforeReady: string[]
const rejections: unknown[] = []
const report = () => join(dataFolder, 'report.txt')

vi.mock('electron', () => recording.electron)

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'lanline-'))
  recording = recordingElectron({ dataFolder, savedFile: report() })
  process.on('unhandledRejection', (reason) => rejections.push(reason))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  vi.stubEnv('LANLINE_PORT', '0')
  await import('../../main/index.js')
  beforeReady = [...recording.calls]
  recording.ready()
  await vi.waitFor(() => expect([recording.windows.length, recording.errors]).toEqual([1, []]), PATIENCE)
}, 90_000)

afterAll(async () => {
  vi.restoreAllMocks()
  await rm(dataFolder, { recursive: true, force: true })
})

const call = <Call extends keyof BridgeCalls>(name: Call, argument?: Parameters<BridgeCalls[Call]>[0]) => {
  const senderFrame = { origin: new URL(recording.windows[0]?.url ?? '').origin, parent: null }
  return recording.handlers.get(channel(name))?.({ senderFrame } as IpcMainInvokeEvent, argument)
}

describe('before Electron is ready', () => {
  test('features are off, and the data have their place before the lock in it is asked for', () => {
    const order = ['app.commandLine.appendSwitch', 'app.setPath', 'app.requestSingleInstanceLock', 'app.whenReady']
    const places = order.map((name) => beforeReady.indexOf(name))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  test('nothing is asked for that is there only afterwards', () => {
    expect(beforeReady.filter((name) => AFTER_READY.test(name))).toEqual([])
  })
})

describe('once it is ready', () => {
  test('pages are confined and limited before there is a window, and the vault is asked by none of that', () => {
    const { calls } = recording
    const window = calls.indexOf('new BrowserWindow')
    for (const name of [
      'session.setPermissionRequestHandler',
      'session.setCertificateVerifyProc',
      'session.setProxy',
    ]) {
      expect(calls.slice(0, window)).toContain(name)
    }
    expect(calls.filter((name) => name.startsWith('safeStorage.'))).toEqual([])
  })

  test('one window opens, sandboxed, with the page that the host serves', async () => {
    const [window] = recording.windows
    expect(window?.options).toMatchObject({ name: 'main', show: false, autoHideMenuBar: true })
    expect(window?.options.webPreferences).toEqual({
      preload: expect.stringMatching(/index\.cjs$/),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: false,
    })
    const { port } = new URL(window?.url ?? '')
    expect((await ask(Number(port), '/')).body).toContain('<title>Lanline</title>')
  })

  test('the page is answered, and what it saves is kept', async () => {
    const { settings } = (await call('settings')) as KeptSettings
    expect(settings.person.name).toBe('')
    await call('saveSettings', { person: { name: 'Ann' } })
    const kept = JSON.parse(await readFile(join(dataFolder, 'settings.json'), 'utf8'))
    expect(kept).toMatchObject({ person: { name: 'Ann' } })
    expect(recording.windows[0]?.webContents.send).not.toHaveBeenCalled()

    log.error('It failed at 192.168.1.5.')
    expect(await call('saveReport', 'Nothing is in the way.')).toBe(true)
    expect(await readFile(report(), 'utf8')).toMatch(
      /^Nothing is in the way\.[\s\S]+info: Lanline 0\.1\.0 hosts at [\s\S]+error: It failed at \[address\]\./,
    )
  })

  test('a secret has the vault asked', async () => {
    const iceServers = [{ url: 'turn:192.168.1.5', username: 'ann', credential: 'turn secret' }]
    expect(await call('saveSettings', { person: { iceServers } })).toMatchObject({ kept: 'all' })
    expect(recording.calls).toContain('safeStorage.encryptStringAsync')
  })

  test('quitting closes the host first, and nothing has failed unseen', async () => {
    const { port } = new URL(recording.windows[0]?.url ?? '')
    recording.app.quit()
    expect(recording.app.hasQuit).toBe(false)
    await vi.waitFor(() => expect(recording.app.hasQuit).toBe(true), PATIENCE)
    await expect(ask(Number(port), '/')).rejects.toThrow()
    expect(rejections).toEqual([])
  })
})

test('where a secret is sealed, the vault is asked to read it only after the window is there', async () => {
  expect(await readFile(join(dataFolder, 'settings.json'), 'utf8')).toMatch(/"encrypted": "\w+/)
  vi.resetModules()
  const again = recordingElectron({ dataFolder, savedFile: report() })
  vi.doMock('electron', () => again.electron)
  await import('../../main/index.js')
  again.ready()
  const shown = () => again.calls.filter((name) => name === 'new BrowserWindow' || name.startsWith('safeStorage.'))
  const order = ['new BrowserWindow', 'safeStorage.decryptStringAsync']
  await vi.waitFor(() => expect([shown(), again.errors]).toEqual([order, []]), PATIENCE)
  again.app.quit()
  await vi.waitFor(() => expect(again.app.hasQuit).toBe(true), PATIENCE)
  expect(rejections).toEqual([])
}, 90_000)
