import '../../../helpers/page-globals.js'
import { computed, signal } from '@preact/signals-core'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HostToJoin, WayToHost } from '../../../../common/bridge.js'
import { ControlMessage } from '../../../../common/channels.js'
import type { CallToHost } from '../../../../common/control.js'
import { Emitter } from '../../../../common/emitter.js'
import type { RemotePeer } from '../../../../renderer/call/call.js'
import type { Succession as Message } from '../../../../renderer/call/control-channel.js'
import type { Calling } from '../../../../renderer/state/calling.js'
import type { Screen } from '../../../../renderer/state/goal.js'
import type { HostConnection, HostView, Successor } from '../../../../renderer/state/host-connection.js'
import { Succession } from '../../../../renderer/state/succession.js'

const BEFORE = 'http://192.168.1.2:8080'
const NEW = 'http://192.168.1.5:8080'
const OWN_KEY = 'k'.repeat(43)
const OFFER: Message = {
  type: 'new-host',
  origins: ['http://10.0.0.5:8080', NEW],
  key: 'key',
  ticket: 'ticket of ours',
}

/** Someone else in the call; `said` is what this page has told them. */
class FakePeer extends Emitter<{ succession: Message }> {
  readonly name = signal('')
  readonly state = signal('connected')
  readonly said: Message[] = []
  readonly control = this
  constructor(readonly id: string) {
    super()
    this.name.value = id.toUpperCase()
  }
  settle(message: Message): void {
    this.said.push(message)
  }
  say(message: Message): void {
    this.emit('succession', message)
  }
}

function start({ ownId = 'm', isAble = false, isDirect = false } = {}) {
  const [low, high] = [new FakePeer('a'), new FakePeer('z')]
  const goal = isDirect
    ? ({ kind: 'direct', person: { id: 'a', name: 'A' }, audioOnly: false, isCaller: true } as const)
    : ({ kind: 'room', room: 'standup' } as const)
  const view = signal<HostView>({ origin: BEFORE, state: 'connected' })
  const relocate = vi.fn()
  const wayTo = vi.fn<(host: HostToJoin) => Promise<WayToHost>>(async ({ origin }) =>
    origin === NEW ? { kind: 'secure', origin: 'https://192.168.1.5:8443' } : { kind: 'unreachable' },
  )
  const takeOver = vi.fn(async ({ people }: CallToHost) => new Map(people.map(({ id }) => [id, `ticket of ${id}`])))
  const calling = {
    screen: signal<Screen>({ kind: 'call', goal }),
    call: signal({ room: 'standup', ownId, isLocked: signal(true) }),
    peers: signal([low, high] as unknown as RemotePeer[]),
    noteHost: vi.fn(),
  }
  const host = {
    ...{ view, relocate, isAtOwn: signal(false), isGone: signal(false), ownName: 'Me' },
    successor: signal<Successor | undefined>(undefined),
  }
  /** As the own host's operator is told of them. */
  const onOwnHost = signal<{ id: string; address: string }[]>([])
  const ownHost = {
    operator: computed(() => (isAble ? { people: onOwnHost.value } : undefined)),
    facts: signal({ addresses: ['192.168.1.7'], port: 8081, secure: { key: OWN_KEY } }),
    host: takeOver,
  }
  new Succession(calling as unknown as Calling, host as unknown as HostConnection, ownHost as never, wayTo)
  const lose = () => {
    view.value = { origin: BEFORE, state: 'reconnecting' }
  }
  /** Has this page take over, and be at its own host. */
  const takePlace = async () => {
    lose()
    await pass(30_000)
    expect(takeOver).toHaveBeenCalledOnce()
    host.isAtOwn.value = true
    view.value = { origin: location.origin, state: 'connected' }
  }
  return { low, high, calling, host, ownHost, onOwnHost, view, relocate, wayTo, takeOver, lose, takePlace }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('a page whose computer has a host', () => {
  test('takes over after half a minute, and tells each their ticket', async () => {
    const { low, high, calling, relocate, takeOver, lose } = start({ isAble: true })
    lose()
    await pass(29_000)
    expect(takeOver).not.toHaveBeenCalled()
    expect(low.said).toContainEqual({ type: 'can-host' })
    await pass(1_000)
    expect(takeOver).toHaveBeenCalledExactlyOnceWith({
      room: 'standup',
      locked: true,
      people: [
        { id: 'm', name: 'Me' },
        { id: 'a', name: 'A' },
        { id: 'z', name: 'Z' },
      ],
      origin: BEFORE,
    })
    const offer = { type: 'new-host', origins: ['http://192.168.1.7:8081'], key: OWN_KEY }
    expect(low.said.at(-1)).toEqual({ ...offer, ticket: 'ticket of a' })
    expect(high.said.at(-1)).toEqual({ ...offer, ticket: 'ticket of z' })
    const own = { origin: location.origin, via: location.origin }
    expect(relocate).toHaveBeenCalledExactlyOnceWith(own, 'ticket of m')
    expect(calling.noteHost).toHaveBeenCalledExactlyOnceWith()
  })

  test('says where it is in no more words than the others take, and as browsers write it', async () => {
    const { low, ownHost, lose } = start({ isAble: true })
    const addresses = Array.from({ length: 9 }, (_, index) => `fd00::${index + 1}`)
    ownHost.facts.value = { ...ownHost.facts.value, addresses, port: 80 }
    lose()
    await pass(30_000)
    const message = low.said.at(-1)
    expect(v.is(ControlMessage, message)).toBe(true)
    expect(message).toMatchObject({ origins: addresses.slice(0, 8).map((address) => `http://[${address}]`) })
  })

  test('leaves it to one with a lower id for ten seconds', async () => {
    const { low, high, takeOver, lose } = start({ isAble: true })
    lose()
    low.say({ type: 'can-host' })
    high.say({ type: 'can-host' })
    await pass(39_000)
    expect(takeOver).not.toHaveBeenCalled()
    await pass(1_000)
    expect(takeOver).toHaveBeenCalledOnce()
  })

  test('does nothing where the host is back in time', async () => {
    const { low, view, takeOver, lose } = start({ isAble: true })
    lose()
    await pass(29_000)
    view.value = { origin: BEFORE, state: 'connected' }
    const { length } = low.said
    await pass(60_000)
    expect(takeOver).not.toHaveBeenCalled()
    expect(low.said).toHaveLength(length)
  })

  test('stays where it reaches none of the others, who are where the host is', async () => {
    const { low, high, host, relocate, takeOver, lose } = start({ isAble: true })
    low.state.value = 'unreachable'
    high.state.value = 'interrupted'
    lose()
    await pass(60_000)
    expect(takeOver).not.toHaveBeenCalled()
    expect(relocate).not.toHaveBeenCalled()
    expect(host.isGone.value).toBe(true)
  })

  test('stays where its host refuses, and says that the host is gone', async () => {
    const { host, relocate, takeOver, lose } = start({ isAble: true })
    takeOver.mockRejectedValue(new Error('busy'))
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    lose()
    await pass(60_000)
    expect(takeOver).toHaveBeenCalledOnce()
    expect(relocate).not.toHaveBeenCalled()
    expect(host.isGone.value).toBe(true)
  })

  test('does not take over where its own host is the one that is lost, in a direct call, or without a network', async () => {
    const direct = start({ isAble: true, isDirect: true })
    const atOwn = start({ isAble: true })
    atOwn.host.isAtOwn.value = true
    const offline = start({ isAble: true })
    offline.ownHost.facts.value = { ...offline.ownHost.facts.value, addresses: [] }
    for (const { lose } of [direct, atOwn, offline]) lose()
    await pass(60_000)
    for (const { takeOver, low } of [direct, atOwn, offline]) {
      expect(takeOver).not.toHaveBeenCalled()
      expect(low.said).toEqual([])
    }
    expect([direct, atOwn].map(({ host }) => host.isGone.value)).toEqual([false, true])
  })
})

describe('a page whose host has taken over', () => {
  const offersTo = ({ said }: FakePeer) => said.filter(({ type }) => type === 'new-host').length

  test('says so again to each until they have come, also to one who was interrupted', async () => {
    const { low, high, takeOver, onOwnHost, takePlace } = start({ isAble: true })
    high.state.value = 'interrupted'
    await takePlace()
    expect(takeOver.mock.lastCall?.[0].people).toContainEqual({ id: 'z', name: 'Z' })
    expect([low, high].map(offersTo)).toEqual([1, 0])
    high.state.value = 'connected'
    onOwnHost.value = [
      { id: 'a', address: '192.168.1.4' },
      { id: 'z', address: '' },
    ]
    await pass(5_000)
    expect([low, high].map(offersTo)).toEqual([1, 1])
    // Whoever hears it only now has not heard that it could take over either.
    expect(high.said.slice(-2)).toMatchObject([{ type: 'can-host' }, { type: 'new-host', ticket: 'ticket of z' }])
    await pass(10_000)
    expect([low, high].map(offersTo)).toEqual([1, 3])
    onOwnHost.value = onOwnHost.value.map(({ id }) => ({ id, address: '192.168.1.4' }))
    await pass(60_000)
    expect([low, high].map(offersTo)).toEqual([1, 3])
  })

  test('says nothing more once the call is over, and keeps no seat for who cannot be reached', async () => {
    const { low, high, calling, takeOver, takePlace } = start({ isAble: true })
    high.state.value = 'unreachable'
    await takePlace()
    expect(takeOver.mock.lastCall?.[0].people.map(({ id }) => id)).toEqual(['m', 'a'])
    calling.screen.value = { kind: 'start' }
    await pass(60_000)
    expect(offersTo(low)).toBe(1)
  })

  test('goes to that of another where nobody comes to its own', async () => {
    const { high, relocate, takePlace } = start({ isAble: true })
    await takePlace()
    relocate.mockClear()
    const hear = async () => {
      high.say({ type: 'can-host' })
      high.say(OFFER)
      await pass(0)
    }
    await pass(9_000)
    await hear()
    expect(relocate).not.toHaveBeenCalled()
    await pass(1_000)
    await hear()
    const place = { origin: NEW, via: 'https://192.168.1.5:8443' }
    expect(relocate).toHaveBeenCalledExactlyOnceWith(place, 'ticket of ours')
    const offers = offersTo(high)
    await pass(30_000)
    expect(offersTo(high)).toBe(offers)
  })

  test('gives way later to one with a lower id, so that two do not change places', async () => {
    const { low, relocate, takePlace } = start({ isAble: true })
    await takePlace()
    relocate.mockClear()
    const hear = async () => {
      low.say({ type: 'can-host' })
      low.say(OFFER)
      await pass(0)
    }
    await pass(15_000)
    await hear()
    expect(relocate).not.toHaveBeenCalled()
    await pass(5_000)
    await hear()
    expect(relocate).toHaveBeenCalledOnce()
  })

  test('stays at its own where someone has come', async () => {
    const { low, high, onOwnHost, relocate, takePlace } = start({ isAble: true })
    await takePlace()
    relocate.mockClear()
    onOwnHost.value = [{ id: 'a', address: '192.168.1.4' }]
    await pass(60_000)
    for (const peer of [low, high]) {
      peer.say({ type: 'can-host' })
      peer.say(OFFER)
    }
    await pass(0)
    expect(relocate).not.toHaveBeenCalled()
  })
})

describe('a page that is told of a new host', () => {
  test('tries again where it did not get through, and does not miss its own turn over that', async () => {
    const { low, relocate, wayTo, takeOver, lose } = start({ isAble: true })
    wayTo.mockResolvedValue({ kind: 'unreachable' })
    lose()
    const hearFor = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 5_000) {
        low.say({ type: 'can-host' })
        low.say(OFFER)
        await pass(5_000)
      }
    }
    await hearFor(30_000)
    // At 15 and at 25 seconds, at two addresses each.
    expect(wayTo).toHaveBeenCalledTimes(4)
    expect(takeOver).not.toHaveBeenCalled()
    await hearFor(10_000)
    expect(takeOver).toHaveBeenCalledOnce()
    expect(relocate).toHaveBeenCalledExactlyOnceWith(expect.anything(), 'ticket of m')
  })

  test('goes elsewhere where the new host is gone before it is there', async () => {
    const { low, high, relocate, lose } = start()
    lose()
    await pass(30_000)
    for (const peer of [low, high]) {
      peer.say({ type: 'can-host' })
      peer.say(OFFER)
      await pass(0)
    }
    expect(relocate).toHaveBeenCalledOnce()
    await pass(10_000)
    high.say(OFFER)
    await pass(0)
    expect(relocate).toHaveBeenCalledTimes(2)
  })

  test('says where newcomers join while it cannot follow, as a page that came by https', async () => {
    vi.stubGlobal('location', new URL('https://192.168.1.2:8443/'))
    const { low, high, calling, host, view, relocate, wayTo, lose } = start()
    const atLow = { name: 'A', address: '10.0.0.5:8080' }
    lose()
    for (const peer of [low, high]) peer.say({ type: 'can-host' })
    await pass(30_000)
    low.say(OFFER)
    high.say(OFFER)
    low.say(OFFER)
    expect(host.successor.value).toEqual(atLow)
    expect(calling.noteHost).toHaveBeenCalledExactlyOnceWith('A')
    expect([wayTo, relocate].map((each) => each.mock.calls)).toEqual([[], []])
    await pass(10_000)
    high.say(OFFER)
    expect(host.successor.value).toEqual({ ...atLow, name: 'Z' })
    calling.peers.value = [low] as unknown as RemotePeer[]
    await pass(5_000)
    expect(host.successor.value).toBeUndefined()
    low.say(OFFER)
    expect(host.successor.value).toEqual(atLow)
    view.value = { origin: BEFORE, state: 'connected' }
    expect(host.successor.value).toBeUndefined()
  })

  test('goes there, to the first of its addresses that answers', async () => {
    const { low, calling, relocate, wayTo, lose } = start()
    lose()
    low.say({ type: 'can-host' })
    await pass(30_000)
    low.say(OFFER)
    await pass(0)
    expect(wayTo.mock.calls.map(([to]) => to)).toEqual([
      { origin: 'http://10.0.0.5:8080', key: 'key' },
      { origin: NEW, key: 'key' },
    ])
    const place = { origin: NEW, via: 'https://192.168.1.5:8443' }
    expect(relocate).toHaveBeenCalledExactlyOnceWith(place, 'ticket of ours')
    expect(calling.noteHost).toHaveBeenCalledExactlyOnceWith('A')
    low.say(OFFER)
    await pass(0)
    expect(relocate).toHaveBeenCalledOnce()
  })

  test('asks whether anything answers where it knows no key', async () => {
    const { low, relocate, wayTo, lose } = start()
    const asked = vi.fn(async (url: string) => {
      if (!url.startsWith(NEW)) throw new TypeError('Nothing answers')
    })
    vi.stubGlobal('fetch', asked)
    wayTo.mockImplementation(async ({ origin }) => ({ kind: 'plain', origin }))
    lose()
    low.say({ type: 'can-host' })
    await pass(30_000)
    low.say(OFFER)
    await pass(0)
    expect(relocate).toHaveBeenCalledExactlyOnceWith({ origin: NEW, via: NEW }, 'ticket of ours')
  })

  test('stays while its host is there, where that was lost a moment ago, and with whoever has no host', async () => {
    const { low, high, relocate, lose } = start()
    low.say({ type: 'can-host' })
    low.say(OFFER)
    lose()
    low.say({ type: 'can-host' })
    await pass(10_000)
    low.say(OFFER)
    await pass(20_000)
    high.say(OFFER)
    await pass(0)
    expect(relocate).not.toHaveBeenCalled()
  })

  test('stays where the host is back before the new one answers', async () => {
    const { low, view, relocate, wayTo, lose } = start()
    let answer: (way: WayToHost) => void = () => {}
    wayTo.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    lose()
    low.say({ type: 'can-host' })
    await pass(30_000)
    low.say(OFFER)
    view.value = { origin: BEFORE, state: 'connected' }
    answer({ kind: 'secure', origin: NEW })
    await pass(0)
    expect(relocate).not.toHaveBeenCalled()
  })
})

test('where nobody has a host, all are told that it is gone, until it is back', async () => {
  const { host, view, lose } = start()
  lose()
  await pass(29_000)
  expect(host.isGone.value).toBe(false)
  await pass(1_000)
  expect(host.isGone.value).toBe(true)
  view.value = { origin: BEFORE, state: 'connected' }
  expect(host.isGone.value).toBe(false)
})
