import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { credentialsFor, openRelay, type Relay, type RelayOptions } from '../../main/host/relay/relay.js'
import { openRelayedSocket } from '../../main/host/relay/relayed-socket.js'
import { ATTRIBUTE, encodeStun, METHOD } from '../../main/host/relay/stun-message.js'
import { ask } from '../helpers/http.js'
import { SEED } from '../helpers/seed.js'
import { openSharedPort } from '../helpers/shared-port.js'
import { TurnClient, tcpWire, UDP_TRANSPORT, udpWire } from '../helpers/turn-client.js'

const SECRET = 'the secret of this test'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A relay with one port for UDP and TCP; a number that is free for one may be taken for the other. */
async function open(options: Partial<RelayOptions> = {}, tries = 5): Promise<Relay> {
  const relay = await openRelay({
    ...{ port: 0, address: '127.0.0.1', secret: SECRET },
    interfaces: networkInterfaces,
    addresses: () => ['127.0.0.1'],
    mayReach: (_person, peer) => peer.person !== undefined,
    ...options,
  })
  closing.push(() => relay.close())
  try {
    const shared = await openSharedPort(relay, relay.port, (_request, response) => void response.end('a page'))
    closing.push(() => shared.close())
    return relay
  } catch (error) {
    if (tries === 1) throw error
    return open(options, tries - 1)
  }
}

async function join(relay: Relay, person: string, transport: 'udp' | 'tcp'): Promise<TurnClient> {
  const wire = await (transport === 'udp' ? udpWire : tcpWire)(relay.port)
  const client = new TurnClient(wire, credentialsFor(person, SECRET, 60))
  closing.push(() => client.close())
  expect((await client.allocate()).error).toBeUndefined()
  return client
}

async function tcpSocket(relay: Relay): Promise<Socket> {
  const socket = connect(relay.port, '127.0.0.1')
  closing.push(() => socket.destroy())
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

const greeting = () =>
  encodeStun({ method: METHOD.binding, class: 'request', transaction: randomBytes(12), attributes: [] })

describe('people talk', () => {
  test.each([
    ['udp', 'udp'],
    ['udp', 'tcp'],
    ['tcp', 'tcp'],
  ] as const)('over %s and %s', async (one, other) => {
    const relay = await open()
    const [ann, bob] = await Promise.all([join(relay, 'ann', one), join(relay, 'bob', other)])
    expect([await ann.permit(bob.relayed), await bob.permit(ann.relayed)]).toEqual([undefined, undefined])
    ann.sendTo(bob.relayed, 'hello')
    expect(await bob.datagram()).toEqual({ payload: 'hello', from: ann.relayed })
    expect(await bob.bindChannel(0x4000, ann.relayed)).toBeUndefined()
    expect(await ann.bindChannel(0x4001, bob.relayed)).toBeUndefined()
    for (const payload of ['1', '22', '333', '4444', 'x'.repeat(1_200)]) {
      bob.sendOn(0x4000, payload)
      expect(await ann.datagram()).toEqual({ payload, channel: 0x4001 })
    }
    expect(relay.stats()).toMatchObject({ allocations: 2, people: 2, permissions: 2, channels: 2, datagrams: 6 })
  })
})

test('a service of the machine neither gets nor gives anything', async () => {
  const relay = await open({ mayReach: () => true })
  const service = createSocket('udp4')
  closing.push(() => service.close())
  const heard = vi.fn()
  service.on('message', heard)
  service.bind(0, '127.0.0.1')
  await once(service, 'listening')
  const [ann, bob] = await Promise.all([join(relay, 'ann', 'udp'), join(relay, 'bob', 'udp')])
  await Promise.all([ann.permit(bob.relayed), bob.permit(ann.relayed)])
  const { port } = service.address()
  expect(await ann.permit({ address: '127.0.0.1', port })).toBe(403)
  ann.sendTo({ address: '127.0.0.1', port }, 'hello')
  service.send('hello', ann.relayed.port, ann.relayed.address)
  await vi.waitFor(() => expect(relay.stats().dropped.forbidden).toBe(2))
  bob.sendTo(ann.relayed, 'from bob')
  expect(await ann.datagram()).toMatchObject({ payload: 'from bob' })
  expect(heard).not.toHaveBeenCalled()
})

test.skipIf(process.platform === 'darwin')('what leaves a relayed address for a network comes from it', async () => {
  // Other systems have all of 127.0.0.0/8, and send from 127.0.0.1 to it; macOS has one address of it.
  const [address, peerAddress] = ['127.0.0.2', '127.0.0.1']
  const peer = createSocket('udp4')
  closing.push(() => peer.close())
  peer.bind(0, peerAddress)
  await once(peer, 'listening')
  const received = vi.fn()
  const relayed = await openRelayedSocket(address, (payload, from) => received(`${payload}`, from))
  closing.push(() => relayed.close())
  const heard = once(peer, 'message')
  const { port } = peer.address()
  relayed.send(Buffer.from('hello'), { address: peerAddress, port })
  const [, from] = await heard
  expect(from).toMatchObject({ address, port: relayed.port })
  peer.send('hello to you', from.port, from.address)
  await vi.waitFor(() => expect(received).toHaveBeenCalledWith('hello to you', { address: peerAddress, port }))
})

describe('a TCP port', () => {
  test('serves pages too', async () => {
    const relay = await open()
    await join(relay, 'ann', 'tcp')
    const response = await ask(relay.port, '/')
    expect(JSON.stringify(response)).toContain('a page')
  })

  test('takes a message in single bytes', async () => {
    const relay = await open()
    const socket = await tcpSocket(relay)
    socket.setNoDelay(true)
    const answered = once(socket, 'data')
    for (const byte of greeting()) socket.write(Buffer.from([byte]))
    expect((await answered)[0].readUInt16BE(0)).toBe(0x0101)
  })

  test('ends what is no longer a stream of messages', async () => {
    const relay = await open()
    const socket = await tcpSocket(relay)
    socket.write(Buffer.concat([greeting(), Buffer.from('POST / HTTP/1.1\r\n\r\n')]))
    await once(socket.resume(), 'close')
    expect(relay.stats()).toMatchObject({ connections: 0, dropped: { malformed: 1 } })
  })

  test('ends the allocation of a connection that ends', async () => {
    const relay = await open()
    const ann = await join(relay, 'ann', 'tcp')
    expect(relay.stats()).toMatchObject({ allocations: 1, connections: 1 })
    ann.close()
    await vi.waitFor(() => expect(relay.stats()).toMatchObject({ allocations: 0, connections: 0 }))
  })

  test('takes so many connections from one address', async () => {
    const relay = await open({ limits: { connectionsPerAddress: 2 } })
    await join(relay, 'ann', 'tcp')
    await join(relay, 'bob', 'tcp')
    const third = await tcpSocket(relay)
    third.write(greeting())
    await once(third.resume(), 'close')
    expect(relay.stats().connections).toBe(2)
  })

  test('drops datagrams for a client that takes none, and keeps little', async () => {
    const relay = await open({ limits: { waitingBytes: 64 * 1024, bytesPerSecond: 1e9 } })
    const bob = await join(relay, 'bob', 'udp')
    const wire = await tcpWire(relay.port)
    const ann = new TurnClient(wire, credentialsFor('ann', SECRET, 60))
    closing.push(() => ann.close())
    await ann.allocate()
    await Promise.all([ann.permit(bob.relayed), bob.permit(ann.relayed)])
    await bob.bindChannel(0x4000, ann.relayed)
    wire.pause()
    await vi.waitFor(
      () => {
        for (let count = 0; count < 16; count++) bob.sendOn(0x4000, Buffer.alloc(8_000))
        expect(relay.stats().dropped.congestion).toBeGreaterThan(0)
      },
      { timeout: 15_000, interval: 20 },
    )
    expect(await bob.refresh(600)).toBeUndefined()
  })

  test('ends a connection that says nothing', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'performance'] })
    try {
      const relay = await open()
      const idle = await tcpSocket(relay)
      const answered = once(idle, 'data')
      idle.write(greeting())
      await answered
      await join(relay, 'ann', 'tcp')
      expect(relay.stats().connections).toBe(2)
      const closed = once(idle, 'close')
      vi.advanceTimersByTime(17_000)
      await closed
      expect(relay.stats()).toMatchObject({ connections: 1, allocations: 1 })
    } finally {
      vi.useRealTimers()
    }
  })
})

test('a taken port is told', async () => {
  const relay = await open()
  await expect(open({ port: relay.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('it listens in both families where no address is given', async () => {
  const relay = await open({ address: undefined, addresses: () => ['::1', '127.0.0.1'] })
  for (const address of ['127.0.0.1', '::1']) {
    const client = new TurnClient(await udpWire(relay.port, address), credentialsFor('ann', SECRET, 60))
    closing.push(() => client.close())
    expect((await client.allocate()).error).toBeUndefined()
    expect(client.mapped.address).toBe(address)
  }
})

test('closing ends connections, and what is handed over later', async () => {
  const relay = await open()
  const ann = await join(relay, 'ann', 'tcp')
  const late = await tcpSocket(relay)
  relay.close()
  late.write(greeting())
  await once(late.resume(), 'close')
  expect(relay.stats()).toMatchObject({ allocations: 0, connections: 0 })
  ann.close()
})

describe('garbage', () => {
  const bytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength })
  const attribute = fc.record({
    type: fc.oneof(fc.constantFrom(...Object.values(ATTRIBUTE)), fc.nat(0xffff)),
    value: bytes(0, 40).map((value) => Buffer.from(value)),
  })
  /** Messages that are right but for what they say. */
  const message = fc
    .record({
      method: fc.oneof(fc.constantFrom(...Object.values(METHOD)), fc.nat(0xfff)),
      class: fc.constantFrom('request', 'indication', 'success', 'error'),
      transaction: bytes(12, 12).map((value) => Buffer.from(value)),
      attributes: fc.array(attribute, { maxLength: 6 }),
    })
    .map((fields) => encodeStun(fields as never))
  /** Those with a few bytes changed, or cut short. */
  const damaged = fc
    .record({ whole: message, at: fc.nat(), byte: fc.nat(255), end: fc.nat() })
    .map(({ whole, at, byte, end }) => {
      whole[at % whole.length] = byte
      return whole.subarray(0, end % 3 === 0 ? end % whole.length : whole.length)
    })
  const channelData = bytes(0, 60).map((value) => Buffer.concat([Buffer.from([0x40, value.length & 3]), value]))
  const anything = fc.oneof(
    message,
    damaged,
    channelData,
    bytes(0, 80).map((value) => Buffer.from(value)),
  )

  test(`neither throws nor spoils what others do (seed ${SEED})`, async () => {
    const relay = await open({ limits: { strangerMessagesPerSecond: 1e6, connectionsPerAddress: 1e6 } })
    const [ann, bob, mallory] = await Promise.all(['ann', 'bob', 'mallory'].map((name) => join(relay, name, 'udp')))
    if (ann === undefined || bob === undefined || mallory === undefined) throw new Error('Nobody is here.')
    await Promise.all([ann.permit(bob.relayed), bob.permit(ann.relayed)])
    const stranger = await udpWire(relay.port)
    closing.push(() => stranger.close())
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 20 }), async (packets) => {
        for (const packet of packets) {
          mallory.wire.send(packet)
          stranger.send(packet)
        }
        const socket = await tcpSocket(relay)
        socket.resume()
        socket.end(Buffer.concat([greeting(), ...packets]))
        await once(socket, 'close')
        ann.sendTo(bob.relayed, 'still here')
        expect(await bob.datagram()).toEqual({ payload: 'still here', from: ann.relayed })
      }),
      { seed: SEED, numRuns: 150 },
    )
    expect((await ann.request(METHOD.allocate, [UDP_TRANSPORT])).error).toBe(437)
  })

  test(`with a good signature is answered (seed ${SEED})`, async () => {
    const relay = await open()
    const ann = await join(relay, 'ann', 'udp')
    await fc.assert(
      fc.asyncProperty(fc.nat(0xfff), fc.array(attribute, { maxLength: 4 }), async (method, attributes) => {
        const signing = [ATTRIBUTE.messageIntegrity, ATTRIBUTE.fingerprint, ATTRIBUTE.username, ATTRIBUTE.nonce]
        const harmless = attributes.filter(({ type }) => ![...signing, ATTRIBUTE.realm].includes(type as never))
        const { error } = await ann.request(method === METHOD.refresh ? METHOD.binding : method, harmless)
        expect(error ?? 0).not.toBe(500)
      }),
      { seed: SEED, numRuns: 200 },
    )
  })
})
