import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Histogram } from '../../../../tools/bench/histogram.js'

const of = (values: readonly number[]) => {
  const histogram = new Histogram()
  for (const value of values) histogram.add(value)
  return histogram
}

describe('Histogram', () => {
  it('has no percentiles while it is empty', () => {
    expect(new Histogram().percentile(0.5)).toBeUndefined()
    expect(new Histogram().max).toBe(0)
  })

  it('gives percentiles at most 1/32 above the exact ones, and never below', () => {
    const values = fc.array(fc.integer({ min: 0, max: 2 ** 27 - 1 }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const sorted = [...all].sort((a, b) => a - b)
        const exact = sorted[Math.max(0, Math.ceil(share * all.length) - 1)] ?? 0
        const told = of(all).percentile(share) ?? -1
        expect(told).toBeGreaterThanOrEqual(exact)
        expect(told).toBeLessThanOrEqual(exact * (1 + 1 / 32))
      }),
    )
  })

  it('keeps the count and the largest value exact', () => {
    const histogram = of([3, 100_003, 17])
    expect(histogram.total).toBe(3)
    expect(histogram.max).toBe(100_003)
    expect(histogram.percentile(1)).toBe(100_003)
  })

  it('counts what is too short or too long as the shortest or longest there is', () => {
    const histogram = of([-5, 1e12])
    expect(histogram.percentile(0)).toBe(0)
    expect(histogram.max).toBe(2 ** 27 - 1)
  })

  it('merges to what it would be with all values', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1e6 }))
    fc.assert(
      fc.property(values, values, (first, second) => {
        const merged = of(first)
        merged.merge(of(second).toSparse())
        expect(merged.toSparse()).toEqual(of([...first, ...second]).toSparse())
        expect(merged.total).toBe(first.length + second.length)
      }),
    )
  })

  it('is empty again when cleared', () => {
    const histogram = of([1, 2, 3])
    histogram.clear()
    expect(histogram.toSparse()).toEqual({ counts: [], max: 0 })
    expect(histogram.total).toBe(0)
  })
})
