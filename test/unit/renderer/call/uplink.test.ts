import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BUDGET,
  type Demand,
  FULL_STRENGTH,
  type Share,
  type Supply,
  shareOut,
  strengthAfter,
} from '../../../../renderer/call/uplink.js'

const ALL: Demand = { camera: undefined, screen: undefined, isPoor: false }
const CAMERA: Supply = { quality: 'auto', camera: 1080, screen: undefined }
const SCREEN = { width: 3840, height: 2160, hint: 'detail' } as const
const FILM = { width: 1920, height: 1080, hint: 'motion' } as const

const people = (count: number, demand: Partial<Demand> = {}) =>
  Array.from({ length: count }, () => ({ ...ALL, ...demand }))
const linesOf = ({ camera }: Share, supply: Supply) =>
  camera.isActive ? Math.round((supply.camera ?? 0) / camera.scaleDownBy) : 0
const bitrateOf = (shares: readonly Share[]) =>
  shares.reduce((sum, { camera, screen }) => sum + camera.maxBitrate + screen.maxBitrate, 0)
const pixelsOf = (shares: readonly Share[], supply: Supply) =>
  shares.reduce((sum, { camera, screen }) => {
    const lines = (supply.camera ?? 0) / camera.scaleDownBy
    const ofScreen = supply.screen ? (supply.screen.width * supply.screen.height) / screen.scaleDownBy ** 2 : 0
    return sum + ((lines * lines * 16) / 9) * camera.maxFramerate + ofScreen * screen.maxFramerate
  }, 0)

describe('one other person', () => {
  test.each([
    ['auto', 1080, 8_000_000, 30],
    ['high', 1080, 16_000_000, 30],
    ['saving', 360, 500_000, 15],
  ] as const)('gets in the quality "%s" %d lines at up to %d bits and %d pictures per second', (quality, ...gets) => {
    const supply = { ...CAMERA, quality }
    const [share] = shareOut([ALL], supply) as [Share]
    expect([linesOf(share, supply), share.camera.maxBitrate, share.camera.maxFramerate]).toEqual(gets)
  })

  test('gets all the lines there are where the camera has fewer', () => {
    const supply = { ...CAMERA, camera: 720 }
    const [share] = shareOut([ALL], supply) as [Share]
    expect(share.camera).toMatchObject({ scaleDownBy: 1, maxBitrate: 4_000_000 })
  })

  test('gets fewer where the machine is weaker, whatever the quality', () => {
    for (const quality of ['auto', 'high'] as const) {
      const supply = { ...CAMERA, quality }
      const half = shareOut([ALL], supply, { ...BUDGET, pixels: BUDGET.pixels / 2 }) as [Share]
      expect(linesOf(half[0], supply)).toBe(720)
    }
  })

  test('gets no more than they show, and nothing of what is out of sight', () => {
    const supply: Supply = { ...CAMERA, quality: 'high', screen: SCREEN }
    const [small, none] = shareOut(
      [
        { ...ALL, camera: 300 },
        { ...ALL, camera: 0, screen: 0 },
      ],
      supply,
    ) as [Share, Share]
    expect(linesOf(small, supply)).toBe(360)
    expect([none.camera.isActive, none.screen.isActive]).toEqual([false, false])
  })

  test('gets little of pictures on a poor connection, so that sound gets through', () => {
    const [share] = shareOut([{ ...ALL, isPoor: true }], { ...CAMERA, quality: 'high' }) as [Share]
    expect(share.camera).toMatchObject({ isActive: true, maxBitrate: 500_000, maxFramerate: 15 })
  })

  test('gets a screen of 1080p whole, at 30 pictures per second', () => {
    const supply = { ...CAMERA, camera: undefined, screen: { ...SCREEN, width: 1920, height: 1080 } }
    const [share] = shareOut([ALL], supply) as [Share]
    expect(share.screen).toMatchObject({ scaleDownBy: 1, maxFramerate: 30, maxBitrate: 20_000_000 })
  })

  test('gets every line of a 4K screen, with fewer pictures per second', () => {
    const [share] = shareOut([ALL], { ...CAMERA, camera: undefined, screen: SCREEN }) as [Share]
    expect(share.screen.scaleDownBy).toBe(1)
    expect(share.screen.maxFramerate).toBeGreaterThanOrEqual(5)
  })
})

test.each([
  [1, 1080],
  [2, 720],
  [3, 540],
  [7, 360],
])('%d others get at least %d lines, within the budget', (count, lines) => {
  const shares = shareOut(people(count), CAMERA)
  for (const share of shares) expect(linesOf(share, CAMERA)).toBeGreaterThanOrEqual(lines)
  expect(pixelsOf(shares, CAMERA)).toBeLessThanOrEqual(BUDGET.pixels)
})

describe('a film on a shared screen, with the camera on,', () => {
  test.each([
    [1, FILM, 720],
    [2, FILM, 540],
    [4, FILM, 360],
    [7, FILM, 180],
    [1, { ...FILM, width: 3840, height: 2160 }, 720],
  ])('keeps moving for %d others, with fewer lines', (count, screen, lines) => {
    const shares = shareOut(people(count), { ...CAMERA, screen })
    for (const share of shares) {
      expect(share.screen.maxFramerate).toBe(30)
      expect(screen.height / share.screen.scaleDownBy).toBeGreaterThanOrEqual(lines)
    }
  })

  test('moves on a poor connection too, for no more bits than text', () => {
    const to = people(1, { isPoor: true })
    const [film] = shareOut(to, { ...CAMERA, screen: FILM }) as [Share]
    const [text] = shareOut(to, { ...CAMERA, screen: { ...FILM, hint: 'detail' } }) as [Share]
    expect(film.screen.maxFramerate).toBe(30)
    expect(film.screen.maxBitrate).toBeLessThanOrEqual(text.screen.maxBitrate)
  })

  test('is sharp instead where it is text', () => {
    const [share] = shareOut(people(2), { ...CAMERA, screen: { ...FILM, hint: 'detail' } }) as [Share, Share]
    expect(share.screen.scaleDownBy).toBe(1)
  })
})

describe('whatever there is to send, to whomever', () => {
  const lines = fc.option(fc.integer({ min: 0, max: 2160 }), { nil: undefined })
  const demand = fc.record({ camera: lines, screen: lines, isPoor: fc.boolean() })
  const supply: fc.Arbitrary<Supply> = fc.record({
    quality: fc.constantFrom('auto', 'high', 'saving'),
    camera: fc.option(fc.integer({ min: 90, max: 2160 }), { nil: undefined }),
    screen: fc.option(
      fc.record({
        width: fc.integer({ min: 320, max: 3840 }),
        height: fc.integer({ min: 200, max: 2160 }),
        hint: fc.constantFrom('detail', 'motion'),
      }),
      { nil: undefined },
    ),
  })
  const demands = fc.array(demand, { maxLength: 7 })

  test('what goes out is within the budget, and where even the least of all is not, it is the least', () => {
    fc.assert(
      fc.property(demands, supply, fc.double({ min: 0.125, max: 1, noNaN: true }), (demands, supply, share) => {
        const budget = { ...BUDGET, pixels: BUDGET.pixels * share }
        const shares = shareOut(demands, supply, budget)
        const least = shareOut(demands, supply, { pixels: 0, bitrate: 0 })
        expect(bitrateOf(shares)).toBeLessThanOrEqual(budget.bitrate)
        // The lines of what is between two steps are rounded down.
        if (pixelsOf(shares, supply) > 1.001 * budget.pixels) expect(shares).toEqual(least)
      }),
    )
  })

  test('exactly those get nothing who want nothing, or of whom there is nothing', () => {
    fc.assert(
      fc.property(demands, supply, (demands, supply) => {
        for (const [index, { camera, screen }] of shareOut(demands, supply).entries()) {
          expect(camera.isActive).toBe(supply.camera !== undefined && demands[index]?.camera !== 0)
          expect(screen.isActive).toBe(supply.screen !== undefined && demands[index]?.screen !== 0)
          expect(camera.scaleDownBy).toBeGreaterThanOrEqual(1)
        }
      }),
    )
  })

  test('one more person brings nobody more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), demand, supply, (count, demand, supply) => {
        const before = bitrateOf(shareOut(people(count, demand), supply)) / count
        const after = bitrateOf(shareOut(people(count + 1, demand), supply)) / (count + 1)
        expect(after).toBeLessThanOrEqual(before + 1)
      }),
    )
  })
})

describe('the strength of a machine', () => {
  const shareAfter = (...readings: boolean[]) => readings.reduce(strengthAfter, FULL_STRENGTH).share
  const easy = (count: number) => Array.from({ length: count }, () => false)

  test('is half as much after each reading that was too much, down to an eighth', () => {
    expect(shareAfter(true)).toBe(0.5)
    expect(shareAfter(true, true, true, true, true)).toBe(0.125)
  })

  test('is tried again after a minute in which it was enough', () => {
    expect(shareAfter(true, ...easy(11))).toBe(0.5)
    expect(shareAfter(true, ...easy(12))).toBe(1)
    expect(shareAfter(true, ...easy(11), true)).toBe(0.25)
  })

  test('is tried ever more seldom where more was too much again, until all goes well for long', () => {
    const again = [true, ...easy(12)]
    expect(shareAfter(...again, true, ...easy(23))).toBe(0.5)
    expect(shareAfter(...again, true, ...easy(24))).toBe(1)
    expect(shareAfter(...again, true, ...easy(24), ...easy(48), true, ...easy(12))).toBe(1)
    const often = Array.from({ length: 20 }, () => [true, ...easy(192)]).flat()
    expect(shareAfter(...often, true, ...easy(192))).toBe(1)
  })
})
