import '../../../helpers/page-globals.js'
import { type Signal, signal } from '@preact/signals'
import { beforeEach, expect, test, vi } from 'vitest'
import type { RemotePeer } from '../../../../renderer/call/call.js'
import type { LinkState } from '../../../../renderer/call/peer-link.js'
import type { Doctor } from '../../../../renderer/state/doctor.js'
import { watchUnreachable } from '../../../../renderer/state/unreachable.js'

const peer = (id: string, name: string) => ({
  id,
  name: signal(name),
  state: signal<LinkState>('connected'),
  report: async () => ({
    entries: ['local', 'remote'].map((side) => ({
      type: `${side}-candidate`,
      candidateType: 'host',
      address: 'a.local',
    })),
  }),
})

let ann: ReturnType<typeof peer>
let bob: ReturnType<typeof peer>
let peers: Signal<readonly RemotePeer[]>
/** The names in the findings that stand, and what these are. */
let found: Set<string>
let codes: Set<string>
let check: ReturnType<typeof vi.fn>
let isShown: Signal<boolean>

beforeEach(() => {
  // New ones for each test, since what one of them has made goes on watching.
  ann = peer('ann', 'Ann')
  bob = peer('bob', 'Bob')
  peers = signal([ann, bob] as unknown as RemotePeer[])
  const names = new Set<string>()
  const kinds = new Set<string>()
  found = names
  codes = kinds
  check = vi.fn()
  const add: Doctor['add'] = ({ code, facts }) => {
    const { peer: name } = facts as { peer: string }
    names.add(name)
    kinds.add(`${name}: ${code}`)
    return () => {
      names.delete(name)
      kinds.delete(`${name}: ${code}`)
    }
  }
  isShown = signal(false)
  watchUnreachable(peers, { add, check } as unknown as Doctor, isShown, () => 'http://10.0.0.1:8080')
})

test('who cannot be reached is a finding for as long as that is so, and the network is looked at once for each', () => {
  ann.state.value = 'interrupted'
  expect([isShown.value, [...found]]).toEqual([false, []])
  ann.state.value = 'unreachable'
  expect([isShown.value, [...found]]).toEqual([true, ['Ann']])
  expect(check).toHaveBeenCalledOnce()
  bob.state.value = 'unreachable'
  expect([...found]).toEqual(['Ann', 'Bob'])
  expect(check).toHaveBeenCalledTimes(2)
  ann.state.value = 'connected'
  expect([isShown.value, [...found]]).toEqual([true, ['Bob']])
  peers.value = [ann] as unknown as RemotePeer[]
  expect([isShown.value, [...found]]).toEqual([false, []])
  expect(check).toHaveBeenCalledTimes(2)
})

test('what the person has put away comes back only with someone else who cannot be reached', () => {
  ann.state.value = 'unreachable'
  isShown.value = false
  ann.name.value = 'Anna'
  expect(isShown.value).toBe(false)
  bob.state.value = 'unreachable'
  expect(isShown.value).toBe(true)
})

test('why someone cannot be reached takes the place of that they cannot', async () => {
  ann.state.value = bob.state.value = 'unreachable'
  expect([...codes].sort()).toEqual(['Ann: no-ice-pair', 'Bob: no-ice-pair'])
  bob.state.value = 'connected'
  await vi.waitFor(() => expect([...codes]).toEqual(['Ann: addresses-hidden']))
  ann.state.value = 'connected'
  expect([...codes]).toEqual([])
})
