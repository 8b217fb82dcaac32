import { randomUUID } from 'node:crypto'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { serveMetrics } from '../../main/cli/metrics.js'
import { RedisCluster } from '../../main/host/redis/cluster.js'
import { Balancer } from '../../tools/bench/cluster/balancer.js'
import { ControlClient } from '../helpers/control.js'
import { type HeadlessHost, startHeadlessHost } from '../helpers/headless-host.js'
import { Client, close, lose, newSession, page, refusalCode, startHost, type TestHost } from '../helpers/host.js'
import { lackOfRedis, RedisServer } from '../helpers/redis-server.js'

/** An address of this machine at which others reach it; whom a host knows by one of loopback it never keeps out. */
const OWN_ADDRESS = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address

describe.skipIf(lackOfRedis)('hosts on one Redis', () => {
  let redis: RedisServer

  beforeAll(async () => {
    redis = await RedisServer.start()
  })
  afterAll(() => redis?.end())

  /** So many hosts that are one. */
  async function nodes<N extends number>(count: N, { graceMs = 60_000 } = {}): Promise<TestHost[]> {
    const prefix = `{${randomUUID()}}`
    const hosts: TestHost[] = []
    for (let index = 0; index < count; index++) {
      const cluster = await RedisCluster.connect(redis.url, { prefix })
      hosts.push(await startHost({ cluster, graceMs, ringMs: 30_000 }))
    }
    return hosts
  }

  async function two(options?: { graceMs?: number }): Promise<[TestHost, TestHost]> {
    const [one, other] = await nodes(2, options)
    if (!one || !other) throw new Error('There are not two nodes.')
    return [one, other]
  }

  test('put people of all of them into one room, and hand on between them', async () => {
    const [one, other] = await two()
    const ann = await one.connect(page('Ann'))
    const bob = await other.connect(page('Bob'))
    await ann.join('standup')
    expect(await bob.join('Standup')).toMatchObject({ room: 'standup', initiator: false, peers: [{ name: 'Ann' }] })
    expect(await ann.next('join')).toEqual(['standup', { id: bob.person.id, name: 'Bob' }])
    const offer = { to: ann.person.id, description: { type: 'offer', sdp: 'v=0' } }
    expect(await bob.ask('signal', offer)).toEqual({ ok: true })
    expect(await ann.next('signal')).toMatchObject([{ from: bob.person.id, description: { sdp: 'v=0' } }])
    await ann.ask('send', { message: 'Hello' })
    expect(await bob.next('message')).toMatchObject([{ message: 'Hello', author: 'Ann' }])
    await ann.ask('lock', { locked: true })
    expect(await bob.next('locked')).toMatchObject([{ locked: true, by: { name: 'Ann' } }])
    const cem = await other.connect(page('Cem'))
    expect(await cem.ask('create or join', 'standup')).toMatchObject({ code: 'room-locked' })
    await bob.ask('rename', { name: 'Bobby' })
    expect(await ann.next('renamed')).toEqual([{ id: bob.person.id, name: 'Bobby' }])
    await bob.ask('leave')
    expect(await ann.next('left')).toMatchObject([{ id: bob.person.id }])
    expect(await ann.ask('signal', { ...offer, to: bob.person.id })).toMatchObject({ code: 'no-such-peer' })
  })

  test('have people of all of them send each other files, and of a host that joins later', async () => {
    const prefix = `{${randomUUID()}}`
    const node = async () => startHost({ cluster: await RedisCluster.connect(redis.url, { prefix }), graceMs: 60_000 })
    const ann = await (await node()).connect(page('Ann'))
    await ann.ask('takeFiles')
    const other = await node()
    const bob = await other.connect(page('Bob'))
    await bob.listWhere(({ users }) => users.some(({ id, takesFiles }) => id === ann.person.id && takesFiles))
    const offer = { type: 'offer', id: 7, name: 'a', size: 1, kind: '' }
    expect(await bob.ask('offerFile', { to: ann.person.id, offer })).toEqual({ ok: true })
    expect(await ann.next('offerFile')).toEqual([{ from: bob.person, offer }])
    expect(await ann.ask('acceptFile', { to: bob.person.id, id: 7 })).toEqual({ ok: true })
    expect(await bob.next('acceptFile')).toEqual([{ from: ann.person.id, id: 7 }])
    const description = { type: 'offer', sdp: 'v=0' }
    expect(await bob.ask('fileSignal', { to: ann.person.id, description })).toEqual({ ok: true })
    expect(await ann.next('fileSignal')).toEqual([{ from: bob.person.id, description }])
    await close(ann)
    expect(await bob.next('endFiles')).toEqual([{ from: ann.person.id, id: 7, gone: true }])
  })

  test('list everyone, and have one lobby', async () => {
    const [one, other] = await two()
    const ann = await one.connect(page('Ann'))
    const bob = await other.connect(page('Bob'))
    const { users } = await ann.listWhere(({ total }) => total === 2)
    expect(users.map(({ name }) => name)).toEqual(['Ann', 'Bob'])
    await bob.join('standup')
    await ann.listWhere(({ rooms }) => rooms.some(({ name, members }) => name === 'standup' && members === 1))
    await bob.ask('leave')
    await ann.ask('send', { message: 'Anyone?' })
    expect(await bob.next('message')).toMatchObject([{ message: 'Anyone?', author: 'Ann' }])
    const self = await ann.next('message')
    expect(self).toMatchObject([{ message: 'Anyone?' }])
    expect(await ann.received()).not.toContainEqual(['message', expect.anything()])
  })

  test('ring from one to another, once where two ring each other', async () => {
    const [one, other] = await two()
    const ann = await one.connect(page('Ann'))
    const bob = await other.connect(page('Bob'))
    expect(await ann.ask('call', { to: bob.person.id })).toMatchObject({ ok: true, initiator: true })
    const [{ room }] = await bob.next('call')
    expect(await bob.join(room)).toMatchObject({ peers: [{ name: 'Ann' }] })
    await ann.next('join')
    await ann.ask('leave')
    await bob.ask('leave')
    const replies = await Promise.all([ann.ask('call', { to: bob.person.id }), bob.ask('call', { to: ann.person.id })])
    expect(replies.map(({ ok }) => ok)).toEqual([true, true])
    expect(new Set(replies.map((reply) => 'room' in reply && reply.room)).size).toBe(1)
    await ann.ask('leave')
    await bob.ask('leave')
    await ann.received()
    await ann.ask('call', { to: bob.person.id })
    await bob.ask('refuse', { to: ann.person.id })
    expect(await ann.next('refuse')).toEqual([{ from: bob.person.id, to: ann.person.id }])
  })

  test('give a person who comes back at another their seat, and what was sent meanwhile', async () => {
    const [one, other] = await two()
    const ann = await one.connect(page('Ann'))
    const session = newSession()
    const bob = await one.connect(page('Bob', session))
    await ann.join('standup')
    await bob.join('standup')
    await lose(bob)
    for (let index = 0; index < 9; index++) await ann.ask('send', { message: `${index}` })
    const again = await other.connect(page('Bob', session))
    expect(again.person).toEqual(bob.person)
    for (let index = 0; index < 9; index++) expect(await again.next('message')).toMatchObject([{ message: `${index}` }])
    expect(await again.join('standup')).toMatchObject({ peers: [{ name: 'Ann' }] })
    await ann.ask('send', { message: 'There?' })
    expect(await again.next('message')).toMatchObject([{ message: 'There?' }])
    expect(await ann.received()).not.toContainEqual(['left', expect.anything()])
    await close(again)
    expect(await ann.next('left')).toMatchObject([{ id: bob.person.id, closed: true }])
  })

  test('end the page of a person whose other page is at another of them', async () => {
    const [one, other] = await two()
    const session = newSession()
    const first = await one.connect(page('Ann', session))
    const second = await other.connect(page('Ann', session))
    await first.disconnected()
    expect(first.socket.active).toBe(false)
    expect(await second.join('standup')).toMatchObject({ ok: true })
  })

  test('keep out whom one of them removes, and count what people use up together', async () => {
    const [one, other] = await two()
    const session = newSession()
    const eve = await other.connect(page('Eve', session))
    const operator = await ControlClient.connect(one)
    expect(await operator.ask('remove', eve.person.id)).toEqual({ ok: true })
    await eve.next('removed')
    expect(await refusalCode(other, page('Eve', session))).toBe('removed')
    // The other process hears of it a moment later, and puts out who came in before that.
    const quick = one.client(page('Eve', session))
    await quick.connect().then(
      () => quick.next('removed'),
      (reason) => expect(reason).toMatchObject({ data: { code: 'removed' } }),
    )
    expect(await refusalCode(one, page('Eve', session))).toBe('removed')
    const dan = newSession()
    const first = await one.connect(page('Dan', dan))
    for (let index = 0; index < 20; index++) expect(await first.ask('send', { message: 'Hi' })).toEqual({ ok: true })
    // What is counted together may be known there a moment later, so that a few more go through, not twenty.
    const again = await other.connect(page('Dan', dan))
    let more = 0
    while ((await again.ask('send', { message: 'Hi' })).ok) more++
    expect(more).toBeLessThan(20)
  })

  test.skipIf(OWN_ADDRESS === undefined)(
    'know, though they start later, who was there when somebody was removed, and let others in by a new passcode',
    async () => {
      const prefix = `{${randomUUID()}}`
      const node = async (passcode: string) => {
        const cluster = await RedisCluster.connect(redis.url, { prefix, passcode })
        return startHost({ cluster, passcode, address: '0.0.0.0', graceMs: 1, discovery: false })
      }
      const from = (host: TestHost, passcode: string, session = newSession()) => {
        const client = new Client(`http://${OWN_ADDRESS}:${host.port}/`, { auth: { name: 'Guest', session, passcode } })
        onTestFinished(() => void client.socket.disconnect())
        return client
      }
      const one = await node('the first')
      const session = newSession()
      const [ann, eve] = [from(one, 'the first', session), from(one, 'the first')]
      for (const client of [ann, eve]) await client.connect()
      const operator = await ControlClient.connect(one, { auth: { passcode: 'the first' } })
      expect(await operator.ask('remove', eve.person.id)).toEqual({ ok: true })
      await operator.until(({ operator }) => operator?.people.length === 1)
      ann.socket.disconnect()
      await operator.until(({ operator }) => operator?.people.length === 0)

      const two = await node('the first')
      await expect(from(two, 'the first').connect()).rejects.toMatchObject({ data: { code: 'removed' } })
      await from(two, 'the first', session).connect()
      const three = await node('the second')
      await from(three, 'the second').connect()
      await vi.waitFor(() => from(two, 'the first').connect(), { timeout: 20_000 })
    },
  )

  test('take over the people of one that stops, and give their seats away only once they stay away', async () => {
    const [one, other, third] = await nodes(3, { graceMs: 5_000 })
    if (!one || !other || !third) throw new Error('There are not three nodes.')
    const ann = await one.connect(page('Ann'))
    const session = newSession()
    const bob = await other.connect(page('Bob', session))
    const cem = await other.connect(page('Cem'))
    for (const client of [ann, bob, cem]) await client.join('standup')
    await ann.received()
    await other.end()
    const again = await third.connect(page('Bob', session))
    expect(await again.join('standup')).toMatchObject({
      peers: expect.arrayContaining([{ id: ann.person.id, name: 'Ann' }]),
    })
    expect(await ann.next('left')).toMatchObject([{ id: cem.person.id, lost: true }])
    expect(await ann.received()).not.toContainEqual(['left', expect.objectContaining({ id: bob.person.id })])
  })

  test('have people of one that is killed come back by the balancer, at another, to their seat', async () => {
    const own = await RedisServer.start()
    onTestFinished(() => own.end())
    const processes: HeadlessHost[] = []
    for (let index = 0; index < 3; index++) {
      const node = await startHeadlessHost({ capacity: 4, args: ['--redis', own.url, '--no-relay'] })
      onTestFinished(() => node.stop('SIGKILL'))
      processes.push(node)
    }
    const balancer = await Balancer.open(processes.map(({ port }) => port))
    onTestFinished(() => balancer.close())
    const come = async (name: string) => {
      const reconnecting = { reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 100 }
      const client = new Client(`${balancer.url}/`, { ...page(name), ...reconnecting })
      onTestFinished(() => void client.socket.disconnect())
      await client.connect()
      await client.join('standup')
      return client
    }
    // One at each of them.
    const [ann, bob, cem] = [await come('Ann'), await come('Bob'), await come('Cem')]
    const { person } = bob
    for (const client of [ann, bob, cem]) await client.received()
    const back = bob.next('welcome', 30_000)
    processes[1]?.process.kill('SIGKILL')
    await back
    expect(bob.person).toEqual(person)
    const { peers } = await bob.join('standup')
    expect(new Set(peers.map(({ name }) => name))).toEqual(new Set(['Ann', 'Cem']))
    await bob.ask('send', { message: 'Back' })
    for (const other of [ann, cem]) {
      expect(await other.next('message')).toMatchObject([{ message: 'Back', author: 'Bob' }])
      expect(await other.received()).not.toContainEqual(['left', expect.anything()])
    }
  })

  test('say that nobody gets in while Redis is away, hand on meanwhile, and go on by themselves', async () => {
    const own = await RedisServer.start()
    onTestFinished(() => own.end())
    const hosts = [await RedisCluster.connect(own.url), await RedisCluster.connect(own.url)]
    const [one, other] = [await startHost({ cluster: hosts[0] }), await startHost({ cluster: hosts[1] })]
    const reconnecting = { reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 100 }
    const ann = await one.connect({ ...page('Ann'), ...reconnecting })
    const bob = await one.connect({ ...page('Bob'), ...reconnecting })
    const cem = await other.connect({ ...page('Cem'), ...reconnecting })
    await ann.join('standup')
    await bob.join('standup')
    await own.kill()
    expect(await cem.ask('create or join', 'standup')).toMatchObject({ ok: false, code: 'unavailable' })
    expect(await ann.ask('send', { message: 'Still here' })).toEqual({ ok: true })
    expect(await bob.next('message')).toMatchObject([{ message: 'Still here' }])
    const all = [ann, bob, cem]
    for (const client of all) await client.next('welcome')
    const back = all.map((client) => client.next('welcome', 30_000))
    await own.restart()
    await Promise.all(back)
    await ann.join('standup')
    expect(await cem.join('standup')).toMatchObject({ peers: [{ name: 'Ann' }] })
    expect(await bob.join('standup')).toMatchObject({ ok: true })
  })

  test('say that they take in nobody while Redis is away, though they are alive', async () => {
    const own = await RedisServer.start()
    onTestFinished(() => own.end())
    const { host } = await startHost({ cluster: await RedisCluster.connect(own.url) })
    const metrics = await serveMetrics(host, { address: '127.0.0.1', port: 0 })
    onTestFinished(() => metrics.close())
    const ask = async (path: string) => {
      const response = await fetch(`${metrics.url}${path}`)
      return `${response.status} ${(await response.text()).trim()}`
    }
    expect(await ask('/healthz')).toBe('200 ok')
    await own.kill()
    await expect.poll(() => ask('/healthz'), { timeout: 20_000 }).toBe('503 redis cannot be reached')
    expect(await ask('/livez')).toBe('200 ok')
    expect(await ask('/metrics')).toContain('\nlanline_redis_away 1\n')
    await own.restart()
    await expect.poll(() => ask('/healthz'), { timeout: 20_000 }).toBe('200 ok')
  })
})
