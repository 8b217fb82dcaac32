import { describe, expect, test } from 'vitest'
import { FrozenPicture } from '../../../../renderer/call/frozen-picture.js'

const FRAMES = 25

/** A picture that is looked at once a second; gives the seconds in which its frames were counted, and got it a new link. */
function watch(
  picture: FrozenPicture,
  seconds: number,
  of: { from?: number; shows?: boolean; isVisible?: boolean; frames?: number; tells?: boolean },
) {
  const { from = 0, shows = false, isVisible = true, frames = FRAMES, tells = true } = of
  const counted: number[] = []
  const renewed: number[] = []
  for (let second = from; second < from + seconds; second++) {
    const shown = shows ? `frame ${second}` : 'the same'
    if (!picture.look({ shown, isVisible }, second * 1_000)) continue
    counted.push(second)
    if (picture.count(tells ? second * frames : undefined, second * 1_000)) renewed.push(second)
  }
  return { counted, renewed }
}

describe('a picture', () => {
  test('that is decoded and does not show for three seconds is frozen', () => {
    expect(watch(new FrozenPicture(), 4, {})).toEqual({ counted: [2, 3], renewed: [3] })
  })

  test.each([
    ['moves', { shows: true }],
    ['would not be seen', { isVisible: false }],
  ])('that %s is not, and its frames are not counted', (_how, of) => {
    expect(watch(new FrozenPicture(), 100, of)).toEqual({ counted: [], renewed: [] })
  })

  test.each([
    ['is not decoded either', { frames: 0 }],
    ['hardly changes', { frames: 1 }],
    ['a browser tells nothing of', { tells: false }],
  ])('that %s is not', (_how, of) => {
    expect(watch(new FrozenPicture(), 8, of).renewed).toEqual([])
  })

  test('that stands still for good is counted less and less often', () => {
    expect(watch(new FrozenPicture(), 42, { frames: 0 }).counted).toEqual([2, 3, 5, 9, 17, 25, 33, 41])
  })

  test('that was at rest and freezes then is found so', () => {
    const picture = new FrozenPicture()
    watch(picture, 60, { frames: 0 })
    expect(watch(picture, 10, { from: 60 }).renewed).toHaveLength(1)
  })

  test('that was out of sight for a while begins anew', () => {
    const picture = new FrozenPicture()
    watch(picture, 3, {})
    watch(picture, 10, { from: 3, isVisible: false })
    expect(watch(picture, 4, { from: 13 })).toEqual({ counted: [15, 16], renewed: [16] })
  })

  test('that moves while its frames are counted is not frozen', () => {
    const picture = new FrozenPicture()
    watch(picture, 3, {})
    expect(picture.look({ shown: 'the same', isVisible: true }, 3_000)).toBe(true)
    picture.look({ shown: 'another', isVisible: true }, 4_000)
    expect(picture.count(1_000, 4_100)).toBe(false)
  })

  test('of a new link begins anew', () => {
    const picture = new FrozenPicture()
    watch(picture, 3, { from: 100 })
    expect(picture.look({ shown: 'the same', isVisible: true }, 103_000)).toBe(true)
    expect(picture.count(5, 103_000)).toBe(false)
  })

  test('that no new link helps gets one less and less often', () => {
    expect(watch(new FrozenPicture(), 100, {}).renewed).toEqual([3, 14, 35, 76])
  })

  test('that has moved for a minute gets one soon again', () => {
    const picture = new FrozenPicture()
    watch(picture, 36, {})
    watch(picture, 70, { from: 36, shows: true })
    expect(watch(picture, 15, { from: 106 }).renewed).toEqual([109, 120])
  })
})
