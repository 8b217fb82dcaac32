import { describe, expect, test } from 'vitest'
import { FrozenPicture } from '../../../../renderer/call/frozen-picture.js'

const FRAMES = 25

/** A picture that is looked at once a second; gives for each second whether it was time for a new link. */
function watch(
  picture: FrozenPicture,
  seconds: number,
  of: { from?: number; shows?: boolean; isVisible?: boolean; frames?: number },
) {
  const { from = 0, shows = false, isVisible = true, frames = FRAMES } = of
  return Array.from({ length: seconds }, (_, index) => {
    const second = from + index
    const shown = shows ? `frame ${second}` : 'the same'
    return picture.look({ decoded: second * frames, shown, isVisible }, second * 1_000)
  })
}

/** The seconds in which there was to be a new link. */
const renewals = (looks: readonly boolean[]) => looks.flatMap((isTime, second) => (isTime ? [second] : []))

describe('a picture', () => {
  test('that is decoded and does not show for three seconds is frozen', () => {
    expect(watch(new FrozenPicture(), 4, {})).toEqual([false, false, false, true])
  })

  test.each([
    ['moves', { shows: true }],
    ['is not decoded either', { frames: 0 }],
    ['hardly changes', { frames: 1 }],
    ['would not be seen', { isVisible: false }],
  ])('that %s is not', (_how, of) => {
    expect(watch(new FrozenPicture(), 8, of)).not.toContain(true)
  })

  test('that was out of sight for a while begins anew', () => {
    const picture = new FrozenPicture()
    watch(picture, 3, {})
    watch(picture, 10, { from: 3, isVisible: false })
    expect(watch(picture, 4, { from: 13 })).toEqual([false, false, true, false])
  })

  test('of a new link begins anew', () => {
    const picture = new FrozenPicture()
    watch(picture, 3, { from: 100 })
    expect(picture.look({ decoded: 5, shown: 'the same', isVisible: true }, 103_000)).toBe(false)
  })

  test('that no new link helps gets one less and less often', () => {
    expect(renewals(watch(new FrozenPicture(), 100, {}))).toEqual([3, 13, 33, 73])
  })

  test('that has moved for a minute gets one soon again', () => {
    const picture = new FrozenPicture()
    watch(picture, 34, {})
    watch(picture, 70, { from: 34, shows: true })
    expect(renewals(watch(picture, 15, { from: 104 }))).toEqual([3, 13])
  })
})
