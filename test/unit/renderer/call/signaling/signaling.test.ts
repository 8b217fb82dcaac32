import { Manager } from 'socket.io-client'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CallError } from '../../../../../renderer/call/errors.js'
import { SignalLog } from '../../../../../renderer/call/signal-log.js'
import { type Identity, Signaling } from '../../../../../renderer/call/signaling/signaling.js'
import { managerOf, PretendSocket } from '../../../../helpers/pretend-socket.js'

vi.mock('socket.io-client', async (original) => ({ ...(await original<object>()), Manager: vi.fn() }))

const ORIGIN = 'http://localhost:8080'
const JOINED = { ok: true as const, room: 'standup', id: 'ann', initiator: true, peers: [] }
const FULL = { ok: false, code: 'room-full', message: 'The room is full.' }

let socket: PretendSocket
let identity: Identity
/** What the page was told, in its order. */
let told: unknown[][]
let log: SignalLog
let signaling: Signaling

beforeEach(() => {
  socket = new PretendSocket()
  vi.mocked(Manager).mockReset().mockImplementation(managerOf(socket))
  identity = { name: 'Ann', session: 's' }
  told = []
  log = new SignalLog()
})

function listen(made: Signaling): void {
  signaling = made
  made.on('connected', () => told.push(['connected', made.state.peek()]))
  made.on('turned-away', ({ code }) => told.push(['turned-away', code, made.state.peek()]))
  made.on('welcome', (person) => told.push(['welcome', person]))
}

const begin = () => Signaling.connect(ORIGIN, () => identity, log, listen)

/** What the host is told in the next handshake. */
function shakeHands(): unknown {
  const [, options] = vi.mocked(Manager).mock.lastCall as unknown as [
    string,
    { auth(give: (auth: unknown) => void): void },
  ]
  const given = vi.fn()
  options.auth(given)
  return given.mock.lastCall?.[0]
}

/** Of a page that the host has let in. */
async function connect(): Promise<void> {
  const connecting = begin()
  shakeHands()
  socket.letIn()
  await connecting
}

describe('the way in', () => {
  test('is found once the host lets the page in, and nothing is missed that it says first', async () => {
    const connecting = begin()
    expect(signaling.state.value).toBe('reconnecting')
    socket.letIn()
    socket.says('welcome', { id: 'ann', name: 'Ann' })
    expect(await connecting).toBe(signaling)
    expect(signaling.state.value).toBe('connected')
    expect(told).toEqual([
      ['connected', 'connected'],
      ['welcome', { id: 'ann', name: 'Ann' }],
    ])
  })

  test('is asked for as who the person is by then, and as a new page until it has been in', async () => {
    const connecting = begin()
    expect(shakeHands()).toEqual({ name: 'Ann', session: 's', fresh: true })
    identity = { name: 'Anna', session: 's', passcode: '1234' }
    expect(shakeHands()).toEqual({ name: 'Anna', session: 's', passcode: '1234', fresh: true })
    socket.letIn()
    await connecting
    expect(shakeHands()).toMatchObject({ fresh: false })
  })

  test('is closed by a host that says no, which is no turning away of who was in', async () => {
    const connecting = begin()
    socket.turnAway('wrong-passcode', { retryMs: 500 })
    await expect(connecting).rejects.toMatchObject({ code: 'wrong-passcode', retryMs: 500 })
    expect(socket.disconnect).toHaveBeenCalled()
    expect(told).toEqual([])
    socket.says('welcome', { id: 'ann', name: 'Ann' })
    expect(told).toEqual([])
  })

  test('is not there where nothing answers', async () => {
    const connecting = begin()
    socket.fail()
    await expect(connecting).rejects.toMatchObject({ code: 'host-unreachable' })
    expect(socket.active).toBe(false)
  })

  test('is found without a WebSocket where the network swallows those', async () => {
    const connecting = begin()
    socket.fail('timeout')
    expect(socket.io.opts.transports).toEqual(['polling', 'websocket'])
    expect(socket.active).toBe(true)
    socket.letIn()
    await connecting
    expect(signaling.state.value).toBe('connected')
  })

  test('is not tried a third time', async () => {
    const connecting = begin()
    socket.fail('timeout')
    socket.fail('timeout')
    await expect(connecting).rejects.toMatchObject({ code: 'host-unreachable' })
  })
})

describe('a connection', () => {
  beforeEach(connect)

  test('that is lost comes back by itself', () => {
    socket.connect.mockClear()
    socket.lose()
    expect(signaling.state.value).toBe('reconnecting')
    expect(socket.connect).not.toHaveBeenCalled()
    socket.letIn()
    expect(signaling.state.value).toBe('connected')
    expect(told).toEqual([
      ['connected', 'connected'],
      ['connected', 'connected'],
    ])
  })

  test('that the host ended is asked for anew, since Socket.IO does not', () => {
    socket.connect.mockClear()
    socket.lose('io server disconnect')
    expect(socket.connect).toHaveBeenCalledOnce()
    expect(signaling.state.value).toBe('reconnecting')
  })

  test('to a host that said that it stops is closed by it, until it is back', () => {
    socket.says('closing')
    expect(signaling.state.value).toBe('closed-by-host')
    socket.lose()
    socket.fail()
    expect(signaling.state.value).toBe('closed-by-host')
    socket.letIn()
    expect(signaling.state.value).toBe('connected')
  })

  test('that cannot be made again for now goes on trying', () => {
    socket.lose()
    socket.fail()
    expect(signaling.state.value).toBe('reconnecting')
    expect(signaling.refusal.value).toBeUndefined()
  })

  test('that cannot be made again by a WebSocket goes on by polling: the network may be another', () => {
    socket.lose()
    socket.failAgain('websocket error')
    expect(socket.io.opts.transports).toEqual(['websocket', 'polling'])
    socket.failAgain('timeout')
    expect(socket.io.opts.transports).toEqual(['polling', 'websocket'])
  })

  test('that the host would not have back is turned away, and why is known before it is told', () => {
    const refusals: unknown[] = []
    signaling.on('turned-away', () => refusals.push(signaling.refusal.peek()?.code))
    socket.lose()
    socket.turnAway('wrong-passcode')
    expect(told.at(-1)).toEqual(['turned-away', 'wrong-passcode', 'turned-away'])
    expect(refusals).toEqual(['wrong-passcode'])
  })

  test('of a person who was removed ends', () => {
    socket.says('removed')
    expect(socket.disconnect).toHaveBeenCalledOnce()
    expect(told.at(-1)).toEqual(['turned-away', 'removed', 'turned-away'])
  })

  test('that was turned away is had again by knocking', async () => {
    socket.lose()
    socket.turnAway('wrong-passcode')
    const again = signaling.knock()
    expect(signaling.state.value).toBe('reconnecting')
    socket.letIn()
    await again
    expect(signaling.state.value).toBe('connected')
  })

  test('that was turned away stays so where it knocks in vain', async () => {
    socket.lose()
    socket.turnAway('wrong-passcode')
    const again = signaling.knock()
    socket.turnAway('too-many-attempts')
    await expect(again).rejects.toMatchObject({ code: 'too-many-attempts' })
    expect(signaling.state.value).toBe('turned-away')
    expect(signaling.refusal.value?.code).toBe('too-many-attempts')
  })

  test('that is closed for good says so to the host, and hears nothing more', () => {
    signaling.close()
    expect(socket.disconnect).toHaveBeenCalledOnce()
    socket.letIn()
    socket.says('welcome', { id: 'ann', name: 'Ann' })
    expect(told).toEqual([['connected', 'connected']])
  })
})

describe('on another network', () => {
  beforeEach(async () => {
    await connect()
    socket.connect.mockClear()
    socket.disconnect.mockClear()
  })

  /** Without a goodbye, since the engine closes first. */
  function expectComeBack(): void {
    const order = [socket.io.engine.close, socket.disconnect, socket.connect].map(
      (step) => step.mock.invocationCallOrder[0] ?? Number.NaN,
    )
    expect(order.every((at, index) => index === 0 || at > (order[index - 1] ?? Number.NaN))).toBe(true)
    expect(socket.connect).toHaveBeenCalledOnce()
  }

  test('a host that answers is asked for nothing more', async () => {
    signaling.wake()
    await Promise.resolve()
    expect(socket.asked).toEqual([['ipaddr']])
    expect(socket.connect).not.toHaveBeenCalled()
  })

  test('one that does not is come back to at once', async () => {
    socket.reply = undefined
    signaling.wake()
    await Promise.resolve()
    expectComeBack()
  })

  test('one that is being waited for is come back to without waiting', () => {
    socket.lose()
    signaling.wake()
    expect(socket.asked).toEqual([])
    expectComeBack()
  })

  test('one that has turned the page away is left alone', () => {
    socket.lose()
    socket.turnAway('wrong-passcode')
    socket.connect.mockClear()
    signaling.wake()
    expect(socket.connect).not.toHaveBeenCalled()
  })

  test('one that is at another address is come back to there', () => {
    signaling.relocate('http://192.168.1.9:8080')
    expect([signaling.origin, socket.io.uri]).toEqual(['http://192.168.1.9:8080', 'http://192.168.1.9:8080'])
    expectComeBack()
  })
})

describe('what goes out', () => {
  beforeEach(connect)

  test.each<[string, () => void, unknown[]]>([
    ['a signal', () => signaling.send({ to: 'bob', restart: true }), ['signal', { to: 'bob', restart: true }]],
    ['a refusal', () => signaling.refuse('bob'), ['refuse', { to: 'bob' }]],
    ['leaving', () => signaling.leave(), ['leave']],
    ['moving', () => signaling.move(), ['move']],
  ])('%s waits for no answer', (_what, act, packet) => {
    act()
    expect(socket.sent).toEqual([packet])
  })

  test.each<[string, () => Promise<unknown>, unknown[], unknown]>([
    ['chat', () => signaling.chat('hello'), ['send', { message: 'hello' }], undefined],
    ['a lock', () => signaling.lock(true), ['lock', { locked: true }], undefined],
    ['the relay', () => signaling.relay(), ['relay'], undefined],
  ])('%s is asked for', async (_what, act, packet, result) => {
    expect(await act()).toEqual(result)
    expect(socket.asked).toEqual([packet])
  })

  test('a ticket is given where the host gives one, and else nothing is', async () => {
    socket.reply = { ok: true, ticket: 't'.repeat(22) }
    expect(await signaling.ticket()).toBe('t'.repeat(22))
    socket.reply = { ok: true }
    await expect(signaling.ticket()).rejects.toMatchObject({ code: 'host-silent' })
  })

  test('a room is entered at the moment that the answer comes', async () => {
    socket.reply = JOINED
    const happened: string[] = []
    signaling.on('left', ({ id }) => happened.push(`${id} left`))
    const joined = signaling.join('standup', ({ room }) => happened.push(`in ${room}`))
    queueMicrotask(() => socket.says('left', { id: 'bob', name: 'Bob' }))
    await joined
    expect(socket.asked).toEqual([['create or join', 'standup']])
    expect(happened).toEqual(['in standup', 'bob left'])
  })

  test('a person is rung, in a room of the call’s own', async () => {
    socket.reply = { ...JOINED, room: 'call-1' }
    const onJoined = vi.fn()
    await signaling.call({ to: 'bob', audioOnly: true }, onJoined)
    expect(socket.asked).toEqual([['call', { to: 'bob', audioOnly: true }]])
    expect(onJoined).toHaveBeenCalledWith(expect.objectContaining({ room: 'call-1' }))
  })

  test('a room that is full is not entered', async () => {
    socket.reply = FULL
    const onJoined = vi.fn()
    await expect(signaling.join('standup', onJoined)).rejects.toEqual(new CallError('room-full', FULL.message))
    expect(onJoined).not.toHaveBeenCalled()
  })

  test('another name is told once, and not one that the host had in the handshake', () => {
    signaling.rename('Ann')
    signaling.rename('Anna')
    signaling.rename('Anna')
    expect(socket.sent).toEqual([['rename', { name: 'Anna' }]])
  })

  test('a name that came up while the host was away goes with the next handshake', () => {
    socket.lose()
    signaling.rename('Anna')
    identity = { ...identity, name: 'Anna' }
    shakeHands()
    socket.letIn()
    signaling.rename('Anna')
    expect(socket.sent).toEqual([])
  })

  test('what comes of it is written to the log', async () => {
    await signaling.lock(true)
    socket.reply = undefined
    await expect(signaling.lock(false)).rejects.toMatchObject({ code: 'host-silent' })
    const lines = log.entries.map(({ direction, type, payload }) => [direction, type, payload])
    expect(lines).toContainEqual(['in', 'lock, answer', { ok: true }])
    expect(lines).toContainEqual(['page', 'lock', 'no answer in time'])
  })
})
