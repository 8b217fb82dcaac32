import { describe, expect, test } from 'vitest'
import type { Packet } from '../../../../../main/doctor/firewall/firewall.js'
import { readNftables } from '../../../../../main/doctor/firewall/nftables.js'
import { fakeSystem } from '../../../../helpers/fake-system.js'
import { PACKET } from './packet.js'

const PLACE = { interface: 'wlan0', address: '192.168.1.5', network: '192.168.1.0/24' }

const read = (ruleset: unknown) =>
  readNftables(fakeSystem({ outputs: { 'nft -j list ruleset': JSON.stringify(ruleset) } }), PLACE)

const chain = (name: string, more: object = {}) => ({
  chain: { family: 'inet', table: 'filter', name, handle: 1, ...more },
})
const input = (policy: string, more: object = {}) =>
  chain('input', { type: 'filter', hook: 'input', prio: 0, policy, ...more })
const rule = (name: string, ...expr: object[]) => ({
  rule: { family: 'inet', table: 'filter', chain: name, handle: 2, expr },
})
const match = (left: object, right: unknown, op = '==') => ({ match: { op, left, right } })

const TCP_PORT = { payload: { protocol: 'tcp', field: 'dport' } }
const SOURCE = { payload: { protocol: 'ip', field: 'saddr' } }
const IIFNAME = { meta: { key: 'iifname' } }
const STATE = { ct: { key: 'state' } }
const FLAGS = { '&': [{ payload: { protocol: 'tcp', field: 'flags' } }, ['fin', 'syn', 'rst', 'ack']] }
const ACCEPT = { accept: null }
const DROP = { drop: null }
const COUNTER = { counter: { packets: 0, bytes: 0 } }

/** As `nft -j list ruleset` of version 1.0.6 prints it. */
const SERVER = {
  nftables: [
    { metainfo: { version: '1.0.6', release_name: 'Lester Gooch #5', json_schema_version: 1 } },
    { table: { family: 'inet', name: 'filter', handle: 1 } },
    { set: { family: 'inet', name: 'lan', table: 'filter', type: 'ipv4_addr', handle: 3, flags: ['interval'] } },
    input('drop'),
    chain('web'),
    rule('input', {
      vmap: {
        key: STATE,
        data: {
          set: [
            ['invalid', DROP],
            ['established', ACCEPT],
          ],
        },
      },
    }),
    rule('input', match(IIFNAME, 'lo'), ACCEPT),
    rule('input', match(STATE, ['established', 'related'], 'in'), ACCEPT),
    rule('input', match({ payload: { protocol: 'ip', field: 'protocol' } }, 'icmp'), ACCEPT),
    rule('input', match({ meta: { key: 'l4proto' } }, 'ipv6-icmp'), ACCEPT),
    rule('input', match(TCP_PORT, { set: [22, 80, { range: [9000, 9010] }] }), ACCEPT),
    rule(
      'input',
      match(SOURCE, { prefix: { addr: '192.168.1.0', len: 24 } }),
      match({ payload: { protocol: 'udp', field: 'dport' } }, 5353),
      ACCEPT,
    ),
    rule('input', match(SOURCE, '@lan'), match(TCP_PORT, 8443), ACCEPT),
    rule('input', {
      vmap: {
        key: TCP_PORT,
        data: {
          set: [
            [25, DROP],
            [8080, { jump: { target: 'web' } }],
          ],
        },
      },
    }),
    rule('input', { limit: { rate: 5, burst: 5, per: 'second' } }, COUNTER, { log: { prefix: 'in ' } }),
    rule('input', match({ fib: { result: 'type', flags: ['daddr'] } }, 'broadcast'), ACCEPT),
    rule('input', match({ meta: { key: 'pkttype' } }, 'multicast'), ACCEPT),
    rule('input', match(FLAGS, 'syn'), match(STATE, 'new', 'in'), COUNTER, { reject: { type: 'tcp reset' } }),
    rule('web', match(SOURCE, { set: [{ prefix: { addr: '10.0.0.0', len: 8 } }, '192.168.1.9'] }), ACCEPT),
    rule('web', { return: null }),
  ],
}

test.each<[boolean, Partial<Packet>]>([
  [true, {}],
  [false, { source: '192.168.1.9' }],
  [false, { source: '10.1.2.3' }],
  // Whether the address is in the set is not looked up.
  [false, { port: 8443 }],
  [true, { port: 25 }],
  [false, { port: 22 }],
  [false, { port: 9005 }],
  [true, { port: 9011 }],
  [false, { port: 1, interface: 'lo' }],
  [false, { protocol: 'udp', port: 5353 }],
  [true, { protocol: 'udp', port: 22 }],
  [true, { protocol: 'udp', port: 5353, source: '192.168.2.5' }],
])('whether a server drops: %s for %o', async (drops, packet) => {
  expect((await read(SERVER)).drops({ ...PACKET, ...packet })).toBe(drops)
})

describe('the packet is', () => {
  test.each<[string, boolean, unknown[]]>([
    ['accepted without rules', false, []],
    ['accepted where nothing else is said', false, [chain('input', { type: 'filter', hook: 'input', prio: 0 })]],
    ['dropped by default', true, [input('drop')]],
    ['dropped by one of two chains', true, [input('accept'), input('drop', { name: 'second', prio: 10 })]],
    [
      'accepted where only others are dropped',
      false,
      [input('drop', { family: 'ip6' }), input('drop', { hook: 'forward' })],
    ],
    ['accepted where addresses are translated', false, [input('drop', { type: 'nat' })]],
    ['dropped by its interface', true, [input('accept'), rule('input', match(IIFNAME, 'wl*'), DROP)]],
    ['dropped as of no other interface', true, [input('accept'), rule('input', match(IIFNAME, ['eth0'], '!='), DROP)]],
    [
      'accepted after a goto',
      false,
      [input('accept'), chain('a'), rule('input', { goto: { target: 'a' } }), rule('input', DROP)],
    ],
    ['accepted where it may be', false, [input('drop'), rule('input', { xt: null }, ACCEPT)]],
    ['accepted where it may not be dropped', false, [input('accept'), rule('input', match({ new: {} }, 1), DROP)]],
    [
      'accepted by a rule about marks',
      false,
      [input('accept'), rule('input', match({ meta: { key: 'mark' } }, 1), DROP)],
    ],
    ['accepted by a comparison', false, [input('accept'), rule('input', match(TCP_PORT, 1024, '>'), DROP)]],
    [
      'accepted where a map is named',
      false,
      [input('accept'), rule('input', { vmap: { key: TCP_PORT, data: '@ports' } })],
    ],
  ])('%s', async (_, drops, nftables) => {
    expect((await read({ nftables })).drops(PACKET)).toBe(drops)
  })
})

test('what lets others in goes into the chain that keeps them out', async () => {
  const firewall = await read({
    nftables: [input('accept'), input('drop', { family: 'ip', table: 'mine', name: 'in' })],
  })
  expect(firewall.openPorts([8080])).toEqual([
    "sudo nft 'insert rule ip mine in ip saddr 192.168.1.0/24 tcp dport { 8080 } accept'",
    "sudo nft 'insert rule ip mine in ip saddr 192.168.1.0/24 udp dport { 5353, 32768-60999 } accept'",
  ])
  expect(firewall.openMulticast()).toEqual([
    "sudo nft 'insert rule ip mine in ip saddr 192.168.1.0/24 udp dport 5353 accept'",
  ])
  expect((await read({ nftables: [input('accept')] })).openMulticast()).toEqual([])
})

test('what is no ruleset cannot be read', async () => {
  await expect(read({ tables: [] })).rejects.toThrow()
  await expect(readNftables(fakeSystem(), PLACE)).rejects.toThrow()
})
