import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS } from '../../common/settings.js'
import { log } from '../../main/storage/log.js'
import { hostChoices, SettingsFile } from '../../main/storage/settings-file.js'
import { ControlClient, controlRefusal } from '../helpers/control.js'
import { vault } from '../helpers/fake-safe-storage.js'
import { lose, newSession, page, refusalCode, startHost } from '../helpers/host.js'
import { ask } from '../helpers/http.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const PASSCODE = 'sesame opens'
const withPasscode = (passcode: unknown) => ({ auth: { passcode } })

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('only whoever knows the passcode comes in', async () => {
  const host = await startHost({ passcode: PASSCODE })
  expect(await refusalCode(host, {})).toBe('passcode-required')
  expect(await refusalCode(host, withPasscode('sesame'))).toBe('wrong-passcode')
  expect(await refusalCode(host, withPasscode(''))).toBe('wrong-passcode')
  const ann = await host.connect(withPasscode(PASSCODE))
  expect((await ann.join('standup')).initiator).toBe(true)
})

test.each(['websocket', 'polling'] as const)('so over %s', async (transport) => {
  const host = await startHost({ passcode: PASSCODE })
  expect(await refusalCode(host, { transports: [transport] })).toBe('passcode-required')
  await host.connect({ transports: [transport], ...withPasscode(PASSCODE) })
})

test('the control namespace asks for it too', async () => {
  const host = await startHost({ passcode: PASSCODE })
  expect(await controlRefusal(host, {})).toBe('passcode-required')
  expect(await controlRefusal(host, withPasscode('wrong'))).toBe('wrong-passcode')
  expect((await ControlClient.connect(host, withPasscode(PASSCODE))).facts?.hasPasscode).toBe(true)
})

test('an open host takes any passcode', async () => {
  await (await startHost()).connect(withPasscode('whatever'))
})

test.each([[12], [null], [{}], ['x'.repeat(1_025)]])('%j is no handshake', async (passcode) => {
  expect(await refusalCode(await startHost({ passcode: PASSCODE }), withPasscode(passcode))).toBe('bad-request')
})

test('the sixth try within a minute is one too many, even with the right passcode', async () => {
  const host = await startHost({ passcode: PASSCODE })
  for (let tries = 0; tries < 5; tries++) {
    expect(await refusalCode(host, withPasscode(`guess ${tries}`))).toBe('wrong-passcode')
  }
  expect(await refusalCode(host, withPasscode('guess 5'))).toBe('too-many-attempts')
  expect(await refusalCode(host, withPasscode(PASSCODE))).toBe('too-many-attempts')
})

test('whoever guesses keeps out nobody else at their address, and gains nothing by connecting again', async () => {
  const host = await startHost({ passcode: PASSCODE })
  const session = newSession()
  const guess = (passcode: string) => refusalCode(host, { auth: { session, passcode } })
  for (let tries = 0; tries < 5; tries++) expect(await guess(`guess ${tries}`)).toBe('wrong-passcode')
  expect(await guess(PASSCODE)).toBe('too-many-attempts')
  await host.connect({ auth: { session: newSession(), passcode: PASSCODE } })
  await host.connect(withPasscode(PASSCODE))
})

test('right passcodes and forgotten ones count as no tries', async () => {
  const host = await startHost({ passcode: PASSCODE })
  for (let tries = 0; tries < 7; tries++) {
    expect(await refusalCode(host, {})).toBe('passcode-required')
    await host.connect(withPasscode(PASSCODE))
  }
})

test('a passcode that was set and cannot be read lets nobody in without the one that takes its place', async () => {
  vi.spyOn(log, 'error').mockImplementation(() => {})
  const folder = await temporaryFolder()
  const host = { ...DEFAULT_SETTINGS.host, passcode: { encrypted: 'of another key' } }
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...DEFAULT_SETTINGS, host }))
  const settings = await SettingsFile.load(folder, vault({ isRefused: true }))
  const locked = await startHost({ choices: hostChoices(settings) })
  await settings.unseal()
  expect(await refusalCode(locked, {})).toBe('passcode-required')
  expect(settings.atStart.hasNewPasscode).toBe(true)
  await locked.connect(withPasscode(settings.settings.host.passcode))
})

test('a passcode that the system has yet to give is waited for by those who know it, and by nobody else', async () => {
  const folder = await temporaryFolder()
  const kept = await SettingsFile.load(folder, vault())
  expect(await kept.change({ host: { passcode: PASSCODE } })).toBe('all')
  const settings = await SettingsFile.load(folder, vault())
  const host = await startHost({ choices: hostChoices(settings) })
  const standIn = settings.settings.host.passcode
  expect(standIn).not.toBe(PASSCODE)
  await host.connect(withPasscode(standIn ?? ''))

  const guest = host.connect(withPasscode(PASSCODE))
  const stranger = refusalCode(host, {})
  await settings.unseal()
  await guest
  expect(await stranger).toBe('passcode-required')
  expect(await refusalCode(host, withPasscode(standIn ?? ''))).toBe('wrong-passcode')
})

describe('set by the operator', () => {
  test('it is asked of those who come from then on, and no longer once it is taken back', async () => {
    const host = await startHost()
    const operator = await ControlClient.connect(host)
    expect(operator.facts?.hasPasscode).toBe(false)
    expect(await operator.ask('passcode', PASSCODE)).toEqual({ ok: true })
    await operator.until(({ facts }) => facts?.hasPasscode === true)
    expect(await refusalCode(host, {})).toBe('passcode-required')

    expect(await operator.ask('passcode', null)).toEqual({ ok: true })
    await operator.until(({ facts }) => facts?.hasPasscode === false)
    await host.connect()
  })

  test('whoever is inside comes back without it after a lost connection', async () => {
    const host = await startHost()
    const operator = await ControlClient.connect(host)
    const ann = await host.connect(page('Ann'))
    await ann.join('standup')
    await operator.ask('passcode', PASSCODE)
    await lose(ann)
    await ann.connect()
    expect((await ann.join('standup')).initiator).toBe(true)
    expect(await refusalCode(host, { auth: { session: newSession() } })).toBe('passcode-required')
  })

  test.each([[''], [' '], ['abc'], [' abc '], ['x'.repeat(129)], [12], [{}]])('%j is none', async (passcode) => {
    const host = await startHost()
    const operator = await ControlClient.connect(host)
    expect(await operator.ask('passcode', passcode)).toMatchObject({ ok: false, code: 'bad-request' })
    await host.connect()
  })
})

test('the card tells that there is one, and nothing tells which', async () => {
  const spies = [
    ...(['log', 'error', 'warn'] as const).map((level) => vi.spyOn(console, level)),
    ...(['error', 'warn', 'info'] as const).map((level) => vi.spyOn(log, level)),
  ]
  const host = await startHost({ passcode: PASSCODE })
  await refusalCode(host, withPasscode(`${PASSCODE}!`))
  const card = await ask(host.port, '/.well-known/lanline.json')
  expect(JSON.parse(card.body)).toMatchObject({ hasPasscode: true })
  expect(card.body).not.toContain(PASSCODE)
  for (const spy of spies) expect(spy.mock.calls.flat().join()).not.toContain(PASSCODE)
})
