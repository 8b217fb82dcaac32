import { expect, test } from 'vitest'
import type { HostFacts } from '../../../../common/control.js'
import { onAddressChange } from '../../../../main/app/address-change.js'

const CABLE = '192.168.1.5'
const WIFI = '192.168.2.7'

function watch(addresses: string[]) {
  let facts: HostFacts = { name: 'Ann', version: '0.1.0', hasPasscode: false, port: 8080, addresses }
  let listener = () => {}
  let changes = 0
  const host = {
    facts: () => facts,
    onChange: (heard: () => void) => {
      listener = heard
    },
  }
  onAddressChange(host, () => {
    changes++
  })
  /** Has the host tell these facts; gives the changes that have come of all so far. */
  return (others: Partial<HostFacts>): number => {
    facts = { ...facts, ...others }
    listener()
    return changes
  }
}

test('a network that comes, goes or is another is told', () => {
  const tell = watch([CABLE])
  expect(tell({ addresses: [CABLE, WIFI] })).toBe(1)
  expect(tell({ addresses: [WIFI] })).toBe(2)
  expect(tell({ addresses: ['192.168.2.8'] })).toBe(3)
  expect(tell({ addresses: [] })).toBe(4)
  expect(tell({ addresses: [CABLE] })).toBe(5)
})

test('nothing is told of the addresses to begin with, of their order, or of what else changes', () => {
  const tell = watch([CABLE, WIFI])
  expect(tell({})).toBe(0)
  expect(tell({ addresses: [WIFI, CABLE] })).toBe(0)
  expect(tell({ hasPasscode: true })).toBe(0)
  expect(tell({ addresses: [WIFI] })).toBe(1)
})
