import '../../../helpers/page-globals.js'
import { setImmediate as settled } from 'node:timers/promises'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { CallError, type CallErrorCode } from '../../../../renderer/call/errors.js'
import { SignalLog } from '../../../../renderer/call/signal-log.js'
import { type Identity, Signaling } from '../../../../renderer/call/signaling/signaling.js'
import { HostConnection, type HostView, OWN_HOST } from '../../../../renderer/state/host-connection.js'
import { Passcodes } from '../../../../renderer/state/passcodes.js'
import type { Sessions } from '../../../../renderer/state/session.js'
import { FakeHost, type FakeSignaling } from '../../../helpers/fake-signaling.js'
import { fakeStorage } from '../../../helpers/fake-storage.js'

const OTHER = { origin: 'http://192.168.1.5:8080', via: 'https://192.168.1.5:8443' }

const refused = (code: CallErrorCode) => new CallError(code, code)

/** What each host does with whoever knocks, by the origin at which it is reached; the others cannot be reached. */
let doors: Map<string, (identity: Identity) => Promise<void> | void>
/** All connections that were made, in order. */
let made: { page: FakeSignaling; via: string; identity: () => Identity }[]
let passcodes: Passcodes
let connection: HostConnection
const listen = vi.fn()

beforeEach(() => {
  vi.stubGlobal('sessionStorage', fakeStorage())
  doors = new Map([[OWN_HOST.via, () => {}]])
  made = []
  listen.mockClear()
  const connect = vi.spyOn(Signaling, 'connect').mockImplementation(async (via, identity, _log, hear) => {
    const page = new FakeHost().page('Ann')
    hear(page.signaling)
    const door = doors.get(via)
    if (!door) throw refused('host-unreachable')
    page.knock.mockImplementation(async () => {
      await door(identity())
      page.enter('connected')
    })
    await door(identity())
    made.push({ page, via, identity })
    return page.signaling
  })
  onTestFinished(() => connect.mockRestore())
  passcodes = new Passcodes()
  const carried = new Map<string, string>()
  const of = (origin: string) => carried.get(origin) ?? `session at ${origin}`
  const carry = (before: string, origin: string) => void carried.set(origin, of(before))
  const sessions = { ready: Promise.resolve(), of, carry } as unknown as Sessions
  connection = new HostConnection({ name: 'Ann' }, sessions, passcodes, new SignalLog(), listen)
})

const view = (): HostView => connection.view.value
const latest = () => {
  const latest = made.at(-1)
  if (!latest) throw new Error('There is no connection yet.')
  return latest
}

/** Has the host at `via` answer when the test says so. */
function delay(via: string): () => void {
  let answer: () => void = () => {}
  const answered = new Promise<void>((resolve) => (answer = resolve))
  doors.set(via, () => answered)
  return answer
}

describe('the own host', () => {
  test('is connected to once, however many ask', async () => {
    expect(view()).toEqual({ origin: OWN_HOST.origin, state: 'connecting' })
    const [first, second] = await Promise.all([connection.get(), connection.get()])
    expect(first).toBe(second)
    expect(await connection.get()).toBe(first)
    expect(made).toHaveLength(1)
    expect(view()).toEqual({ origin: OWN_HOST.origin, state: 'connected' })
    expect(connection.isAtOwn.value).toBe(true)
    expect(listen).toHaveBeenCalledExactlyOnceWith(first)
  })

  test('that cannot be reached is shown as that, and tried again by who asks', async () => {
    doors.delete(OWN_HOST.via)
    await expect(connection.get()).rejects.toMatchObject({ code: 'host-unreachable' })
    expect(view()).toEqual({ origin: OWN_HOST.origin, state: 'failed', error: 'host-unreachable' })
    doors.set(OWN_HOST.via, () => {})
    const again = connection.get()
    expect(view().state).toBe('connecting')
    await again
    expect(view()).toEqual({ origin: OWN_HOST.origin, state: 'connected' })
  })

  test.each(['reconnecting', 'closed-by-host'] as const)('is shown as it fares: %s', async (state) => {
    await connection.get()
    latest().page.enter(state)
    expect(view()).toEqual({ origin: OWN_HOST.origin, state })
    latest().page.enter('connected')
    expect(view().state).toBe('connected')
  })

  test('hears a name that was given while the connection was made, and each new one', async () => {
    const answer = delay(OWN_HOST.via)
    const getting = connection.get()
    connection.rename('Anna')
    answer()
    await getting
    expect(latest().page.rename).toHaveBeenLastCalledWith('Anna')
    expect(latest().identity()).toMatchObject({ name: 'Anna' })
    latest().page.rename.mockClear()
    connection.rename('Anna')
    expect(latest().page.rename).not.toHaveBeenCalled()
    connection.rename('Ann')
    expect(latest().page.rename).toHaveBeenCalledExactlyOnceWith('Ann')
  })
})

describe('moving to another host', () => {
  beforeEach(async () => {
    doors.set(OTHER.via, () => {})
    await connection.get()
  })

  test('leaves the one before, and goes by the address that people know', async () => {
    const own = latest().page
    expect(await connection.moveTo(OTHER, () => true)).toBe(true)
    expect(own.close).toHaveBeenCalled()
    expect(latest().via).toBe(OTHER.via)
    expect(view()).toEqual({ origin: OTHER.origin, state: 'connected' })
    expect(connection.isAtOwn.value).toBe(false)
    own.enter('closed-by-host')
    expect(view().state).toBe('connected')
    expect(await connection.moveTo(OTHER, () => true)).toBe(true)
    expect(made).toHaveLength(2)
    expect(await connection.moveTo(OWN_HOST, () => true)).toBe(true)
    expect(view().origin).toBe(OWN_HOST.origin)
  })

  test('tells each host the session and the passcode that are its own', async () => {
    passcodes.keep(OTHER.origin, 'sesame')
    await connection.moveTo(OTHER, () => true)
    const [own, other] = made.map(({ identity }) => identity())
    expect(own).toEqual({ name: 'Ann', session: `session at ${OWN_HOST.origin}`, passcode: undefined })
    expect(other).toEqual({ name: 'Ann', session: `session at ${OTHER.origin}`, passcode: 'sesame' })
  })

  test('that is not wanted any more when the host answers comes to nothing', async () => {
    const own = latest().page
    expect(await connection.moveTo(OTHER, () => false)).toBe(false)
    expect(latest().page.close).toHaveBeenCalled()
    expect(own.close).not.toHaveBeenCalled()
    expect(view()).toEqual({ origin: OWN_HOST.origin, state: 'connected' })
  })

  test('that does not answer leaves the page where it is', async () => {
    doors.delete(OTHER.via)
    await expect(connection.moveTo(OTHER, () => true)).rejects.toMatchObject({ code: 'host-unreachable' })
    expect(view()).toEqual({ origin: OWN_HOST.origin, state: 'connected' })
  })

  test('tells it a name that was given on the way', async () => {
    const answer = delay(OTHER.via)
    const moving = connection.moveTo(OTHER, () => true)
    connection.rename('Anna')
    answer()
    await moving
    expect(latest().page.rename).toHaveBeenLastCalledWith('Anna')
  })

  test('wins over an attempt at the own host that is still on its way', async () => {
    connection.close()
    const answer = delay(OWN_HOST.via)
    const getting = connection.get()
    await connection.moveTo(OTHER, () => true)
    const there = latest().page
    answer()
    expect(await getting).toBe(there.signaling)
    expect(latest().page.close).toHaveBeenCalled()
    expect(view()).toEqual({ origin: OTHER.origin, state: 'connected' })
  })
})

describe('a host that is lost', () => {
  const AFTER = { origin: 'http://192.168.1.9:8081', via: 'https://192.168.1.9:8444' }

  test('is gone after with the same session and passcode where it is the same', async () => {
    await connection.get()
    passcodes.keep(OWN_HOST.origin, 'sesame')
    const { page, identity } = latest()
    connection.relocate(AFTER)
    expect(page.relocate).toHaveBeenCalledExactlyOnceWith(AFTER.via)
    expect(view().origin).toBe(AFTER.origin)
    expect(identity()).toMatchObject({ session: `session at ${OWN_HOST.origin}`, passcode: 'sesame' })
  })

  test('is followed by another one, which gets a ticket and no secret of the one before', async () => {
    await connection.get()
    passcodes.keep(OWN_HOST.origin, 'sesame')
    const { page, identity } = latest()
    connection.relocate(AFTER, 'ticket')
    expect(page.relocate).toHaveBeenCalledExactlyOnceWith(AFTER.via)
    const session = `session at ${AFTER.origin}`
    expect(identity()).toEqual({ name: 'Ann', session, passcode: undefined, ticket: 'ticket' })
  })
})

describe('a host that turns the page away', () => {
  test('for its passcode is entered again with what the person gives', async () => {
    await connection.get()
    const { page } = latest()
    doors.set(OWN_HOST.via, ({ passcode }) => {
      if (passcode !== 'sesame') throw refused('passcode-required')
    })
    page.knock.mockImplementationOnce(async () => {
      throw refused('wrong-passcode')
    })
    page.turnAway(refused('passcode-required'))
    await settled()
    expect(view()).toMatchObject({ state: 'failed', error: 'passcode-required' })
    passcodes.give('barley')
    await settled()
    expect(passcodes.request.value).toMatchObject({ problem: 'wrong-passcode' })
    passcodes.give('sesame')
    await settled()
    expect(view()).toEqual({ origin: OWN_HOST.origin, state: 'connected' })
    expect(await connection.get()).toBe(page.signaling)
    expect(made).toHaveLength(1)
  })

  test('stays failed where the person will not say', async () => {
    await connection.get()
    latest().page.turnAway(refused('passcode-required'))
    await settled()
    passcodes.cancel()
    await settled()
    expect(view()).toEqual({ origin: OWN_HOST.origin, state: 'failed', error: 'passcode-required' })
  })

  test('for good is shown with its reason, and asked no passcode', async () => {
    await connection.get()
    latest().page.turnAway(refused('removed'))
    await settled()
    expect(view()).toEqual({ origin: OWN_HOST.origin, state: 'failed', error: 'removed' })
    expect(passcodes.request.value).toBeUndefined()
  })
})

test('the network may be another for the current host alone, and goodbye is said to it', async () => {
  doors.set(OTHER.via, () => {})
  connection.wake()
  await connection.get()
  await connection.moveTo(OTHER, () => true)
  connection.wake()
  const [own, other] = made
  expect(own?.page.wake).not.toHaveBeenCalled()
  expect(other?.page.wake).toHaveBeenCalledOnce()
  connection.close()
  expect(other?.page.close).toHaveBeenCalledOnce()
})
