import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { type BridgeCalls, type CurrentSettings, MAX_REPORT, type WayToHost } from '../../../../common/bridge.js'
import { BRIDGE_ARGUMENTS } from '../../../../common/bridge-arguments.js'
import { DEFAULT_SETTINGS } from '../../../../common/settings.js'
import { answerBridge } from '../../../../main/app/ipc.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

const OWN = 'http://localhost:8080'
const HOST = { origin: 'http://192.168.1.5:8080' }
const FOLDER = { name: 'Holiday', size: 9, set: { files: 0, list: 9 } }
/** By which a part of a file is known. */
const PART = 'a1'.repeat(32)
const DOWNLOAD = '8f14e45f-ceea-467f-9a30-6d1b2a6c1f10'
const BYTES = { id: DOWNLOAD, bytes: new Uint8Array(3) }
const KEY = 'k'.repeat(43)
const CURRENT: CurrentSettings = { settings: DEFAULT_SETTINGS, revision: 0 }
const WAY: WayToHost = { kind: 'plain', origin: HOST.origin }
type Handler = Parameters<IpcMain['handle']>[1]

const frame = (origin: string, parent: WebFrameMain | null = null) => ({ origin, parent }) as WebFrameMain
const from = (senderFrame: WebFrameMain | null) => ({ senderFrame }) as IpcMainInvokeEvent

function answered() {
  const answers = {
    wayTo: vi.fn(async () => WAY),
    forget: vi.fn(async () => {}),
    tell: vi.fn(async () => {}),
    pickScreen: vi.fn(async () => {}),
    openPrivacySettings: vi.fn(async () => {}),
    settings: vi.fn(async () => ({
      ...CURRENT,
      hasNewPasscode: false,
      keepsSecrets: true,
      managed: [],
      canOpenAtLogin: false,
    })),
    saveSettings: vi.fn(async () => ({ ...CURRENT, kept: 'all' as const })),
    iceServers: vi.fn(async () => []),
    hostPasscode: vi.fn(async () => undefined),
    saveReport: vi.fn(async () => true),
    beginDownload: vi.fn(async () => ({ id: DOWNLOAD })),
    beginFolder: vi.fn(async () => ({ id: DOWNLOAD })),
    keptDownload: vi.fn(async () => 0),
    readDownload: vi.fn(async () => ({ bytes: new Uint8Array(1) })),
    resumeDownload: vi.fn(async () => ({ id: DOWNLOAD })),
    writeDownload: vi.fn(async () => undefined),
    finishDownload: vi.fn(async () => ({ name: 'a.txt' })),
    discardDownload: vi.fn(async () => {}),
    openDownload: vi.fn(async () => {}),
    showDownload: vi.fn(async () => {}),
    showProgress: vi.fn(async () => {}),
    downloadUpdate: vi.fn(async () => {}),
  } satisfies BridgeCalls
  const handlers = new Map<string, Handler>()
  const handle = (channel: string, handler: Handler) => handlers.set(channel, handler)
  answerBridge(fakeElectron({ ipcMain: { handle } }), OWN, answers)
  const call = (name: string, event: IpcMainInvokeEvent, ...args: unknown[]) => handlers.get(name)?.(event, ...args)
  return { answers, handlers, call }
}

describe('answerBridge', () => {
  test('answers each call of the bridge and nothing else', () => {
    expect([...answered().handlers.keys()]).toEqual(Object.keys(BRIDGE_ARGUMENTS).map((call) => `lanline:${call}`))
  })

  test('answers the main frame of our own page', async () => {
    const { answers, call } = answered()
    await expect(call('lanline:wayTo', from(frame(OWN)), HOST)).resolves.toEqual(WAY)
    expect(answers.wayTo.mock.calls).toEqual([[HOST]])
    await expect(call('lanline:forget', from(frame(OWN)), { ...HOST, key: KEY })).resolves.toBeUndefined()
    expect(answers.forget.mock.calls).toEqual([[{ ...HOST, key: KEY }]])
  })

  test('hands on what belongs to a host alone', async () => {
    const { answers, call } = answered()
    await call('lanline:wayTo', from(frame(OWN)), { ...HOST, path: '/etc' }, 'more')
    expect(answers.wayTo.mock.calls).toEqual([[HOST]])
  })

  test.each([
    ...['http://192.168.1.5', 'https://192.168.1.5:8443', 'http://[fe80::1]:8080', 'http://mypc.local:8080'],
    'http://xn--i1aceig.local:8080',
  ])('takes %s for a host', async (origin) => {
    await expect(answered().call('lanline:wayTo', from(frame(OWN)), { origin })).resolves.toEqual(WAY)
  })

  test.each([
    ...[
      '',
      '192.168.1.5:8080',
      'http://192.168.1.5:8080/',
      'http://192.168.1.5:8080/standup',
      'http://user@192.168.1.5',
    ],
    ...[
      'http://192.168.1.5:80',
      'HTTP://192.168.1.5:8080',
      ' http://192.168.1.5:8080',
      'http://',
      'null',
      'about:blank',
    ],
    ...['file:///etc/passwd', 'ws://192.168.1.5:8080', 'blob:http://192.168.1.5:8080', 'lanline://192.168.1.5:8080'],
  ])('throws at %j for an origin', (origin) => {
    expect(() => answered().call('lanline:wayTo', from(frame(OWN)), { origin })).toThrow('does not take that')
  })

  test.each([
    [undefined],
    [null],
    [1],
    [HOST.origin],
    [[HOST]],
    [{}],
    [{ origin: 1 }],
    [{ ...HOST, key: 'short' }],
    [{ ...HOST, key: null }],
  ])('throws at %j for a host', (host) => {
    const { answers, call } = answered()
    expect(() => call('lanline:forget', from(frame(OWN)), host)).toThrow()
    expect(answers.forget).not.toHaveBeenCalled()
  })

  test.each([
    ['tell', { activity: 'idle', microphone: 'on', unread: 0 }, [{}, undefined, { activity: 'away' }]],
    ['pickScreen', { id: 'screen:0:0', audio: true }, [undefined, {}, { id: 1, audio: true }, { id: 'screen:0:0' }]],
    ['pickScreen', null, ['screen:0:0']],
    ['openPrivacySettings', 'camera', ['everything', undefined, ['camera']]],
    ['settings', undefined, [null, {}]],
    [
      'saveSettings',
      { person: { name: 'Ann', language: undefined }, app: { keepHosting: true } },
      [undefined, 'name', { person: 'Ann' }, { person: { name: 'x'.repeat(10_000) } }, { host: { port: 80 } }],
    ],
    ['iceServers', undefined, [null, {}]],
    ['hostPasscode', undefined, [null, {}]],
    ['saveReport', 'a report', [undefined, 1, ['a report'], 'x'.repeat(MAX_REPORT + 1)]],
    ['showProgress', 45, [undefined, -1, 101, 0.5, '45', Number.NaN]],
    [
      'beginDownload',
      { key: PART, name: '../x' },
      [undefined, '../x', { key: 'ann-1', name: 'x' }, { key: PART, name: 'x'.repeat(256) }],
    ],
    ['keptDownload', PART, [undefined, 1, 'ann-1', `${PART}0`]],
    [
      'readDownload',
      { key: PART, from: 0, to: 1024 * 1024 },
      [
        undefined,
        { key: PART, from: -1, to: 0 },
        { key: PART, from: 2, to: 1 },
        { key: PART, from: 0, to: 1024 * 1024 + 1 },
      ],
    ],
    ['resumeDownload', { key: PART, from: 1024 * 1024 }, [undefined, PART, { key: PART, from: 0.5 }]],
    [
      'beginFolder',
      FOLDER,
      [
        undefined,
        'Holiday',
        { ...FOLDER, size: -1 },
        { ...FOLDER, set: { files: 20_001, list: 9 } },
        { ...FOLDER, set: {} },
      ],
    ],
    [
      'writeDownload',
      BYTES,
      [
        undefined,
        { id: DOWNLOAD },
        { ...BYTES, id: '../../x' },
        { ...BYTES, bytes: [1, 2] },
        { ...BYTES, bytes: new Uint8Array(1024 * 1024 + 1) },
      ],
    ],
    ['finishDownload', DOWNLOAD, [undefined, '', '/etc/passwd']],
    ['discardDownload', DOWNLOAD, [undefined, '']],
    ['openDownload', DOWNLOAD, [undefined, '/etc']],
    ['showDownload', DOWNLOAD, [undefined, '/etc']],
    ['downloadUpdate', undefined, ['https://example.org']],
  ] as const)('%s takes %j and throws at anything else', async (name, argument, others) => {
    const { answers, call } = answered()
    await call(`lanline:${name}`, from(frame(OWN)), argument)
    expect(answers[name].mock.calls).toEqual([[argument]])
    for (const other of others)
      expect(() => call(`lanline:${name}`, from(frame(OWN)), other)).toThrow('does not take that')
    expect(answers[name]).toHaveBeenCalledOnce()
  })

  test('hands on nothing that only the host is told', async () => {
    const { answers, call } = answered()
    const host = { port: 9090, passcode: 'mine', discovery: false, pinned: '192.168.1.5' }
    await call('lanline:saveSettings', from(frame(OWN)), { version: 2, host })
    expect(answers.saveSettings.mock.calls).toEqual([[{ host: { port: 9090 } }]])
  })

  test.each([
    ['another origin', frame('http://localhost:9090')],
    ['an opaque origin', frame('null')],
    ['a frame within our own page', frame(OWN, frame(OWN))],
    ['a frame of ours within another page', frame(OWN, frame('https://example.com'))],
    ['a frame that is gone', null],
  ])('throws at %s', (_caller, senderFrame) => {
    const { answers, call } = answered()
    expect(() => call('lanline:wayTo', from(senderFrame), HOST)).toThrow("Only the app's own page")
    expect(answers.wayTo).not.toHaveBeenCalled()
  })
})
