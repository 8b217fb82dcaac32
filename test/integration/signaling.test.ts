import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { SignalLog } from '../../renderer/call/signal-log.js'
import { HostControl } from '../../renderer/call/signaling/host-control.js'
import { type Identity, Signaling, type SignalingEvents } from '../../renderer/call/signaling/signaling.js'
import { newSession, startHost, type TestHost } from '../helpers/host.js'
import { swallowUpgrades } from '../helpers/upgrade-swallower.js'

let host: TestHost
beforeEach(async () => {
  host = await startHost()
})

/** A page's connection to the host, and what it told, in order. */
async function connect(identity: Partial<Identity> = {}, origin = new URL(host.url).origin) {
  // As the page that this host serves.
  vi.stubGlobal('location', new URL(origin))
  onTestFinished(() => void vi.unstubAllGlobals())
  const told: [event: string, payload: unknown][] = []
  const whole = { name: 'Ann', session: newSession(), ...identity }
  const identify = vi.fn(() => whole)
  const log = new SignalLog()
  const signaling = await Signaling.connect(origin, identify, log, (made) => {
    onTestFinished(() => made.close())
    for (const event of EVENTS) made.on(event, (payload) => told.push([event, payload]))
    made.state.subscribe((state) => told.push(['state', state]))
  })
  return { signaling, told, identify, log }
}

/** Gives what ends all connections to hosts of this process that are made from now on, as a network does that fails. */
function cutter(): () => void {
  const sockets: Socket[] = []
  const keep = (message: unknown) => sockets.push((message as { socket: Socket }).socket)
  subscribe('net.server.socket', keep)
  onTestFinished(() => void unsubscribe('net.server.socket', keep))
  return () => {
    for (const socket of sockets.splice(0)) socket.destroy()
  }
}

const EVENTS: (keyof SignalingEvents)[] = ['welcome', 'join', 'left', 'message', 'locked', 'turned-away']

const until = (isSo: () => boolean) => vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 10_000 })

describe('a connection', () => {
  test('is welcomed before it is handed out', async () => {
    const { signaling, told } = await connect()
    await until(() => told.some(([event]) => event === 'welcome'))
    expect(told.slice(0, 2)).toEqual([
      ['state', 'reconnecting'],
      ['state', 'connected'],
    ])
    expect(signaling.state.value).toBe('connected')
  })

  test('to where nothing answers does not come about', async () => {
    const { origin } = new URL(host.url)
    await host.host.close()
    await expect(connect({}, origin)).rejects.toMatchObject({ code: 'host-unreachable' })
  })

  test('on a network that swallows WebSockets, where the one before did not, is there again by polling', async () => {
    const { signaling } = await connect()
    const { origin, swallowed } = await swallowUpgrades(Number(new URL(host.url).port))
    signaling.relocate(origin)
    await until(() => swallowed.length > 0 && signaling.state.value === 'connected')
  })

  test('through a network that swallows WebSockets comes about by polling', async () => {
    const { origin, swallowed } = await swallowUpgrades(Number(new URL(host.url).port))
    const { signaling } = await connect({}, origin)
    expect(swallowed).not.toEqual([])
    const joined = vi.fn()
    await signaling.join('standup', joined)
    expect(joined).toHaveBeenCalledWith(expect.objectContaining({ ok: true, room: 'standup' }))

    const identity = { session: newSession(), operator: host.operatorToken }
    const control = new HostControl(origin, () => identity)
    onTestFinished(() => control.close())
    control.open()
    await until(() => control.facts.value !== undefined)
    // The host ends its look within 3 seconds, as check-network.test.ts knows, and polling brings the answer.
    expect(await control.check()).not.toEqual([])
  })

  test('that the host does not let in says why', async () => {
    host = await startHost({ passcode: 'sesame' })
    await expect(connect()).rejects.toMatchObject({ code: 'passcode-required' })
    await expect(connect({ passcode: 'barley' })).rejects.toMatchObject({ code: 'wrong-passcode' })
    await expect(connect({ passcode: 'sesame' })).resolves.toBeDefined()
  })

  test('that is lost comes back as the same person, who is loaded anew no more', async () => {
    const cut = cutter()
    const { signaling, told, identify } = await connect()
    const selves = () => told.filter(([event]) => event === 'welcome').map(([, self]) => self)
    await until(() => selves().length === 1)
    await signaling.join('standup', () => {})
    cut()
    await until(() => selves().length === 2)
    expect(told.filter(([event]) => event === 'state').map(([, state]) => state)).toEqual([
      'reconnecting',
      'connected',
      'reconnecting',
      'connected',
    ])
    expect(selves()[1]).toEqual(selves()[0])
    expect(identify).toHaveBeenCalledTimes(2)
    const onJoined = vi.fn()
    await signaling.join('standup', onJoined)
    expect(onJoined).toHaveBeenCalledWith(expect.objectContaining({ initiator: true, peers: [] }))
  })

  test('looks for the host at once where the network may be another', async () => {
    const cut = cutter()
    const { signaling, told } = await connect()
    const connections = () => told.filter(([, payload]) => payload === 'connected').length
    signaling.wake()
    await signaling.chat('the host is there')
    expect(connections()).toBe(1)
    cut()
    await until(() => signaling.state.value === 'reconnecting')
    signaling.wake()
    await until(() => connections() === 2)
  })

  test('is told that the host closes', async () => {
    const { signaling } = await connect()
    const closing = host.host.close()
    await until(() => signaling.state.value === 'closed-by-host')
    await closing
    expect(signaling.state.value).toBe('closed-by-host')
  })

  test('tells nothing any more once it is closed', async () => {
    const { signaling, told } = await connect()
    const other = await host.connect({ auth: { name: 'Bob' } })
    await signaling.join('standup', () => {})
    signaling.close()
    const before = told.length
    await other.join('standup')
    await other.roundTrip()
    expect(told).toHaveLength(before)
  })
})

describe('a room', () => {
  test('is entered before anything is told that happens in it', async () => {
    const { signaling, told } = await connect()
    const joined = signaling.join('standup', ({ room, initiator }) => told.push(['joined', { room, initiator }]))
    const bob = await host.connect({ auth: { name: 'Bob' } })
    await joined
    await bob.join('standup')
    await until(() => told.some(([event]) => event === 'join'))
    const names = told.map(([event]) => event)
    expect(names.indexOf('joined')).toBeLessThan(names.indexOf('join'))
    expect(told).toContainEqual(['joined', { room: 'standup', initiator: true }])
    expect(told).toContainEqual(['join', { id: bob.id, name: 'Bob' }])
    bob.tell('leave')
    await until(() => told.some(([event]) => event === 'left'))
  })

  test('that the host refuses is told to nobody', async () => {
    await host.enter('standup', 'bob', 'cem')
    const { signaling } = await connect()
    const onJoined = vi.fn()
    await expect(signaling.join('standup', onJoined)).rejects.toMatchObject({ code: 'room-full' })
    expect(onJoined).not.toHaveBeenCalled()
  })

  test('carries chat and the lock back to who sent them', async () => {
    const { signaling, told } = await connect()
    await signaling.join('standup', () => {})
    await signaling.chat('hello')
    await signaling.lock(true)
    await until(() => told.some(([event]) => event === 'locked'))
    expect(told).toContainEqual(['message', expect.objectContaining({ author: 'Ann', message: 'hello' })])
    expect(told).toContainEqual(['locked', expect.objectContaining({ locked: true })])
    await expect(signaling.chat('   ')).rejects.toMatchObject({ code: 'bad-request' })
  })
})

test('what comes and goes is written down', async () => {
  const { signaling, log } = await connect()
  await signaling.join('standup', () => {})
  const written = log.entries.map(({ direction, type }) => `${direction} ${type}`)
  expect(written).toContain('out create or join')
  expect(written).toContain('in create or join, answer')
  expect(written).toContain('in welcome')
})
