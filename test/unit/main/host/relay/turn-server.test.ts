import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RelayCredentials } from '../../../../../main/host/relay/credentials.js'
import { ATTRIBUTE, attributeOf, METHOD, uint32 } from '../../../../../main/host/relay/stun-message.js'
import { decodeXorAddress } from '../../../../../main/host/relay/transport-address.js'
import { PretendRelay, type PretendRelayOptions } from '../../../../helpers/pretend-relay.js'
import { IPV6_WANTED, newTransaction, type TurnClient, UDP_TRANSPORT } from '../../../../helpers/turn-client.js'

const MINUTES = 60 * 1_000
/** Another machine in the relay's network. */
const NEIGHBOUR = { address: '192.168.1.30', port: 5_000 }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const attribute = (type: number, ...bytes: number[]) => ({ type, value: Buffer.from(bytes) })
const EVEN_PORT = attribute(ATTRIBUTE.evenPort, 0x80)
const RESERVATION = attribute(ATTRIBUTE.reservationToken, 1, 2, 3, 4, 5, 6, 7, 8)
const BOTH_FAMILIES = attribute(ATTRIBUTE.additionalAddressFamily, 2, 0, 0, 0)

function pass(relay: PretendRelay, ms: number): void {
  vi.advanceTimersByTime(ms)
  relay.server.sweep()
}

/** Two people with an allocation each, who have permission for each other's relayed address. */
async function pair(options?: PretendRelayOptions) {
  const relay = new PretendRelay(options)
  const ann = await relay.allocated('ann')
  const bob = await relay.allocated('bob')
  expect(await ann.permit(bob.relayed)).toBeUndefined()
  expect(await bob.permit(ann.relayed)).toBeUndefined()
  return { relay, ann, bob }
}

describe('Binding', () => {
  test('tells where the client is seen, and needs no credentials', async () => {
    const client = new PretendRelay().client('ann', '192.168.1.77')
    const { message, error } = await client.request(METHOD.binding, [], { isSigned: false, hasFingerprint: true })
    const value = attributeOf(message, ATTRIBUTE.xorMappedAddress) as Buffer
    expect(error).toBeUndefined()
    expect(message.hasFingerprint).toBe(true)
    expect(decodeXorAddress(value, message.transaction)).toEqual({ address: '192.168.1.77', port: 40_000 })
  })
})

describe('credentials', () => {
  test('are asked for with realm and nonce, and good ones get a signed answer', async () => {
    const relay = new PretendRelay()
    const ann = relay.client('ann')
    const asked = await ann.greet()
    expect(asked.error).toBe(401)
    expect([ann.realm, ann.nonce]).toEqual(['test', expect.stringMatching(/^obMatJos2AAAA/)])
    const reply = await ann.allocate()
    expect(reply).toMatchObject({ error: undefined, isSigned: true })
    expect(ann.relayed).toEqual({ address: '192.168.1.5', port: 50_000 })
    expect(ann.mapped).toEqual({ address: '192.168.1.20', port: 40_000 })
    expect(attributeOf(reply.message, ATTRIBUTE.lifetime)).toEqual(uint32(600))
  })

  test.each<[string, (good: RelayCredentials) => Partial<RelayCredentials>]>([
    ['with a wrong password', () => ({ credential: 'guess' })],
    ['of another person', () => ({ username: '9999999999:bob' })],
    ['without an end', () => ({ username: 'ann' })],
    ['made longer', ({ username }) => ({ username: `9${username}` })],
    ['with a name too long', () => ({ username: `9999999999:${'a'.repeat(600)}` })],
  ])('%s are refused', async (_name, change) => {
    const relay = new PretendRelay()
    const ann = relay.client('ann')
    ann.credentials = { ...ann.credentials, ...change(ann.credentials) }
    expect(await ann.allocate()).toMatchObject({ error: 401, isSigned: false })
    expect(relay.openSockets).toBe(0)
  })

  test('that have expired are refused, while what was begun with them goes on', async () => {
    const relay = new PretendRelay()
    const ann = relay.client('ann')
    ann.credentials = relay.credentials('ann', 60)
    expect((await ann.allocate()).error).toBeUndefined()
    pass(relay, 61_000)
    expect(await ann.refresh(600)).toBeUndefined()
    expect(await ann.permit(NEIGHBOUR)).toBeUndefined()
    const late = relay.client('ann')
    late.credentials = ann.credentials
    expect((await late.allocate()).error).toBe(401)
  })

  test('other than those of the allocation are wrong for it', async () => {
    const relay = new PretendRelay()
    const ann = await relay.allocated('ann')
    ann.credentials = relay.credentials('bob')
    expect(await ann.refresh(0)).toBe(441)
    expect(await ann.permit(NEIGHBOUR)).toBe(441)
    expect(await ann.bindChannel(0x4000, NEIGHBOUR)).toBe(441)
  })

  test('that are not complete are a bad request', async () => {
    const ann = new PretendRelay().client('ann')
    await ann.greet()
    const username = { type: ATTRIBUTE.username, value: Buffer.from(ann.credentials.username) }
    expect((await ann.request(METHOD.allocate, [UDP_TRANSPORT], { auth: [username] })).error).toBe(400)
  })

  test('with an old nonce, or one for another address, are asked for again with a new one', async () => {
    const relay = new PretendRelay()
    const ann = await relay.allocated('ann')
    vi.advanceTimersByTime(61 * MINUTES)
    const { error, message } = await ann.request(METHOD.refresh)
    expect(error).toBe(438)
    expect(attributeOf(message, ATTRIBUTE.nonce)?.toString()).not.toBe(ann.nonce)
    expect(attributeOf(message, ATTRIBUTE.realm)?.toString()).toBe('test')
    const elsewhere = relay.client('ann', '192.168.1.21')
    Object.assign(elsewhere, { nonce: attributeOf(message, ATTRIBUTE.nonce)?.toString(), realm: ann.realm })
    expect((await elsewhere.request(METHOD.allocate, [UDP_TRANSPORT])).error).toBe(438)
  })
})

describe('Allocate', () => {
  const allocate = async (...attributes: { type: number; value: Buffer }[]) =>
    (await new PretendRelay().client('ann').allocate(...attributes)).error

  test('is for UDP alone', async () => {
    const ann = new PretendRelay().client('ann')
    await ann.greet()
    const transport = (...bytes: number[]) => [attribute(ATTRIBUTE.requestedTransport, ...bytes)]
    expect((await ann.request(METHOD.allocate, transport(6, 0, 0, 0))).error).toBe(442)
    expect((await ann.request(METHOD.allocate, transport(17))).error).toBe(400)
    expect((await ann.request(METHOD.allocate, [])).error).toBe(400)
  })

  test('reserves no ports', async () => {
    expect(await allocate(EVEN_PORT)).toBe(508)
    expect(await allocate(RESERVATION)).toBe(508)
    expect(await allocate(RESERVATION, EVEN_PORT)).toBe(400)
    expect(await allocate(RESERVATION, IPV6_WANTED)).toBe(400)
  })

  test('names what it does not understand, DONT-FRAGMENT among it', async () => {
    const ann = new PretendRelay().client('ann')
    const { error, message } = await ann.allocate(attribute(ATTRIBUTE.dontFragment), attribute(0x7abc, 1, 2))
    expect(error).toBe(420)
    expect(attributeOf(message, ATTRIBUTE.unknownAttributes)?.toString('hex')).toBe('001a7abc')
  })

  test('passes over what it need not understand', async () => {
    expect(await allocate(attribute(0x8abc, 1, 2))).toBeUndefined()
  })

  test('gives IPv6 to whoever asks, where there is any', async () => {
    const without = new PretendRelay().client('ann')
    expect((await without.allocate(IPV6_WANTED)).error).toBe(440)
    expect((await without.allocate(attribute(ATTRIBUTE.requestedAddressFamily, 3, 0, 0, 0))).error).toBe(440)
    const relay = new PretendRelay({ addresses: ['192.168.1.5', 'fd00::5'] })
    const ann = relay.client('ann')
    expect((await ann.allocate(IPV6_WANTED)).error).toBeUndefined()
    expect(ann.relayed.address).toBe('fd00::5')
    expect(await ann.permit({ address: 'fd00::77', port: 5_000 })).toBeUndefined()
    expect(await ann.permit(NEIGHBOUR)).toBe(443)
    expect(await ann.refresh(600, attribute(ATTRIBUTE.requestedAddressFamily, 1, 0, 0, 0))).toBe(443)
    expect(await ann.refresh(600, IPV6_WANTED)).toBeUndefined()
  })

  test('gives IPv6 to whoever does not say where there is nothing else', async () => {
    const ann = await new PretendRelay({ addresses: ['fd00::5'] }).allocated('ann')
    expect(ann.relayed.address).toBe('fd00::5')
  })

  test('gives one address where two are asked for, and says so', async () => {
    const ann = new PretendRelay().client('ann')
    const { error, message } = await ann.allocate(BOTH_FAMILIES)
    expect(error).toBeUndefined()
    expect(attributeOf(message, ATTRIBUTE.addressErrorCode)?.subarray(0, 4).toString('hex')).toBe('02000428')
    expect(await allocate(attribute(ATTRIBUTE.additionalAddressFamily, 1, 0, 0, 0))).toBe(400)
    expect(await allocate(BOTH_FAMILIES, IPV6_WANTED)).toBe(400)
  })

  test('again from the same place is a mismatch, but the same request once more gets the same answer', async () => {
    const relay = new PretendRelay()
    const ann = relay.client('ann')
    await ann.greet()
    const transaction = newTransaction()
    const first = await ann.request(METHOD.allocate, [UDP_TRANSPORT], { transaction })
    const again = await ann.request(METHOD.allocate, [UDP_TRANSPORT], { transaction })
    expect(again.bytes).toEqual(first.bytes)
    expect(relay.openSockets).toBe(1)
    expect((await ann.request(METHOD.allocate, [UDP_TRANSPORT])).error).toBe(437)
    pass(relay, 41_000)
    expect((await ann.request(METHOD.allocate, [UDP_TRANSPORT], { transaction })).error).toBe(437)
  })

  test('that comes twice before the socket is open makes one allocation', async () => {
    const relay = new PretendRelay()
    const ann = relay.client('ann')
    await ann.greet()
    const transaction = newTransaction()
    void ann.request(METHOD.allocate, [UDP_TRANSPORT], { transaction })
    expect((await ann.request(METHOD.allocate, [UDP_TRANSPORT], { transaction })).error).toBeUndefined()
    expect(relay.server.counters.allocated).toBe(1)
  })

  test('tries the next address where one is not to be had, and says where none is', async () => {
    const refuse = () => Promise.reject(new Error('EADDRNOTAVAIL'))
    const relay = new PretendRelay({ addresses: ['192.168.1.5', '10.9.0.5'], openSocket: refuse })
    const ann = relay.client('ann')
    expect((await ann.allocate()).error).toBe(508)
    expect(relay.log).toEqual([
      'No relayed address on 192.168.1.5: Error: EADDRNOTAVAIL',
      'No relayed address on 10.9.0.5: Error: EADDRNOTAVAIL',
    ])
    expect(relay.server.allocations.all).toEqual([])
  })

  test('of a client who is gone before it is done leaves nothing open', async () => {
    const relay = new PretendRelay()
    const ann = relay.client('ann')
    await ann.greet()
    const answered = ann.request(METHOD.allocate, [UDP_TRANSPORT])
    ann.close()
    expect((await answered).error).toBe(508)
    expect(relay.openSockets).toBe(0)
  })

  test('is bounded for a person, and for all', async () => {
    const relay = new PretendRelay({ limits: { allocationsPerPerson: 2, allocations: 3 } })
    await relay.allocated('ann')
    const second = await relay.allocated('ann')
    expect((await relay.client('ann').allocate()).error).toBe(486)
    await relay.allocated('bob')
    expect((await relay.client('bob').allocate()).error).toBe(508)
    await second.refresh(0)
    await relay.allocated('bob')
    expect(relay.server.counters).toMatchObject({ allocated: 4, refused: { 486: 1, 508: 1 } })
  })
})

describe('time', () => {
  test('ends an allocation that is not refreshed', async () => {
    const relay = new PretendRelay()
    const ann = await relay.allocated('ann')
    pass(relay, 10 * MINUTES - 1)
    expect(await ann.refresh(1_200)).toBeUndefined()
    pass(relay, 20 * MINUTES - 1)
    expect(relay.openSockets).toBe(1)
    pass(relay, 1)
    expect(relay.openSockets).toBe(0)
    expect(await ann.refresh(600)).toBe(437)
  })

  test.each([
    { asked: 1, given: 600 },
    { asked: 700, given: 700 },
    { asked: 100_000, given: 3_600 },
    { asked: 0, given: 0 },
  ])('that is asked for as $asked s is given as $given s', async ({ asked, given }) => {
    const ann = await new PretendRelay().allocated('ann')
    const lifetime = { type: ATTRIBUTE.lifetime, value: uint32(asked) }
    const { message } = await ann.request(METHOD.refresh, [lifetime])
    expect(attributeOf(message, ATTRIBUTE.lifetime)).toEqual(uint32(given))
  })

  test('ends with a Refresh of no seconds, and that once more is no error', async () => {
    const relay = new PretendRelay()
    const ann = await relay.allocated('ann')
    const transaction = newTransaction()
    const end = () => ann.request(METHOD.refresh, [{ type: ATTRIBUTE.lifetime, value: uint32(0) }], { transaction })
    expect((await end()).error).toBeUndefined()
    expect(relay.openSockets).toBe(0)
    expect((await end()).error).toBeUndefined()
  })

  test('ends a permission after five minutes, and a channel after ten', async () => {
    const { relay, ann, bob } = await pair()
    await ann.refresh(3_600)
    await bob.refresh(3_600)
    await ann.bindChannel(0x4000, bob.relayed)
    const [allocation] = relay.server.allocations.all
    pass(relay, 5 * MINUTES)
    expect(allocation).toMatchObject({ permissionCount: 0, channelCount: 1 })
    ann.sendOn(0x4000, 'too late')
    expect(relay.server.counters.dropped.forbidden).toBe(1)
    await ann.permit(bob.relayed)
    await bob.permit(ann.relayed)
    ann.sendOn(0x4000, 'in time')
    expect(bob.waiting.map(({ payload }) => payload)).toEqual(['in time'])
    pass(relay, 5 * MINUTES)
    expect(allocation).toMatchObject({ permissionCount: 0, channelCount: 0 })
    ann.sendOn(0x4000, 'too late')
    expect(relay.server.counters.dropped.malformed).toBe(1)
  })
})

describe('datagrams', () => {
  test('go from one relayed address to another without a network', async () => {
    const { relay, ann, bob } = await pair()
    ann.sendTo(bob.relayed, 'by indication')
    expect(await bob.datagram()).toEqual({ payload: 'by indication', from: ann.relayed })
    expect(await ann.bindChannel(0x4001, bob.relayed)).toBeUndefined()
    ann.sendOn(0x4001, 'on a channel')
    expect(await bob.datagram()).toEqual({ payload: 'on a channel', from: ann.relayed })
    expect(await bob.bindChannel(0x4002, ann.relayed)).toBeUndefined()
    ann.sendOn(0x4001, 'from channel to channel')
    expect(await bob.datagram()).toEqual({ payload: 'from channel to channel', channel: 0x4002 })
    bob.sendOn(0x4002, '')
    expect(await ann.datagram()).toEqual({ payload: '', channel: 0x4001 })
    expect(relay.sent).toEqual([])
    expect(relay.server.counters).toMatchObject({ datagrams: 4, bytes: 48 })
  })

  test('go to a machine in a network, and come from there', async () => {
    const relay = new PretendRelay()
    const ann = await relay.allocated('ann')
    await ann.permit(NEIGHBOUR)
    ann.sendTo(NEIGHBOUR, 'hello')
    expect(relay.sent).toEqual([{ payload: 'hello', to: NEIGHBOUR, from: ann.relayed }])
    relay.arrive('hello yourself', { ...NEIGHBOUR, port: 5_001 }, ann.relayed)
    expect(await ann.datagram()).toEqual({ payload: 'hello yourself', from: { ...NEIGHBOUR, port: 5_001 } })
    expect(await ann.bindChannel(0x4fff, NEIGHBOUR)).toBeUndefined()
    relay.arrive('again', NEIGHBOUR, ann.relayed)
    expect(await ann.datagram()).toEqual({ payload: 'again', channel: 0x4fff })
  })

  test('from where there is no permission are dropped', async () => {
    const relay = new PretendRelay()
    const ann = await relay.allocated('ann')
    relay.arrive('hello', NEIGHBOUR, ann.relayed)
    ann.sendTo(NEIGHBOUR, 'hello')
    expect(ann.waiting).toEqual([])
    expect(relay.sent).toEqual([])
    expect(relay.server.counters.dropped.forbidden).toBe(2)
  })

  test('need the permission of both sides', async () => {
    const relay = new PretendRelay()
    const ann = await relay.allocated('ann')
    const bob = await relay.allocated('bob')
    await ann.permit(bob.relayed)
    ann.sendTo(bob.relayed, 'hello')
    expect(bob.waiting).toEqual([])
    expect(relay.server.counters.dropped.forbidden).toBe(1)
  })

  test('end with the allocation that they go to', async () => {
    const { relay, ann, bob } = await pair()
    ann.sendTo(bob.relayed, 'first')
    await bob.refresh(0)
    ann.sendTo(bob.relayed, 'second')
    expect(bob.waiting.map(({ payload }) => payload)).toEqual(['first'])
    expect(relay.server.counters.dropped.forbidden).toBe(1)
  })

  test('that are cut short, or on no channel, are dropped', async () => {
    const { relay, ann } = await pair()
    ann.wire.send(Buffer.from([0x40]))
    ann.wire.send(Buffer.from([0x40, 0x00, 0x00, 0x05, 1, 2]))
    ann.sendOn(0x4005, 'nobody')
    expect(relay.server.counters.dropped.malformed).toBe(3)
  })

  test('too large for a Data indication are dropped', async () => {
    const { relay, ann, bob } = await pair()
    await ann.bindChannel(0x4000, bob.relayed)
    ann.sendOn(0x4000, Buffer.alloc(65_535))
    expect(relay.server.counters.dropped.malformed).toBe(1)
  })
})

describe('channels', () => {
  test('have numbers of their own range, and one peer each', async () => {
    const { ann, bob } = await pair()
    expect(await ann.bindChannel(0x3fff, bob.relayed)).toBe(400)
    expect(await ann.bindChannel(0x5000, bob.relayed)).toBe(400)
    expect(await ann.bindChannel(0x4000, bob.relayed)).toBeUndefined()
    expect(await ann.bindChannel(0x4000, bob.relayed)).toBeUndefined()
    expect(await ann.bindChannel(0x4001, bob.relayed)).toBe(400)
    expect(await ann.bindChannel(0x4000, NEIGHBOUR)).toBe(400)
    expect((await ann.request(METHOD.channelBind, [])).error).toBe(400)
  })

  test('and permissions are bounded for an allocation', async () => {
    const relay = new PretendRelay({ limits: { permissions: 3, channels: 2 } })
    const ann = await relay.allocated('ann')
    const neighbour = (number: number) => ({ address: `192.168.1.${number}`, port: 5_000 })
    expect(await ann.bindChannel(0x4000, neighbour(30))).toBeUndefined()
    expect(await ann.bindChannel(0x4001, neighbour(31))).toBeUndefined()
    expect(await ann.bindChannel(0x4002, neighbour(31))).toBe(400)
    expect(await ann.bindChannel(0x4002, neighbour(32))).toBe(508)
    expect(await ann.permit(neighbour(32))).toBeUndefined()
    expect(await ann.permit(neighbour(33))).toBe(508)
    expect(await ann.permit(neighbour(30), neighbour(31))).toBeUndefined()
  })
})

describe('nobody reaches', () => {
  test.each([
    ['loopback', '127.0.0.1'],
    ['loopback further on', '127.9.9.9'],
    ['the unspecified address', '0.0.0.0'],
    ['where data centres keep secrets', '169.254.169.254'],
    ['a neighbour by a link-local address', '169.254.7.8'],
    ['everyone', '255.255.255.255'],
    ['everyone in the network', '192.168.1.255'],
    ['everyone in the network, the old way', '192.168.1.0'],
    ['everyone in the wider network', '10.9.255.255'],
    ['a group', '224.0.0.251'],
    ['a reserved address', '240.1.1.1'],
    ["another port of the relay's machine", '192.168.1.5'],
    ["a port of the relay's machine in its other network", '10.9.0.5'],
    ['the internet', '8.8.8.8'],
    ['a private network that the machine is not in', '192.168.2.30'],
  ])('%s: %s', async (_name, address) => {
    const relay = new PretendRelay()
    const ann = await relay.allocated('ann')
    expect(await ann.permit({ address, port: 5_000 })).toBe(403)
    expect(await ann.permit(NEIGHBOUR, { address, port: 5_000 })).toBe(403)
    expect(await ann.bindChannel(0x4000, { address, port: 5_000 })).toBe(403)
    ann.sendTo({ address, port: 5_000 }, 'hello')
    ann.sendTo(NEIGHBOUR, 'that no permission was given for either')
    expect(relay.sent).toEqual([])
    expect(relay.server.allocations.all[0]).toMatchObject({ permissionCount: 0, channelCount: 0 })
    expect(relay.server.counters).toMatchObject({ refused: { 403: 3 }, dropped: { forbidden: 2 } })
  })

  test.each([
    '::1',
    '::',
    'fe80::9',
    'ff02::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'fd00::5',
    '2001:db8::1',
    'fd00:0:0:1::9',
  ])('%s', async (address) => {
    const relay = new PretendRelay({ addresses: ['fd00::5'] })
    const ann = await relay.allocated('ann')
    const mapped = address.startsWith('::ffff:') ? '::ffff:7f00:1' : address
    expect(await ann.permit({ address: mapped, port: 5_000 })).toBe(403)
  })

  test("other ports of the machine where one person's relayed address is permitted", async () => {
    const { relay, ann, bob } = await pair()
    for (const port of [22, 80, 8_080, 65_535]) ann.sendTo({ ...bob.relayed, port }, 'hello')
    relay.arrive('from a service of the machine', { ...bob.relayed, port: 8_080 }, ann.relayed)
    expect(relay.sent).toEqual([])
    expect(ann.waiting).toEqual([])
    expect(relay.server.counters.dropped.forbidden).toBe(5)
  })

  test('their own relayed address', async () => {
    const relay = new PretendRelay()
    const ann = await relay.allocated('ann')
    expect(await ann.permit(ann.relayed)).toBe(403)
  })

  test("a neighbour's privileged ports", async () => {
    const relay = new PretendRelay()
    const ann = await relay.allocated('ann')
    await ann.permit(NEIGHBOUR)
    for (const port of [0, 53, 1_023]) ann.sendTo({ ...NEIGHBOUR, port }, 'hello')
    expect(await ann.bindChannel(0x4000, { ...NEIGHBOUR, port: 53 })).toBe(403)
    expect(relay.sent).toEqual([])
  })
})

describe('rooms', () => {
  const ROOMS: Record<string, string> = { ann: 'green', bob: 'green', cem: 'red', eve: 'red' }
  const mayReach = (person: string, peer: { person: string | undefined }) =>
    ROOMS[person] === ROOMS[peer.person ?? ''] && peer.person !== undefined

  test('are what people reach each other in', async () => {
    const { relay, bob } = await pair({ mayReach })
    const eve = await relay.allocated('eve')
    expect(await eve.permit(bob.relayed)).toBe(403)
    expect(await eve.bindChannel(0x4000, bob.relayed)).toBe(403)
    expect(await eve.permit(NEIGHBOUR)).toBe(403)
    expect(relay.asked.slice(-2)).toEqual([
      { ...bob.relayed, person: 'bob' },
      { ...NEIGHBOUR, person: undefined },
    ])
  })

  test('do not leak by the address that all relayed addresses share', async () => {
    const { relay, ann, bob } = await pair({ mayReach })
    const eve = await relay.allocated('eve')
    const cem = await relay.allocated('cem')
    expect(await eve.permit(cem.relayed)).toBeUndefined()
    eve.sendTo(bob.relayed, 'hello')
    ann.sendTo(cem.relayed, 'hello')
    expect([...bob.waiting, ...cem.waiting]).toEqual([])
    expect(relay.server.counters.dropped.forbidden).toBe(2)
  })

  test('that a person has left let nothing through from the next second on, and something again after a return', async () => {
    const rooms: Record<string, string> = { ann: 'green', bob: 'green' }
    const { relay, ann, bob } = await pair({ mayReach: (person, peer) => rooms[person] === rooms[peer.person ?? ''] })
    const say = (text: string) => {
      ann.sendTo(bob.relayed, text)
      pass(relay, 1_000)
    }
    say('first')
    rooms['ann'] = 'red'
    pass(relay, 1_000)
    say('second')
    rooms['ann'] = 'green'
    pass(relay, 1_000)
    say('third')
    expect(bob.waiting.map(({ payload }) => payload)).toEqual(['first', 'third'])
  })
})

describe('bounds', () => {
  test('of bandwidth drop what is too much, and let through what is not', async () => {
    const { relay, ann, bob } = await pair({ limits: { bytesPerSecond: 100_000 } })
    await ann.bindChannel(0x4000, bob.relayed)
    pass(relay, 1_000)
    for (let count = 0; count < 100; count++) ann.sendOn(0x4000, Buffer.alloc(1_000))
    expect(bob.waiting).toHaveLength(25)
    expect(relay.server.counters.dropped.bandwidth).toBe(75)
    pass(relay, 100)
    for (let count = 0; count < 100; count++) ann.sendOn(0x4000, Buffer.alloc(1_000))
    expect(bob.waiting).toHaveLength(35)
  })

  test('of bandwidth hold for all together, also where each keeps within its own', async () => {
    const { relay, ann, bob } = await pair({ limits: { bytesPerSecond: 100_000, totalBytesPerSecond: 100_000 } })
    const carl = await relay.allocated('carl')
    await carl.permit(bob.relayed)
    await bob.permit(carl.relayed)
    pass(relay, 1_000)
    for (let count = 0; count < 100; count++) {
      ann.sendTo(bob.relayed, 'a'.repeat(200))
      carl.sendTo(bob.relayed, 'c'.repeat(200))
    }
    // Half of 25,000 bytes are for what goes in and half for what comes out.
    expect(bob.waiting).toHaveLength(62)
    const { bandwidth } = relay.server.counters.dropped
    pass(relay, 1_000)
    ann.sendTo(bob.relayed, 'a'.repeat(200))
    expect(bob.waiting).toHaveLength(63)
    expect(relay.server.counters.dropped).toMatchObject({ bandwidth })
  })

  test('of requests hold for those with an allocation too', async () => {
    const { relay, ann } = await pair({ limits: { bytesPerSecond: 100_000 } })
    pass(relay, 1_000)
    for (let count = 0; count < 100; count++) void ann.refresh(600)
    expect(relay.server.counters.dropped.bandwidth).toBe(88)
  })

  test('of what a client takes drop datagrams', async () => {
    const { relay, ann, bob } = await pair()
    relay.isCongested = true
    ann.sendTo(bob.relayed, 'hello')
    expect(relay.server.counters.dropped.congestion).toBe(1)
    expect(relay.server.counters.datagrams).toBe(0)
  })

  test('of strangers silence an address, and no other, for the rest of the second', async () => {
    const relay = new PretendRelay({ limits: { strangerMessagesPerSecond: 10 } })
    const noisy = relay.client('ann', '192.168.1.66')
    let answers = 0
    const ask = (client: TurnClient) =>
      void client.request(METHOD.binding, [], { isSigned: false }).then(() => answers++)
    for (let count = 0; count < 50; count++) ask(noisy)
    await Promise.resolve()
    expect(answers).toBe(10)
    expect(relay.server.counters.dropped.strangers).toBe(40)
    await relay.allocated('bob', '192.168.1.67')
    pass(relay, 1_000)
    ask(noisy)
    await Promise.resolve()
    expect(answers).toBe(11)
  })

  test('of strangers hold for whoever has an allocation and a wrong password', async () => {
    const relay = new PretendRelay({ limits: { strangerMessagesPerSecond: 10 } })
    const ann = await relay.allocated('ann')
    ann.credentials = { ...ann.credentials, credential: 'guess' }
    for (let count = 0; count < 50; count++) void ann.refresh(600)
    // Two of the ten were what the allocation took.
    expect(relay.server.counters.refused[401]).toBe(1 + 8)
  })
})

test('closing ends all allocations', async () => {
  const { relay } = await pair()
  relay.server.close()
  expect(relay.openSockets).toBe(0)
  expect(relay.server.allocations.all).toEqual([])
})
