import '../../../helpers/page-globals.js'
import { setImmediate as settled } from 'node:timers/promises'
import { signal } from '@preact/signals'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Bridge, WayToHost } from '../../../../common/bridge.js'
import type { FoundHost, HostFacts } from '../../../../common/control.js'
import { CallError } from '../../../../renderer/call/errors.js'
import { type HostConnection, OWN_HOST, type Place } from '../../../../renderer/state/host-connection.js'
import { Moving } from '../../../../renderer/state/moving.js'

const KEY = 'k'.repeat(43)
const ORIGIN = 'http://192.168.1.5:8080'
const SECURE = 'https://192.168.1.5:8443'
const INVITE = { origin: ORIGIN, key: KEY }

const moveTo = vi.fn(async (_place: Place, isWanted: () => boolean) => isWanted())
const forget = vi.fn(async () => {})
let person: { name: ReturnType<typeof signal<string>>; room: ReturnType<typeof signal<string>> }
let isWanted: boolean

beforeEach(() => {
  moveTo.mockClear()
  forget.mockClear()
  person = { name: signal('Ann'), room: signal('') }
  isWanted = true
})

/** In a browser, or in an app that finds hosts in these ways, one after the other. */
function start(...ways: WayToHost[]) {
  const wayTo = vi.fn(async () => {
    const way = ways.shift()
    if (!way) throw new Error('The app failed.')
    return way
  })
  const bridge = ways.length > 0 ? ({ wayTo, forget } as unknown as Bridge) : undefined
  const host = { moveTo, isAtOwn: signal(true) } as unknown as HostConnection
  const own = () => ({ facts: { port: 8080, addresses: ['192.168.1.1'] } as HostFacts, isThisComputer: true })
  const moving = new Moving(host, bridge, person as never, () => isWanted, own)
  return { moving, wayTo }
}

const PLAIN: WayToHost = { kind: 'plain', origin: ORIGIN }
const places = () => moveTo.mock.calls.map(([place]) => place)

describe('an address', () => {
  test('leads to its host, and names the room that is to be entered there', async () => {
    const { moving } = start()
    moving.address.value = '192.168.1.5:8080/standup'
    const going = moving.toAddress()
    expect(moving.isUnderWay.value).toBe(true)
    await going
    expect(moving.isUnderWay.value).toBe(false)
    expect(places()).toEqual([{ origin: ORIGIN, via: ORIGIN }])
    expect(person.room.value).toBe('standup')
  })

  test('without a room leaves the one that was entered', async () => {
    const { moving } = start()
    person.room.value = 'retro'
    moving.address.value = '192.168.1.5:8080'
    await moving.toAddress()
    expect(person.room.value).toBe('retro')
  })

  test('that is none is said, until another is tried', async () => {
    const { moving } = start()
    moving.address.value = 'hello world'
    await moving.toAddress()
    expect(moving.problem.value).toBe('bad-address')
    expect(moveTo).not.toHaveBeenCalled()
    moving.address.value = '192.168.1.5'
    await moving.toAddress()
    expect(moving.problem.value).toBeUndefined()
  })

  test.each([
    ['fe80::1%eth0', 'link-local-address'],
    ['fd00::1%eth0', 'bad-ipv6-address'],
    ['192.168.1.1', 'own-address'],
    ['localhost', 'own-address'],
    ['127.0.0.1:8080', 'own-address'],
  ])('as in %j has a word of its own: %s', async (typed, problem) => {
    const { moving } = start()
    moving.address.value = typed
    await moving.toAddress()
    expect(moving.problem.value).toBe(problem)
    expect(moveTo).not.toHaveBeenCalled()
  })

  test('of the own host with a room leads to that room', async () => {
    const { moving } = start()
    moving.address.value = '192.168.1.1/standup'
    await moving.toAddress()
    expect(places()).toEqual([OWN_HOST])
    expect([person.room.value, moving.problem.value]).toEqual(['standup', undefined])
  })

  describe('where no host answers', () => {
    const go = async (fetched: () => Promise<unknown>) => {
      vi.stubGlobal('fetch', vi.fn(fetched))
      onTestFinished(() => void vi.unstubAllGlobals())
      moveTo.mockRejectedValueOnce(new CallError('host-unreachable', 'Nothing.'))
      const { moving } = start()
      moving.address.value = '192.168.1.5/standup'
      await moving.toAddress()
      return moving.problem.value
    }

    test('but something else does, that is said', async () => {
      expect(await go(async () => ({ type: 'opaque' }))).toBe('something-else')
    })
  })

  test('of a host that does not answer is said', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    onTestFinished(() => void vi.unstubAllGlobals())
    const { moving } = start()
    moveTo.mockRejectedValueOnce(new CallError('host-unreachable', 'Nothing.'))
    moving.address.value = '192.168.1.5'
    await moving.toAddress()
    expect([moving.problem.value, moving.isUnderWay.value]).toEqual(['host-unreachable', false])
  })

  test('leads nowhere once the person is in a call', async () => {
    const { moving } = start()
    isWanted = false
    moving.address.value = '192.168.1.5/standup'
    await moving.toAddress()
    expect(person.room.value).toBe('')
    expect(moving.problem.value).toBeUndefined()
  })
})

describe('in the app', () => {
  test('a host is reached by its secure door, and goes by the address that people know', async () => {
    const { moving, wayTo } = start({ kind: 'secure', origin: SECURE })
    expect(await moving.toInvite({ ...INVITE, room: 'standup' }, () => true)).toBe(true)
    expect(wayTo).toHaveBeenCalledExactlyOnceWith(INVITE)
    expect(places()).toEqual([{ origin: ORIGIN, via: SECURE }])
  })

  test('a host that was found is known by its key', async () => {
    const { moving, wayTo } = start(PLAIN)
    await moving.toFound({ origin: ORIGIN, key: KEY, name: 'mypc' } as FoundHost)
    expect(wayTo).toHaveBeenCalledExactlyOnceWith(INVITE)
  })

  test('a host that cannot be reached, and an app that fails, are said', async () => {
    const { moving } = start({ kind: 'unreachable' })
    expect(await moving.toInvite(INVITE, () => true)).toBe(false)
    expect(moving.problem.value).toBe('host-unreachable')
    expect(await moving.toInvite(INVITE, () => true)).toBe(false)
    expect(moving.problem.value).toBe('internal-error')
    expect(moveTo).not.toHaveBeenCalled()
  })

  test('a host with another key than before is joined by who trusts it, with the key that it has now', async () => {
    const { moving, wayTo } = start({ kind: 'changed' }, PLAIN)
    const going = moving.toInvite(INVITE, () => true)
    await settled()
    expect(moving.changed.value).toEqual(INVITE)
    expect(moveTo).not.toHaveBeenCalled()
    moving.trustChanged()
    expect(await going).toBe(true)
    expect(forget).toHaveBeenCalledExactlyOnceWith(INVITE)
    expect(wayTo.mock.calls).toEqual([[INVITE], [{ origin: ORIGIN }]])
    expect(moving.changed.value).toBeUndefined()
  })

  test('it is not joined by who does not, and nothing is forgotten', async () => {
    const { moving } = start({ kind: 'changed' })
    const going = moving.toInvite(INVITE, () => true)
    await settled()
    moving.leaveChanged()
    expect(await going).toBe(false)
    expect([moving.changed.value, moving.problem.value]).toEqual([undefined, undefined])
    expect(forget).not.toHaveBeenCalled()
    expect(moveTo).not.toHaveBeenCalled()
  })

  test('one host at a time is asked about', async () => {
    const other = { origin: 'http://192.168.1.6:8080', key: KEY }
    const { moving } = start({ kind: 'changed' }, { kind: 'changed' })
    const first = moving.toInvite(INVITE, () => true)
    await settled()
    const second = moving.toInvite(other, () => true)
    expect(await first).toBe(false)
    expect(moving.changed.value).toEqual(other)
    moving.leaveChanged()
    expect(await second).toBe(false)
  })
})

test('a page that came by https goes to the page of the other host, with name and room', async () => {
  const own = globalThis.location
  onTestFinished(() => void Object.assign(globalThis, { location: own }))
  const assign = vi.fn()
  Object.assign(globalThis, { location: { protocol: 'https:', assign } })
  person.room.value = 'standup'
  const { moving } = start()
  expect(await moving.toInvite({ origin: ORIGIN }, () => true)).toBe(false)
  expect(assign).toHaveBeenCalledExactlyOnceWith(`${ORIGIN}/standup#name=Ann`)
  expect(moveTo).not.toHaveBeenCalled()
})

test('home is the host that serves the page', async () => {
  const { moving } = start()
  await moving.home()
  expect(places()).toEqual([OWN_HOST])
})
