import { expect, test } from 'vitest'
import { ScreenMotion } from '../../../../../renderer/call/tuning/motion.js'

/** What is said of a screen each five seconds, in each of which it changes so many times a second. */
function watch(rates: readonly number[], { counts = true, sent = rates, motion = new ScreenMotion() } = {}) {
  const stats = { deliveredFrames: 0 }
  const track = { ...(counts && { stats }) } as unknown as MediaStreamTrack
  motion.look(track, 0, 0)
  return rates.map((rate, index) => {
    stats.deliveredFrames += 5 * rate
    return motion.look(track, sent[index] ?? 0, 5_000 * (index + 1))
  })
}

test('a screen shows a film while it changes often, and text while it hardly does', () => {
  expect(watch([28, 30])).toEqual(['detail', 'motion'])
  expect(watch([30, 30, 15, 30])).toEqual(['detail', 'motion', 'motion', 'motion'])
  expect(watch([30, 30, 2, 0])).toEqual(['detail', 'motion', 'motion', 'detail'])
  expect(watch([30, 5, 30, 5])).toEqual(['detail', 'detail', 'detail', 'detail'])
})

test('a film is one however few frames of it are sent', () => {
  expect(watch([24, 24, 24], { sent: [15, 5, 0] })).toEqual(['detail', 'motion', 'motion'])
})

test('a browser that does not count the frames of a track is gone by with what is sent', () => {
  expect(watch([28, 30, 2, 0], { counts: false })).toEqual(['detail', 'motion', 'motion', 'detail'])
})

test('what is shared next is text until it shows', () => {
  const motion = new ScreenMotion()
  watch([30, 30], { motion })
  expect(motion.look({} as MediaStreamTrack, 30, 10_001)).toBe('detail')
  expect(motion.look(null, 30, 20_000)).toBe('detail')
})

test('looks that follow at once, as those of many links do, tell no rate of their own', () => {
  const motion = new ScreenMotion()
  const track = {} as MediaStreamTrack
  const at = (ms: number) => motion.look(track, 30, ms)
  expect([0, 5_000, 5_010, 5_020].map(at)).toEqual(['detail', 'detail', 'detail', 'detail'])
  expect(at(10_000)).toBe('motion')
})
