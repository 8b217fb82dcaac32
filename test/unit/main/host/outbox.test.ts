import { expect, test } from 'vitest'
import { LIMITS } from '../../../../common/limits.js'
import { Outbox } from '../../../../main/host/outbox.js'

/** A packet that takes about this many bytes. */
const packet = (bytes: number): [string, string] => ['message', 'x'.repeat(bytes - '["message",""]'.length)]

test('what was put in comes out once, in order and as it was', () => {
  const outbox = new Outbox()
  outbox.put(['left', { id: 'b0b', name: 'Bob' }])
  outbox.put(['bye', 'standup'])
  outbox.put(['closing'])
  const packets = [['left', { id: 'b0b', name: 'Bob' }], ['bye', 'standup'], ['closing']]
  expect(outbox.empty()).toEqual({ packets, isWhole: true })
  expect(outbox.empty()).toEqual({ packets: [], isWhole: true })
})

test('it takes 256 packets, and says that there were more', () => {
  const outbox = new Outbox()
  for (let index = 0; index < 256; index++) outbox.put(['message', index])
  expect(outbox.empty()).toMatchObject({ packets: { length: 256 }, isWhole: true })
  for (let index = 0; index < 257; index++) outbox.put(['message', index])
  const { packets, isWhole } = outbox.empty()
  expect(packets).toEqual(Array.from({ length: 256 }, (_, index) => ['message', index]))
  expect(isWhole).toBe(false)
})

test('it takes two of the largest packets and not a byte more, counted as they are sent', () => {
  const outbox = new Outbox()
  outbox.put(packet(LIMITS.packetBytes))
  outbox.put(packet(LIMITS.packetBytes))
  expect(outbox.empty()).toMatchObject({ packets: { length: 2 }, isWhole: true })
  outbox.put(packet(LIMITS.packetBytes))
  outbox.put(packet(LIMITS.packetBytes + 1))
  expect(outbox.empty()).toMatchObject({ packets: { length: 1 }, isWhole: false })
  outbox.put(['message', '방'.repeat(LIMITS.packetBytes)])
  expect(outbox.empty()).toEqual({ packets: [], isWhole: false })
})

test('behind a packet that does not fit nothing is kept, until it was emptied', () => {
  const outbox = new Outbox()
  outbox.put(['message', 'before'])
  outbox.put(packet(3 * LIMITS.packetBytes))
  outbox.put(['message', 'behind'])
  expect(outbox.empty()).toEqual({ packets: [['message', 'before']], isWhole: false })
  outbox.put(['message', 'anew'])
  expect(outbox.empty()).toEqual({ packets: [['message', 'anew']], isWhole: true })
})
