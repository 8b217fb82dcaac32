import { describe, expect, test } from 'vitest'
import {
  type Floor,
  floorOf,
  heard,
  type MutedTalk,
  mutedTalk,
  NO_TALK,
  NOBODY,
  SILENCE,
  type Speech,
} from '../../../../renderer/call/speech.js'

const EVERY_MS = 100
const LOUD = 0.1

/** A sound as a drawing: `#` is 100 ms of speech, `.` as much of silence. */
const levelsOf = (drawing: string) => [...drawing].map((mark) => (mark === '#' ? LOUD : 0))

/** Who speaks at each look, drawn the same way. */
function speechOf(drawing: string): string {
  let speech = SILENCE
  const marks = levelsOf(drawing).map((level, index) => {
    speech = heard(speech, level, index * EVERY_MS)
    return speech.isSpeaking ? '#' : '.'
  })
  return marks.join('')
}

describe('speech', () => {
  test.each([
    ['begins after 100 ms of sound', '..####', '...###'],
    ['is no click', '..#...#...', '..........'],
    ['ends after 600 ms without', '##........', '.#######..'],
    ['goes on over the pauses between words', '##.....##...##.......', '.###################.'],
    ['begins with the first sound', '####', '.###'],
  ])('%s', (_what, sound, speech) => {
    expect(speechOf(sound)).toBe(speech)
  })

  test('is no hum of a fan', () => {
    expect(heard(heard(SILENCE, 0.005, 0), 0.005, 5_000).isSpeaking).toBe(false)
  })
})

describe('the large place', () => {
  /** Who has it at each look, of two people who sound like this; a dot is nobody. */
  function floorsOf(ann: string, bob: string): string {
    let floor: Floor = NOBODY
    let speeches: ReadonlyMap<string, Speech> = new Map()
    const marks = [...ann].map((_mark, index) => {
      const nowMs = index * EVERY_MS
      const speechOf = (id: string, drawing: string) =>
        [id, heard(speeches.get(id) ?? SILENCE, levelsOf(drawing)[index] ?? 0, nowMs)] as const
      speeches = new Map([speechOf('a', ann), speechOf('b', bob)])
      floor = floorOf(floor, speeches, nowMs)
      return floor.id ?? '.'
    })
    return marks.join('')
  }
  const some = (mark: string, count: number) => mark.repeat(count)

  test('is nobody’s until somebody speaks, and stays theirs while nobody else does', () => {
    const ann = `...###${some('.', 60)}`
    expect(floorsOf(ann, some('.', ann.length))).toBe(`....${some('a', 62)}`)
  })

  test('is not taken by a cough, nor while its holder speaks', () => {
    const ann = `${some('#', 50)}${some('.', 20)}${some('#', 30)}`
    const bob = `${some('.', 40)}${some('#', 8)}${some('.', 52)}`
    expect(floorsOf(ann, bob)).toBe(`.${some('a', 99)}`)
  })

  test('goes to who has spoken for one and a half seconds once its holder is silent', () => {
    const ann = `${some('#', 40)}${some('.', 60)}`
    const bob = `${some('.', 50)}${some('#', 50)}`
    const floors = floorsOf(ann, bob)
    expect(floors.indexOf('b')).toBe(66)
    expect(floors.lastIndexOf('a')).toBe(65)
  })

  test('is given up by whoever leaves', () => {
    const floor = floorOf(NOBODY, new Map([['a', heard(heard(SILENCE, LOUD, 0), LOUD, 100)]]), 100)
    expect(floor.id).toBe('a')
    expect(floorOf(floor, new Map(), 200)).toBe(NOBODY)
  })

  test('is not kept by two who talk at once', () => {
    const talk = some('#', 100)
    expect(new Set(floorsOf(talk, talk))).toEqual(new Set(['.', 'a']))
  })
})

describe('a muted person', () => {
  /** When they are told that nobody hears them. */
  function toldOf(drawing: string): string {
    let [speech, talk]: [Speech, MutedTalk] = [SILENCE, NO_TALK]
    const marks = levelsOf(drawing).map((level, index) => {
      speech = heard(speech, level, index * EVERY_MS)
      talk = mutedTalk(talk, speech, index * EVERY_MS)
      return talk.isTold ? '!' : '.'
    })
    return marks.join('')
  }

  test('is told after half a second of sound, and no more three seconds after they have stopped', () => {
    expect(toldOf(`#######${'.'.repeat(40)}`)).toBe(`.....${'!'.repeat(37)}${'.'.repeat(5)}`)
  })

  test('is not told of claps', () => {
    expect(toldOf(`##........##........##........`)).not.toContain('!')
  })

  test('is told though words have pauses', () => {
    expect(toldOf('##.##.##.##')).toContain('!')
  })
})
