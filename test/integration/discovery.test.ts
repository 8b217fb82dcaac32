import { hostname, userInfo } from 'node:os'
import * as v from 'valibot'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type FoundHost, FoundHost as FoundHostSchema } from '../../common/control.js'
import { SERVICE } from '../../main/lan/dns-sd.js'
import type { HostLine, HostOrder } from '../helpers/discovering-host.js'
import { LanProcess } from '../helpers/lan-process.js'
import type { StrangerLine, StrangerOrder } from '../helpers/mdns-stranger.js'
import { BareMachine, namespacesMissing } from '../helpers/namespaces.js'

const FIRST = '192.168.77.1'
const SECOND = '192.168.77.2'
/** Another address of the second machine. */
const STRANGER = '192.168.77.66'

class DiscoveringHost extends LanProcess<HostLine, HostOrder> {
  constructor({ prefix }: BareMachine, name: string, port = 0, ...bound: string[]) {
    super(prefix, 'discovering-host.ts', name, String(port), ...bound)
    onTestFinished(() => this.end())
  }

  /** Resolves when hosts of these names are found, in this order, and no others. */
  async finds(...names: string[]): Promise<readonly FoundHost[]> {
    const { found } = await this.next(({ found }) => found.map(({ name }) => name).join() === names.join())
    return found
  }

  /** Resolves when one host is found, there. */
  async findsOneAt(origin: string): Promise<void> {
    this.order('silent')
    await this.next(({ found }) => found.map((host) => host.origin).join() === origin, 30_000)
  }

  /** Orders something and resolves with how things are then. */
  async does(order: HostOrder, patienceMs?: number): Promise<HostLine> {
    this.order(order)
    return this.next(({ done }) => done === JSON.stringify(order), patienceMs)
  }
}

const missing = namespacesMissing()

describe.skipIf(missing)(`hosts on one network${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let first: BareMachine
  let second: BareMachine

  beforeEach(() => {
    const machines = [new BareMachine(), new BareMachine()] as const
    onTestFinished(() => {
      for (const machine of machines) machine.remove()
    })
    ;[first, second] = machines
    first.join(second, `${FIRST}/24`, `${SECOND}/24`)
  })

  /** Ann's host on the first machine and Bob's on the second, which have found each other. */
  async function both() {
    const ann = new DiscoveringHost(first, 'Ann', 8080)
    const bob = new DiscoveringHost(second, 'Bob', 8080)
    const [[bobsEntry], [annsEntry]] = await Promise.all([ann.finds('Bob'), bob.finds('Ann')])
    return { ann, bob, annsEntry, bobsEntry }
  }

  test('find each other', async () => {
    const { annsEntry, bobsEntry } = await both()
    expect(bobsEntry).toEqual({
      id: expect.stringMatching(/^Bob [\da-f]{8}\._lanline\._tcp\.local$/),
      name: 'Bob',
      origin: `http://${SECOND}:8080`,
      version: '1.2.3',
      hasPasscode: false,
    })
    expect(annsEntry?.origin).toBe(`http://${FIRST}:8080`)
    expect(v.is(FoundHostSchema, annsEntry)).toBe(true)
  })

  test('go at once when they stop, and are there again when they start', async () => {
    const { ann, bob } = await both()
    const { found } = await bob.does('stop')
    expect(found).toEqual([])
    await ann.finds()
    await bob.does('start')
    await Promise.all([ann.finds('Bob'), bob.finds('Ann')])

    await bob.end('SIGTERM')
    await ann.finds()
  })

  test('go when they are killed, and are there again when they are started again', async () => {
    const { ann, bob } = await both()
    await bob.end('SIGKILL')
    await ann.finds()
    expect((await ann.does('silent')).silent).toEqual([])
    new DiscoveringHost(second, 'Bob', 8080)
    await ann.finds('Bob')
  })

  test('go when the cable is pulled, and are there again when it is back', async () => {
    const { ann, bob } = await both()
    first.ip('link', 'set', 'lan0', 'down')
    await Promise.all([ann.finds(), bob.finds()])
    first.ip('link', 'set', 'lan0', 'up')
    await Promise.all([ann.finds('Bob'), bob.finds('Ann')])
  })

  test('stop within a second, though the network has just gone', async () => {
    const { ann } = await both()
    first.ip('link', 'delete', 'lan0')
    expect((await ann.does('stop', 1_000)).found).toEqual([])
  })

  test('follow each other to another address', async () => {
    const { ann } = await both()
    second.ip('address', 'add', '192.168.77.9/24', 'dev', 'lan0')
    second.ip('address', 'delete', `${SECOND}/24`, 'dev', 'lan0')
    second.ip('address', 'replace', '192.168.77.9/24', 'dev', 'lan0')
    await ann.next(({ found }) => found.some(({ origin }) => origin === 'http://192.168.77.9:8080'))
  })

  test('may share a name and a machine', async () => {
    const ann = new DiscoveringHost(first, 'Ann')
    const others = [new DiscoveringHost(second, 'Ann'), new DiscoveringHost(second, 'Ann')]
    const found = await ann.finds('Ann', 'Ann')
    expect(new Set(found.map(({ id }) => id)).size).toBe(2)
    await Promise.all(others.map((other) => other.finds('Ann', 'Ann')))
  })

  test('tell of a new name and passcode', async () => {
    const { ann, bob } = await both()
    await bob.does({ become: { name: 'Robert', hasPasscode: true } })
    expect(await ann.finds('Robert')).toMatchObject([{ hasPasscode: true }])
  })

  test('that announce themselves and cannot be reached are known', async () => {
    const ann = new DiscoveringHost(first, 'Ann')
    // Nothing that the second machine serves gets out.
    second.run('iptables', '-A', 'OUTPUT', '-p', 'tcp', '-o', 'lan0', '-j', 'DROP')
    const bob = new DiscoveringHost(second, 'Bob', 8080)
    await bob.next(() => true)
    let silent: HostLine['silent'] = []
    while (silent.length === 0) ({ silent } = await ann.does('silent'))
    expect(silent).toEqual([{ name: 'Bob', address: SECOND, port: 8080 }])
  })

  describe('of IPv6', () => {
    const ANN = 'fd00:77::1'
    const BOB = 'fd00:77::2'

    /** Each machine gets an address of IPv6, and loses the other one where it is to have no more. */
    function readdress(isAlone: boolean): void {
      for (const [machine, address] of [[first, ANN] as const, [second, BOB] as const]) {
        if (isAlone) machine.ip('address', 'flush', 'dev', 'lan0', 'scope', 'global')
        machine.ip('address', 'add', `${address}/64`, 'dev', 'lan0')
      }
    }

    test('alone find each other, go when they stop and are there again when they start', async () => {
      readdress(true)
      const { ann, bob, annsEntry, bobsEntry } = await both()
      expect([annsEntry?.origin, bobsEntry?.origin]).toEqual([`http://[${ANN}]:8080`, `http://[${BOB}]:8080`])
      expect(v.is(FoundHostSchema, annsEntry)).toBe(true)
      await bob.does('stop')
      await ann.finds()
      await bob.does('start')
      await Promise.all([ann.finds('Bob'), bob.finds('Ann')])
      await bob.end('SIGTERM')
      await ann.finds()
    })

    test('and IPv4 find each other once, by IPv4, and by the other where that goes', async () => {
      readdress(false)
      const { ann } = await both()
      await ann.findsOneAt(`http://${SECOND}:8080`)
      second.ip('address', 'delete', `${SECOND}/24`, 'dev', 'lan0')
      await ann.findsOneAt(`http://[${BOB}]:8080`)
    })
  })

  describe('that drops multicast', () => {
    beforeEach(() => {
      for (const machine of [first, second]) machine.run('iptables', '-A', 'OUTPUT', '-d', '224.0.0.0/4', '-j', 'DROP')
    })

    test('find each other when a person looks', async () => {
      const ann = new DiscoveringHost(first, 'Ann', 8080)
      const bob = new DiscoveringHost(second, 'Bob', 8080)
      // Each is asked once, so both must be there.
      await Promise.all([ann.next(() => true), bob.next(() => true)])
      await Promise.all([ann.does('look'), bob.does('look')])
      const [[bobsEntry]] = await Promise.all([ann.finds('Bob'), bob.finds('Ann')])
      expect(bobsEntry?.origin).toBe(`http://${SECOND}:8080`)
      await bob.end('SIGKILL')
      await ann.finds()
    })
  })

  describe('and a stranger', () => {
    let stranger: LanProcess<StrangerLine, StrangerOrder>

    beforeEach(async () => {
      second.ip('address', 'add', `${STRANGER}/24`, 'dev', 'lan0')
      stranger = new LanProcess(second.prefix, 'mdns-stranger.ts', STRANGER)
      onTestFinished(() => stranger.end())
      await stranger.next((line) => 'ready' in line)
    })

    test('who hears nothing private', async () => {
      first.plug('eth1', '10.11.12.13/24')
      new DiscoveringHost(first, 'Ann', 8080)
      const packets = Array.from({ length: 3 }, async () => {
        const line = await stranger.next((line) => 'from' in line && line.from === FIRST)
        return Buffer.from('packet' in line ? line.packet : '', 'base64').toString('latin1')
      })
      const heard = (await Promise.all(packets)).join()
      expect(heard).toContain('name=Ann')
      expect(heard).toContain(String.fromCharCode(...FIRST.split('.').map(Number)))
      for (const secret of [hostname(), userInfo().username]) expect(heard).not.toContain(secret)
      expect(heard).not.toContain(String.fromCharCode(10, 11, 12, 13))
    })

    test.each([
      ['answers as no host would', hostileAnswers],
      ['sends what no host would', hostilePackets],
    ])('who %s changes nothing', async (_, hostile) => {
      const ann = new DiscoveringHost(first, 'Ann', 8080)
      const bob = new DiscoveringHost(second, 'Bob', 8080, SECOND)
      const [bobsEntry] = await ann.finds('Bob')
      for (const order of hostile(bobsEntry?.id ?? '')) stranger.order(order)
      stranger.order('tell')
      await stranger.next((line) => 'ready' in line)

      // The next that Ann hears of is a host that comes after all that.
      const last = new DiscoveringHost(second, 'Last', 8081, SECOND)
      const { found } = await ann.next(() => true)
      expect(found.map(({ origin }) => origin)).toEqual([`http://${SECOND}:8080`, `http://${SECOND}:8081`])
      for (const host of [ann, bob, last]) expect(host.isRunning).toBe(true)
    })
  })
})

const cardOf = (name: unknown, more = {}) => JSON.stringify({ name, version: '1.2.3', hasPasscode: false, ...more })

/** The records of a host, some claims in place of proper ones. */
function recordsOf(label: string, { port = 1, txt = ['name=x'] as unknown, ttl = 120 } = {}): object[] {
  const instance = `${label}.${SERVICE}`
  return [
    { name: SERVICE, type: 'PTR', ttl, data: instance },
    { name: instance, type: 'SRV', ttl, data: { port, target: 'x.local' } },
    { name: instance, type: 'TXT', ttl, data: txt },
    { name: 'x.local', type: 'A', ttl, data: '8.8.8.8' },
  ]
}

/** Things that answer where a host should, each on a port that is announced as well. */
function hostileAnswers(): StrangerOrder[] {
  const answers: [status: number, headers: Record<string, string>, body: string][] = [
    [200, {}, ''],
    [200, {}, '<script>alert(1)</script>'],
    [200, {}, cardOf('\u202eevil')],
    [200, {}, cardOf('a\u0000b')],
    [200, {}, cardOf('x'.repeat(10_000))],
    [200, {}, cardOf({})],
    [200, {}, cardOf('x', { version: '<b>' })],
    [200, {}, cardOf('x', { more: 'x'.repeat(100_000) })],
    [404, {}, cardOf('x')],
    [302, { location: `http://${SECOND}:8080/` }, ''],
  ]
  return answers.flatMap(([status, headers, body], index) => [
    { port: 9000 + index, status, headers, body },
    { records: recordsOf(`answer ${index}`, { port: 9000 + index }) },
  ])
}

function hostilePackets(instance: string): StrangerOrder[] {
  const names = ['\u202eevil', 'a\u0000b', '<img src=x onerror=alert(1)>', 'x'.repeat(240), '', '\u2028', '__proto__']
  const records = [
    ...names.map((name) => recordsOf('name', { txt: [`name=${name}`] })),
    ...[0, 65_535].map((port) => recordsOf('port', { port })),
    recordsOf('\u202e\u0007<b>'),
    recordsOf('x'.repeat(63)),
    // Not one label by far, so not even a packet.
    recordsOf('x'.repeat(10_000)),
    recordsOf('txt', { txt: ['', '=', 'name', 'name='.repeat(40)] }),
    // A goodbye for somebody else.
    [{ name: SERVICE, type: 'PTR', ttl: 0, data: instance }],
    [{ name: SERVICE, type: 'PTR', ttl: 120, data: SERVICE }],
    [{ name: SERVICE, type: 'A', ttl: 120, data: FIRST }],
    Array.from({ length: 60 }, () => recordsOf('again')).flat(),
    ...Array.from({ length: 1_000 }, (_, index) => recordsOf(`flood ${index}`, { port: 10_000 + index })),
  ]
  const query = Buffer.from(`000000000001000000000000085f6c616e6c696e65045f746370056c6f63616c00000c0001`, 'hex')
  const bytes = [
    Buffer.alloc(0),
    Buffer.alloc(1),
    Buffer.alloc(12, 0xff),
    Buffer.alloc(9_000, 0xc0),
    Buffer.from('000084000000ffff00000000', 'hex'),
    ...Array.from(query, (_, length) => query.subarray(0, length)),
    ...Array<Buffer>(200).fill(query),
  ]
  return [...records.map((each) => ({ records: each })), ...bytes.map((each) => ({ bytes: each.toString('base64') }))]
}
