import { expect, test } from 'vitest'
import { roundTripOf } from '../../../../../renderer/call/files/round-trip.js'

const PATH = { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.004 }

test('sound and picture tell of the round trip, the slower of them', () => {
  const heard = { type: 'remote-inbound-rtp', roundTripTime: 0.012 }
  const seen = { type: 'remote-inbound-rtp', roundTripTime: 0.03 }
  expect(roundTripOf([PATH, heard, seen])).toBe(30)
})

test('without any the path tells that is in use', () => {
  const other = { type: 'candidate-pair', nominated: false, currentRoundTripTime: 0.5 }
  expect(roundTripOf([other, PATH, { type: 'remote-inbound-rtp', roundTripTime: 0 }])).toBe(4)
})

test('nothing tells where there is neither', () => {
  expect(roundTripOf([{ type: 'transport' }])).toBeUndefined()
})
