import '../../../helpers/page-globals.js'
import { signal } from '@preact/signals'
import { beforeEach, expect, test, vi } from 'vitest'
import type { RemotePeer } from '../../../../renderer/call/call.js'
import type { LinkState } from '../../../../renderer/call/peer-link.js'
import { CallCheck } from '../../../../renderer/state/call-check.js'
import type { Calling } from '../../../../renderer/state/calling.js'
import type { Doctor } from '../../../../renderer/state/doctor.js'

const peer = (id: string, name: string) => ({ id, name: signal(name), state: signal<LinkState>('connected') })

const ann = peer('ann', 'Ann')
const bob = peer('bob', 'Bob')
const peers = signal<readonly RemotePeer[]>([])
/** The names in the findings that stand. */
let found: Set<string>
let check: ReturnType<typeof vi.fn>
let callCheck: CallCheck

beforeEach(() => {
  ann.state.value = bob.state.value = 'connected'
  peers.value = [ann, bob] as unknown as RemotePeer[]
  found = new Set()
  check = vi.fn()
  const add: Doctor['add'] = ({ facts }) => {
    const { peer: name } = facts as { peer: string }
    found.add(name)
    return () => found.delete(name)
  }
  callCheck = new CallCheck({ peers } as unknown as Calling, { add, check } as unknown as Doctor)
})

test('who cannot be reached is a finding for as long as that is so, and the network is looked at once for each', () => {
  ann.state.value = 'interrupted'
  expect([callCheck.isShown.value, [...found]]).toEqual([false, []])
  ann.state.value = 'unreachable'
  expect([callCheck.isShown.value, [...found]]).toEqual([true, ['Ann']])
  expect(check).toHaveBeenCalledOnce()
  bob.state.value = 'unreachable'
  expect([...found]).toEqual(['Ann', 'Bob'])
  expect(check).toHaveBeenCalledTimes(2)
  ann.state.value = 'connected'
  expect([callCheck.isShown.value, [...found]]).toEqual([true, ['Bob']])
  peers.value = [ann] as unknown as RemotePeer[]
  expect([callCheck.isShown.value, [...found]]).toEqual([false, []])
  expect(check).toHaveBeenCalledTimes(2)
})

test('what the person has put away comes back only with someone else who cannot be reached', () => {
  ann.state.value = 'unreachable'
  callCheck.dismiss()
  ann.name.value = 'Anna'
  expect(callCheck.isShown.value).toBe(false)
  bob.state.value = 'unreachable'
  expect(callCheck.isShown.value).toBe(true)
})
