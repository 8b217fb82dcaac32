import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../common/limits.js'
import { Bystanders, expectGoodService, expectNothingUnforeseen } from '../helpers/bystanders.js'
import { type Client, refusalCode, startHost } from '../helpers/host.js'
import { PollingSession } from '../helpers/http.js'

expectNothingUnforeseen()

/** What is handed on as it is to any person on the host whose id it names. */
const HANDED_ON = ['refuse', 'disconnectPeer', 'offer', 'answer', 'iceCandidate']
const OWN = ['create or join', 'leave', 'message', 'signal', 'rename', 'ipaddr', 'call', 'send']
const EVENTS = [...OWN, ...HANDED_ON]
const UNKNOWN_EVENTS = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'error', 'ready', 'joined', 'closing'],
  ...['', ' ', 'Message', 'message ', 'join', 'x'.repeat(10_000), '\u0000', '🎉'],
]

const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'toJSON', 'hasOwnProperty']
const NO_ROOM_NAMES = [
  '',
  ' ',
  '.',
  '..',
  'a\u0000',
  'a\nb',
  '\u202egnp',
  '\ud83d',
  '\u200b',
  'x'.repeat(65),
  '🎉'.repeat(65),
]

/** Values of every shape, none of them a room's name. */
const anything = fc.anything({
  key: fc.oneof(fc.constantFrom(...PROTOTYPE_KEYS, 'to', 'from', 'name', 'description', 'candidate'), fc.string()),
  values: [fc.constantFrom<unknown>(...NO_ROOM_NAMES, null, undefined, true, 0, -1, 1e308, Number.NaN), fc.double()],
  withNullPrototype: true,
  withSparseArray: true,
  maxDepth: 4,
})

/** Nearly a signal, aimed at somebody else's room, or at those alone whom nobody has for an id. */
const nearSignal = (ids: string[] = []) => {
  const description = fc.record(
    { type: fc.oneof(fc.constantFrom('offer', 'answer', 'rollback', 'toString'), anything), sdp: anything },
    { requiredKeys: [] },
  )
  const candidate = fc.record(
    { candidate: fc.oneof(fc.string(), anything), sdpMid: anything, sdpMLineIndex: fc.oneof(fc.integer(), anything) },
    { requiredKeys: [] },
  )
  const to = fc.oneof(fc.constantFrom(...ids, ...PROTOTYPE_KEYS), anything)
  const part = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof(arbitrary, anything)
  return fc.record({ to, from: to, description: part(description), candidate: part(candidate) }, { requiredKeys: [] })
}

const sample = (arbitrary: fc.Arbitrary<unknown>, numRuns: number) => fc.sample(arbitrary, { seed: 7, numRuns })

/** Asks with every payload on every event, some with more arguments than belong there, and gives the answers' codes. */
async function flood(client: Client, events: string[], payloads: unknown[]): Promise<Map<string, Set<string>>> {
  const codes = new Map(events.map((event) => [event, new Set<string>()]))
  const askAll = (payload: unknown, index: number) =>
    events.map(async (event) => {
      const reply = await client.ask(event, ...[payload, payloads.at(-index), index].slice(0, 1 + (index % 3)))
      codes.get(event)?.add(reply.ok ? 'ok' : reply.code)
    })
  for (let from = 0; from < payloads.length; from += 100) {
    await Promise.all(payloads.slice(from, from + 100).flatMap(askAll))
  }
  return codes
}

describe('thousands of malformed payloads', { timeout: 60_000 }, () => {
  test('on every event from someone outside all rooms are refused and touch nobody', async () => {
    // On a busy machine this takes longer than a call rings.
    const host = await startHost({ limits: { person: undefined }, ringMs: 600_000 })
    const bystanders = await Bystanders.in(host)
    const mallory = await host.connect({ auth: { name: 'mallory' } })

    const aimed = bystanders.ids.map((to) => ({ to, from: mallory.id, description: { type: 'offer', sdp: 'v=0' } }))
    const tooDeep = JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`)
    const shapeless = [...NO_ROOM_NAMES, tooDeep, ...sample(anything, 800)]
    const payloads = [...shapeless, ...aimed, ...sample(nearSignal(bystanders.ids), 400)]
    const notJson = bystanders.ids.flatMap((to) => [tooDeep, Buffer.from('x')].map((sdp) => ({ to, sdp })))
    const codes = new Map([
      ...(await flood(mallory, [...OWN, ...UNKNOWN_EVENTS.slice(0, 4)], payloads)),
      ...(await flood(mallory, HANDED_ON, [...shapeless, ...notJson, ...sample(nearSignal(), 400)])),
    ])
    expect(Object.fromEntries(codes)).toEqual({
      'create or join': new Set(['bad-request']),
      leave: new Set(['ok']),
      message: new Set(['bad-request', 'not-in-room']),
      signal: new Set(['bad-request', 'no-such-peer']),
      rename: expect.toSatisfy((seen: Set<string>) => seen.has('bad-request') && !seen.has('internal-error')),
      ipaddr: new Set(['ok']),
      call: new Set(['bad-request', 'busy', 'no-such-peer', 'too-fast']),
      send: new Set(['bad-request']),
      ...Object.fromEntries(HANDED_ON.map((event) => [event, new Set(['bad-request', 'no-such-peer'])])),
      ...Object.fromEntries(UNKNOWN_EVENTS.slice(0, 4).map((event) => [event, new Set(['unknown-event'])])),
    })
    expect(await mallory.received()).toEqual([])
    await bystanders.expectUntouched()
    await expectGoodService(host)
    expect(await mallory.join('service')).toMatchObject({ initiator: true })
  })

  test('without acknowledgements do the same', async () => {
    const host = await startHost({ limits: { person: undefined } })
    const bystanders = await Bystanders.in(host)
    const mallory = await host.connect()
    for (const payload of sample(fc.oneof(anything, nearSignal(bystanders.ids)), 300)) {
      for (const event of [...OWN, 'toString']) mallory.tell(event, payload)
    }
    for (const payload of sample(fc.oneof(anything, nearSignal()), 300)) {
      for (const event of HANDED_ON) mallory.tell(event, payload)
    }
    const log = await mallory.logged()
    expect(log.length).toBeGreaterThan(300)
    expect(log.every((line) => Array.isArray(line) && line[0] === 'Message from server:')).toBe(true)
    await bystanders.expectUntouched()
    await expectGoodService(host)
  })

  test('from someone in a room never reach a mate as a signal, a join or another name', async () => {
    const host = await startHost({ capacity: 3, limits: { person: undefined } })
    const bystanders = await Bystanders.in(host)
    const { mallory, mate } = await host.enter('green', 'mallory', 'mate')
    const payloads = [...sample(anything, 200), ...sample(nearSignal([...bystanders.ids, 'x']), 200)]
    await flood(mallory, ['create or join', 'signal', 'no such event', ...UNKNOWN_EVENTS], payloads.slice(0, 200))
    await flood(mallory, ['create or join', 'signal'], payloads)
    expect(await mate.received()).toEqual([])
    expect(await mate.join('green')).toMatchObject({ peers: [{ id: mallory.id, name: 'mallory' }] })
    await bystanders.expectUntouched()
    await expectGoodService(host)
  })
})

test('a payload in the place of an acknowledgement, or none at all, is answered', async () => {
  const host = await startHost()
  const mallory = await host.connect()
  for (const event of EVENTS) {
    mallory.tell(event)
    mallory.tell(event, () => {}, 'room')
    mallory.tell(event, undefined, null, () => {})
    expect(await mallory.ask(event)).toHaveProperty('ok')
    expect(await mallory.ask(event, () => {}, 5)).toHaveProperty('ok')
  }
  expect(await mallory.received()).toEqual([])
  await expectGoodService(host)
})

test.each([
  ['a buffer', Buffer.from('red')],
  ['an empty buffer', Buffer.alloc(0)],
  ['a typed array', new Uint16Array(3)],
  [
    'a buffer in an object',
    { to: Buffer.from('x'), name: Buffer.from('x'), description: { type: Buffer.from('offer') } },
  ],
  ['a false placeholder', { _placeholder: true, num: 0 }],
  ['buffers and a false placeholder', [Buffer.from('x'), { _placeholder: true, num: 7 }]],
])('%s is refused on every event that takes a payload', async (_what, payload) => {
  const host = await startHost()
  const bystanders = await Bystanders.in(host)
  const mallory = await host.connect()
  for (const event of EVENTS.filter((name) => !['leave', 'ipaddr'].includes(name))) {
    const reply = await mallory.ask(event, payload).catch(() => ({ ok: false, code: 'disconnected' }))
    expect(reply.ok).toBe(false)
    if (mallory.socket.disconnected) await mallory.connect()
  }
  await bystanders.expectUntouched()
  await expectGoodService(host)
})

describe('size', () => {
  const justBelow = 'x'.repeat(LIMITS.packetBytes - 64)

  test.each(EVENTS)('just below the packet limit on "%s" is answered', async (event) => {
    const host = await startHost()
    const bystanders = await Bystanders.in(host)
    const mallory = await host.connect()
    for (const payload of [justBelow, { name: justBelow.slice(40) }, [justBelow], { to: justBelow.slice(40) }]) {
      expect(await mallory.ask(event, payload)).toHaveProperty('ok')
    }
    await bystanders.expectUntouched()
    await expectGoodService(host)
  })

  test('just below the limit is a message like any other', async () => {
    const host = await startHost()
    const { ann, bob } = await host.enter('standup', 'ann', 'bob')
    expect(await ann.ask('message', justBelow)).toEqual({ ok: true })
    expect(await bob.received()).toEqual([['message', justBelow]])
  })

  test.each(['websocket', 'polling'])(
    'above the limit ends the connection over %s and nothing else',
    async (transport) => {
      const host = await startHost()
      const bystanders = await Bystanders.in(host)
      for (const event of [...EVENTS, 'unknown']) {
        const mallory = await host.connect({ transports: [transport] })
        const ended = mallory.disconnected()
        mallory.tell(event, 'x'.repeat(LIMITS.packetBytes))
        await ended
      }
      await bystanders.expectUntouched()
      await expectGoodService(host)
    },
  )
})

describe('a handshake', () => {
  test.each([
    ['a number for a name', { name: 5 }],
    ['null for a name', { name: null }],
    ['a list for a name', { name: ['ann'] }],
    ['an object for a name', { name: { toString: 'ann' } }],
    ['too long a name', { name: 'x'.repeat(41) }],
    ['a huge name', { name: 'x'.repeat(200_000) }],
    ['a control character in the name', { name: 'a\u0007' }],
    ['an override in the name', { name: 'a\u202e' }],
    ['a short session', { session: 'short' }],
    ['a huge session', { session: 'x'.repeat(200_000) }],
    ['a number for a session', { session: 5 }],
    ['an object for a session', { session: {} }],
    ['a path for a session', { session: '../../../etc/passwd/and/more' }],
    ['a good name and a bad session', { name: 'ann', session: true }],
  ])('with %s is refused', async (_what, auth) => {
    const host = await startHost()
    expect(await refusalCode(host, { auth })).toBe('bad-request')
    expect(await refusalCode(host, { auth, transports: ['polling'] })).toBe('bad-request')
    await expectGoodService(host)
  })

  test('with more than belongs there is let in', async () => {
    const host = await startHost()
    const auth = JSON.parse('{"name":"ann","__proto__":{"session":5},"constructor":1,"more":{"deep":[]}}')
    const ann = await host.connect({ auth })
    expect(await ann.join('standup')).toMatchObject({ id: ann.id })
  })

  test('to another namespace is refused', async () => {
    const host = await startHost()
    const session = await PollingSession.open(host.port)
    await session.send('40/admin,{}')
    expect(await session.receive()).toEqual(['44/admin,{"message":"Invalid namespace"}'])
    await expectGoodService(host)
  })
})
