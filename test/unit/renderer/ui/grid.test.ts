import { describe, expect, test } from 'vitest'
import {
  columnsFor,
  coveredOf,
  isOwnATile,
  liftOf,
  type Place,
  placeStrip,
  placeTiles,
  type Size,
  visiblePart,
  wholeOf,
} from '../../../../renderer/ui/grid.js'

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }
const CAMERA = { width: 1280, height: 720 }
const STAGES = {
  '1280×800': DESKTOP,
  '1920×1080': { width: 1920, height: 1080 },
  '390×844': PHONE,
  '844×390': { width: 844, height: 390 },
  '320×640': { width: 320, height: 640 },
}

const area = ({ width, height }: Size) => width * height
/** How much of the stage is pictures of 16:9, as far as they are to be seen. */
const shareOf = (places: readonly Place[], stage: Size) =>
  places.reduce((sum, place) => sum + area(visiblePart(CAMERA, place)), 0) / area(stage)

describe.each(Object.entries(STAGES))('on a stage of %s', (_, stage) => {
  test.each([2, 3, 4, 5, 6, 7, 8])('%d tiles stand apart, within the stage and 8 px from its edge', (count) => {
    const places = placeTiles(count, stage)
    expect(places).toHaveLength(count)
    for (const [index, { x, y, width, height }] of places.entries()) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(8 - 1e-6)
      expect(x + width).toBeLessThanOrEqual(stage.width - 8 + 1e-6)
      expect(y + height).toBeLessThanOrEqual(stage.height - 8 + 1e-6)
      for (const other of places.slice(index + 1)) {
        const isBeside = other.x >= x + width + 8 - 1e-6 || x >= other.x + other.width + 8 - 1e-6
        expect(isBeside || other.y >= y + height + 8 - 1e-6).toBe(true)
      }
    }
  })

  test.each([2, 3, 5, 7, 8])('the last row of %d stands in the middle', (count) => {
    const places = placeTiles(count, stage)
    const last = places.filter(({ y }) => y === places.at(-1)?.y)
    const [first, end] = [last.at(0), last.at(-1)] as [Place, Place]
    expect(first.x + end.x + end.width).toBeCloseTo(stage.width)
  })

  test.each([1, 2, 3, 5, 8])('a screen gets all but a slim strip beside %d people', (count) => {
    const { main, strip } = placeStrip(count, stage)
    expect(area(main) / area(stage)).toBeGreaterThan(0.6)
    for (const { x, y, width, height } of strip) {
      expect(x >= main.x + main.width || y >= main.y + main.height).toBe(true)
      expect(x + width).toBeLessThanOrEqual(stage.width)
      expect(y + height).toBeLessThanOrEqual(stage.height)
    }
  })
})

test('no other number of columns makes tiles of 16:9 larger', () => {
  for (let count = 1; count <= 8; count++) {
    const chosen = columnsFor(count, DESKTOP)
    const widthWith = (columns: number) => {
      const rows = Math.ceil(count / columns)
      const [width, height] = [(1280 - 8 - 8 * columns) / columns, (800 - 8 - 8 * rows) / rows]
      return Math.min(width, (height * 16) / 9)
    }
    for (let other = 1; other <= count; other++) expect(widthWith(chosen)).toBeGreaterThanOrEqual(widthWith(other))
  }
})

test('four people are two by two', () => {
  for (const stage of [DESKTOP, PHONE]) expect(columnsFor(4, stage)).toBe(2)
})

test('upright phones have halves for two, and two columns from three on', () => {
  expect([2, 3, 4, 5, 6, 7, 8].map((count) => columnsFor(count, PHONE))).toEqual([1, 2, 2, 2, 2, 2, 2])
})

describe('the share of the stage, in percent,', () => {
  const tilesOf = (people: number, stage: Size) => placeTiles(isOwnATile(people, stage) ? people : people - 1, stage)
  const percent = (share: (places: readonly Place[], stage: Size) => number, stage: Size) =>
    [2, 3, 4, 5, 6, 7, 8].map((people) => Math.floor(100 * share(tilesOf(people, stage), stage)))
  const shareOfTiles = (places: readonly Place[], stage: Size) =>
    places.reduce((sum, place) => sum + area(place), 0) / area(stage)

  test('that pictures of 16:9 get with 2 to 8 people', () => {
    expect(percent(shareOf, DESKTOP)).toEqual([100, 71, 95, 75, 91, 72, 83])
    expect(percent(shareOf, PHONE)).toEqual([63, 22, 30, 38, 45, 53, 61])
  })

  test('that tiles get on a phone, where the rest of a tile is a blurred copy', () => {
    expect(percent(shareOfTiles, PHONE).every((share) => share >= 68)).toBe(true)
  })
})

test('one’s own picture floats over the only other person, but on an upright phone', () => {
  expect(isOwnATile(2, DESKTOP)).toBe(false)
  expect(isOwnATile(2, PHONE)).toBe(true)
  expect(isOwnATile(3, DESKTOP)).toBe(true)
  expect(isOwnATile(1, PHONE)).toBe(false)
})

describe('of a picture', () => {
  test('a frame is filled where that cuts at most a quarter of a side', () => {
    expect(visiblePart(CAMERA, DESKTOP)).toEqual(DESKTOP)
    expect(visiblePart({ width: 640, height: 480 }, DESKTOP)).toEqual(DESKTOP)
  })

  test('a frame of quite another shape shows all but a quarter', () => {
    expect(visiblePart(CAMERA, PHONE)).toEqual({ width: 390, height: 292.5 })
    expect(visiblePart({ width: 720, height: 1280 }, DESKTOP)).toEqual({ width: 600, height: 800 })
  })

  test('all of it can be shown', () => {
    expect(wholeOf(CAMERA, DESKTOP)).toEqual({ width: 1280, height: 720 })
    expect(wholeOf(CAMERA, PHONE)).toEqual({ width: 390, height: 219.375 })
  })
})

test('names that the controls would cover are lifted above them, and no others', () => {
  const lifts = placeTiles(4, DESKTOP).map((place) => liftOf(place, DESKTOP))
  expect(lifts).toEqual([0, 0, 0, 92])
  expect(placeTiles(4, PHONE).map((place) => liftOf(place, PHONE))).toEqual([0, 0, 92, 92])
})

test('what stands in the middle of a tile knows how much of it the controls cover, also where its name is beside them', () => {
  expect(placeTiles(4, DESKTOP).map((place) => coveredOf(place, DESKTOP))).toEqual([0, 0, 92, 92])
})
