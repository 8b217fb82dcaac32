import { expect, test } from 'vitest'
import type { KnockReply } from '../../../../common/knock.js'
import { findWayIn, type WayIn } from '../../../../main/doctor/way-in.js'
import { fakeSystem, LAN } from '../../../helpers/fake-system.js'

const KEY = 'k'.repeat(43)
const OPEN: KnockReply = { isReached: true, key: KEY }
const SHUT: KnockReply = { isReached: false }

const wayIn: WayIn = {
  addresses: [LAN],
  ports: [8080, 8443],
  doors: [
    { port: 8080, isSecure: false },
    { port: 8443, isSecure: true },
  ],
  neighbours: [{ name: 'Bob', origin: 'http://192.168.1.8:8080' }],
  key: KEY,
}

type Word = KnockReply | undefined | Error

/** Finds with what each neighbour, by its origin, says of both doors, on a machine whose rules drop all or nothing. */
function find(words: Record<string, readonly [Word, Word]>, rules: 'DROP' | 'ACCEPT', changes: Partial<WayIn> = {}) {
  const system = fakeSystem({
    outputs: { 'iptables -S': `-P INPUT ${rules}\n` },
    askToKnock: async (origin, { isSecure }) => {
      const word = words[origin]?.[isSecure ? 1 : 0]
      if (word instanceof Error) throw word
      return word
    },
  })
  return findWayIn(system, { ...wayIn, ...changes })
}

const BOB = 'http://192.168.1.8:8080'
const CEM = 'http://192.168.1.9:8080'
const both = [
  { name: 'Bob', origin: BOB },
  { name: 'Cem', origin: CEM },
]

test('a neighbour who gets in outweighs rules that seem to keep others out', async () => {
  expect(await find({}, 'DROP')).toMatchObject([{ code: 'firewall-likely' }])
  expect(await find({ [BOB]: [OPEN, OPEN] }, 'DROP')).toEqual([])
})

test('a neighbour who does not get in outweighs rules that seem to let others in', async () => {
  expect(await find({ [BOB]: [SHUT, SHUT] }, 'ACCEPT')).toEqual([
    { code: 'shut-out', facts: { neighbour: 'Bob', ports: '8080, 8443' }, commands: [] },
  ])
  const [finding] = await find({ [BOB]: [OPEN, SHUT] }, 'DROP')
  expect(finding?.facts).toEqual({ neighbour: 'Bob', ports: '8443' })
  expect(finding?.commands[0]).toContain('iptables')
})

test('of several neighbours the one who gets in furthest is believed', async () => {
  expect(await find({ [BOB]: [SHUT, SHUT], [CEM]: [OPEN, OPEN] }, 'DROP', { neighbours: both })).toEqual([])
})

test.each<[string, readonly [Word, Word]]>([
  ['knows no knocking', [undefined, undefined]],
  ['does not answer', [new Error('late'), OPEN]],
  ['came to another host', [{ isReached: true, key: 'o'.repeat(43) }, OPEN]],
])('the rules are gone by where a neighbour %s', async (_, words) => {
  expect(await find({ [BOB]: words }, 'DROP')).toMatchObject([{ code: 'firewall-likely' }])
})

test('nobody is asked where there is no host yet', async () => {
  expect(await find({ [BOB]: [SHUT, SHUT] }, 'ACCEPT', { doors: [] })).toEqual([])
})
