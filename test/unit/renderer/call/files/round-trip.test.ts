import { expect, test } from 'vitest'
import { RoundTrips } from '../../../../../renderer/call/files/round-trip.js'

const PATH = { id: 'path', type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.004 }

test('sound and picture tell of the round trip, the slower of them', () => {
  const heard = { id: 'heard', type: 'remote-inbound-rtp', roundTripTime: 0.012 }
  const seen = { id: 'seen', type: 'remote-inbound-rtp', roundTripTime: 0.03 }
  expect(new RoundTrips().latest([PATH, heard, seen])).toBe(30)
})

test('without any the path tells that is in use', () => {
  const other = { id: 'other', type: 'candidate-pair', nominated: false, currentRoundTripTime: 0.5 }
  const unheard = { id: 'heard', type: 'remote-inbound-rtp', roundTripTime: 0 }
  expect(new RoundTrips().latest([other, PATH, unheard])).toBe(4)
})

test('nothing tells where there is neither', () => {
  expect(new RoundTrips().latest([{ id: 'transport', type: 'transport' }])).toBeUndefined()
})

test('one that was measured once is told once', () => {
  const trips = new RoundTrips()
  const heard = { id: 'heard', type: 'remote-inbound-rtp', roundTripTime: 0.5, roundTripTimeMeasurements: 3 }
  const seen = { id: 'seen', type: 'remote-inbound-rtp', roundTripTime: 0.03, roundTripTimeMeasurements: 3 }
  expect(trips.latest([heard, seen])).toBe(500)
  expect(trips.latest([heard, { ...seen, roundTripTimeMeasurements: 4 }])).toBe(30)
  // The path tells something else, and is not asked meanwhile.
  expect(trips.latest([heard, { ...seen, roundTripTimeMeasurements: 4 }, PATH])).toBeUndefined()
  expect(trips.latest([{ ...heard, roundTripTimeMeasurements: 4 }])).toBe(500)
})

test('one of a path that was measured once is told once', () => {
  const trips = new RoundTrips()
  expect(trips.latest([{ ...PATH, responsesReceived: 1 }])).toBe(4)
  expect(trips.latest([{ ...PATH, responsesReceived: 1 }])).toBeUndefined()
  expect(trips.latest([{ ...PATH, responsesReceived: 2 }])).toBe(4)
})
