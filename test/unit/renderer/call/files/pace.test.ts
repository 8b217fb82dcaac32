import { expect, test, vi } from 'vitest'
import { FREE, nextPace, Pacer } from '../../../../../renderer/call/files/pace.js'

const MB = 1_000_000

test('a call whose round trip stays as it was holds nothing back', () => {
  let pace = FREE
  for (const roundTripMs of [12, 10, 30, 45]) pace = nextPace(pace, { roundTripMs, sent: 50 * MB, seconds: 1 })
  expect(pace.rate).toBe(FREE.rate)
})

test('files give way while the round trip grows, and come back little by little after it', () => {
  let pace = nextPace(FREE, { roundTripMs: 10, sent: 0, seconds: 1 })
  pace = nextPace(pace, { roundTripMs: 200, sent: 50 * MB, seconds: 1 })
  expect(pace.rate).toBe(30 * MB)
  pace = nextPace(pace, { roundTripMs: 150, sent: 30 * MB, seconds: 1 })
  expect(pace.rate).toBe(18 * MB)
  pace = nextPace(pace, { roundTripMs: 12, sent: 18 * MB, seconds: 1 })
  expect(pace.rate).toBeCloseTo(21.6 * MB)
})

test('a file goes on however full the network is', () => {
  let pace = nextPace(FREE, { roundTripMs: 10, sent: 0, seconds: 1 })
  for (let second = 0; second < 60; second++) pace = nextPace(pace, { roundTripMs: 900, sent: pace.rate, seconds: 1 })
  expect(pace.rate).toBeGreaterThanOrEqual(128 * 1024)
})

test('a path that became longer for good is taken for the usual one after a while', () => {
  let pace = nextPace(FREE, { roundTripMs: 5, sent: 0, seconds: 1 })
  for (let second = 0; second < 300; second++) pace = nextPace(pace, { roundTripMs: 120, sent: pace.rate, seconds: 1 })
  expect(pace.rate).toBeGreaterThan(128 * 1024)
})

test('files that are not sent are not what fills the network', () => {
  let pace = nextPace(FREE, { roundTripMs: 10, sent: 0, seconds: 1 })
  pace = nextPace(pace, { roundTripMs: 500, sent: 0, seconds: 1 })
  expect(pace.rate).toBe(FREE.rate)
})

test('files come back as fast however seldom a round trip is measured', () => {
  const slow = { rate: 10 * MB, calmMs: 10 }
  let pace = slow
  for (let second = 0; second < 4; second++) pace = nextPace(pace, { roundTripMs: 10, sent: pace.rate, seconds: 1 })
  expect(nextPace(slow, { roundTripMs: 10, sent: slow.rate, seconds: 4 }).rate).toBeCloseTo(pace.rate)
})

test('a file that has just begun gives way by what it would send in a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  const pacer = new Pacer()
  pacer.heed(10)
  await vi.advanceTimersByTimeAsync(4_800)
  await pacer.pass(MB)
  await vi.advanceTimersByTimeAsync(200)
  pacer.heed(500)
  vi.useRealTimers()
  expect(pacer.rate).toBe(0.6 * 5 * MB)
})

test('a pacer lets go what its rate allows', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  const pacer = new Pacer()
  pacer.heed(10)
  await pacer.pass(MB)
  await vi.advanceTimersByTimeAsync(1_000)
  pacer.heed(500)
  expect(pacer.rate).toBe(0.6 * MB)
  let passed = 0
  const passing = [1, 2].map(() => pacer.pass(0.6 * MB).then(() => passed++))
  await vi.advanceTimersByTimeAsync(500)
  expect(passed).toBe(1)
  await vi.advanceTimersByTimeAsync(600)
  await Promise.all(passing)
  vi.useRealTimers()
  expect(passed).toBe(2)
})
