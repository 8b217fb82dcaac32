import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SameRoom, STEP_MS } from '../../../../renderer/call/same-room.js'

const stepsIn = (seconds: number) => Math.round((seconds * 1_000) / STEP_MS)

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * The envelope of somebody who talks: syllables of 80 to 250 ms, of unequal loudness, three to twelve of them in a phrase,
 * short gaps between them and pauses of 0.2 to 1.5 s after it.
 */
function speech(seconds: number, seed: number): number[] {
  const random = randomOf(seed)
  const between = (low: number, high: number) => low + random() * (high - low)
  const steps: number[] = []
  const rest = (ms: number) => {
    for (let step = 0; step < ms / STEP_MS; step++) steps.push(0)
  }
  while (steps.length < stepsIn(seconds)) {
    for (let left = Math.floor(between(3, 13)); left > 0; left--) {
      const [length, loudness] = [Math.round(between(4, 12)), between(0.03, 0.3)]
      for (let step = 0; step < length; step++) steps.push(loudness * Math.sin((Math.PI * (step + 0.5)) / length))
      rest(between(0, 140))
    }
    rest(between(200, 1_500))
  }
  return steps.slice(0, stepsIn(seconds))
}

/** The same sound with a room's noise, each step of which is a little louder or quieter than the last. */
function noisy(steps: readonly number[], noise: number, seed: number): number[] {
  const random = randomOf(seed)
  return steps.map((level) => Math.hypot(level, noise * (0.7 + 0.6 * random())))
}

/** So much later, and quieter. */
const delayed = (steps: readonly number[], ms: number, gain = 1) => {
  const lag = Math.round(ms / STEP_MS)
  return steps.map((_level, index) => gain * (steps[index - lag] ?? 0))
}

/** After how many seconds it is said that both are in one room. */
function secondsUntilTold(own: readonly number[], received: readonly number[]): number | undefined {
  const room = new SameRoom()
  const at = own.findIndex((level, index) => room.hear(level, received[index] ?? 0))
  return at < 0 ? undefined : (at * STEP_MS) / 1_000
}

const seed = fc.integer()

describe('two machines in one room', () => {
  test('are known within 20 seconds, whatever the delay and with noise', () => {
    const delay = fc.integer({ min: 20, max: 400 })
    const noise = fc.double({ min: 0, max: 0.01, noNaN: true })
    const gain = fc.double({ min: 0.3, max: 2, noNaN: true })
    fc.assert(
      fc.property(seed, delay, noise, gain, (ofSpeech, ms, ofNoise, loudness) => {
        const said = speech(25, ofSpeech)
        const own = noisy(said, ofNoise, ofSpeech + 1)
        const received = noisy(delayed(said, ms, loudness), ofNoise, ofSpeech + 2)
        expect(secondsUntilTold(own, received)).toBeLessThan(20)
      }),
      { numRuns: 200 },
    )
  })

  test('are still known where both people of the room talk by turns', () => {
    const said = speech(20, 1).map((level, index) => level + (speech(20, 2)[index] ?? 0))
    expect(secondsUntilTold(said, delayed(said, 120))).toBeLessThan(15)
  })
})

describe('two machines in two rooms', () => {
  test('are not taken for such in ten minutes of two people who both talk all the time', () => {
    fc.assert(
      fc.property(seed, seed, (one, other) => {
        fc.pre(one !== other)
        const received = noisy(speech(600, other), 0.003, other + 1)
        expect(secondsUntilTold(noisy(speech(600, one), 0.003, one + 1), received)).toBeUndefined()
      }),
      { numRuns: 6 },
    )
  })

  test('are not while people talk by turns, nor where nobody does', () => {
    const [ann, bob] = [speech(600, 1), speech(600, 2)]
    const isAnnsTurn = (index: number) => Math.floor((index * STEP_MS) / 8_000) % 2 === 0
    const own = ann.map((level, index) => (isAnnsTurn(index) ? level : 0))
    const received = bob.map((level, index) => (isAnnsTurn(index) ? 0 : level))
    expect(secondsUntilTold(noisy(own, 0.002, 3), noisy(received, 0.002, 4))).toBeUndefined()
    const silence = ann.map(() => 0)
    expect(secondsUntilTold(noisy(silence, 0.02, 5), noisy(silence, 0.02, 6))).toBeUndefined()
    expect(secondsUntilTold(silence, silence)).toBeUndefined()
  })

  test('are not where the same device beeps in both', () => {
    const beeps = Array.from({ length: stepsIn(60) }, (_, step) => (step % 25 < 5 ? 0.3 : 0))
    expect(secondsUntilTold(beeps, delayed(beeps, 100))).toBeUndefined()
  })

  test('are not where what comes in was said here long before, or comes later', () => {
    const said = speech(60, 7)
    expect(secondsUntilTold(said, delayed(said, 3_000))).toBeUndefined()
    expect(secondsUntilTold(delayed(said, 1_000), said)).toBeUndefined()
  })
})
