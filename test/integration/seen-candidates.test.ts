import { beforeEach, expect, test, vi } from 'vitest'
import { startHost } from '../helpers/host.js'

const SEEN_AT = '192.168.1.9'
const HOST = '192.168.1.5'
const seen = vi.hoisted(() => ({ address: '' }))
vi.mock('../../main/host/person.js', async (original) => ({
  ...(await original<typeof import('../../main/host/person.js')>()),
  addressOf: () => seen.address,
}))
vi.mock('../../main/lan/address.js', async (original) => ({
  ...(await original<typeof import('../../main/lan/address.js')>()),
  rankAddresses: () => [HOST, '10.0.0.7'].map((address) => ({ address, interface: 'eth0', reasons: [] })),
}))

beforeEach(() => {
  seen.address = SEEN_AT
})

const NAMED = { candidate: 'candidate:1 1 udp 2113937151 2f802eb0.local 42421 typ host', sdpMid: '0', sdpMLineIndex: 0 }

test('where a candidate hides its address, that peer and nobody else is told where the host sees the sender', async () => {
  const host = await startHost({ capacity: 3 })
  const { ann, bob, cem } = await host.enterAsPages('standup', 'ann', 'bob', 'cem')
  const { dan } = await host.enterAsPages('elsewhere', 'dan')
  expect(await ann.ask('signal', { to: bob.person.id, candidate: NAMED })).toEqual({ ok: true })
  expect(await bob.received()).toEqual([
    ['signal', { from: ann.person.id, candidate: NAMED }],
    [
      'signal',
      { from: ann.person.id, candidate: { ...NAMED, candidate: expect.stringContaining(` ${SEEN_AT} 42421 `) } },
    ],
  ])
  expect(await ann.ask('signal', { to: dan.person.id, candidate: NAMED })).toMatchObject({ code: 'no-such-peer' })
  for (const other of [ann, cem, dan]) expect(await other.received()).toEqual([])
})

test.each([
  ['0.0.0.0', [` ${HOST} 42421 `]],
  ['127.0.0.1', []],
])('who is on the machine of a host that is bound to %s is seen where the host is', async (address, told) => {
  seen.address = '127.0.0.1'
  const host = await startHost({ address })
  const { ann, bob } = await host.enterAsPages('standup', 'ann', 'bob')
  await ann.ask('signal', { to: bob.person.id, candidate: NAMED })
  const added = told.map((where) => ({ ...NAMED, candidate: expect.stringContaining(where) }))
  const signals = [NAMED, ...added].map((candidate) => ['signal', { from: ann.person.id, candidate }])
  expect(await bob.received()).toEqual(signals)
})

test('in the words of the tutorials nothing is added', async () => {
  const host = await startHost()
  const { ann, bob } = await host.enter('standup', 'ann', 'bob')
  const said = { type: 'candidate', label: 0, id: '0', candidate: NAMED.candidate }
  expect(await ann.ask('message', said)).toEqual({ ok: true })
  expect(await bob.received()).toEqual([['message', said]])
  const handedOn = { to: bob.id, candidate: NAMED }
  expect(await ann.ask('iceCandidate', handedOn)).toEqual({ ok: true })
  expect(await bob.received()).toEqual([['remoteIceCandidate', { ...handedOn, from: ann.id }]])
})
