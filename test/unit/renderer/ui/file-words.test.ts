import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Incoming } from '../../../../renderer/state/files/files.js'
import { language } from '../../../../renderer/state/language.js'
import { doneOf, sizeOf, stateOf } from '../../../../renderer/ui/files/words.js'
import { speakEnglish } from '../../../helpers/english.js'

beforeAll(speakEnglish)

afterEach(() => {
  language.value = 'en'
})

test.each([
  ['en', ['0 bytes', '1 byte', '2 bytes', '1 kB', '3.1 MB', '5 GB']],
  ['ko', ['0바이트', '1바이트', '2바이트', '1kB', '3.1MB', '5GB']],
  ['ru', ['0 байт', '1 байт', '2 байта', '1 кБ', '3,1 МБ', '5 ГБ']],
] as const)('sizes in %s', (spoken, sizes) => {
  language.value = spoken
  const said = [0, 1, 2, 1_000, 3_145_740, 5_000_000_000].map(sizeOf)
  // Where the unit follows, the space before it does not break.
  expect(said.map((size) => size.replaceAll('\u00a0', ' '))).toEqual(sizes)
})

test('of what waits for the disk the next block alone is done', () => {
  const MiB = 1024 ** 2
  const done = (received: number, verified: number) => {
    const file = { state: { value: { received, verified, offer: { size: 3 * MiB + 5 } } } }
    return doneOf({ isOwn: false, file } as unknown as Incoming)
  }
  expect([done(10, 0), done(3 * MiB, 0), done(3 * MiB, MiB)]).toEqual([10, MiB, 2 * MiB])
  expect(done(3 * MiB + 5, 3 * MiB)).toBe(3 * MiB + 5)
})

test('a file waits for the connection as soon as that is lost, before its channel knows', () => {
  const said = (isReached: boolean, phase = 'open') => {
    const file = { state: { value: { phase, isLinked: true } } }
    const party = { name: { value: 'Ann' }, isReached: { value: isReached } }
    return stateOf({ isOwn: false, file, party } as unknown as Incoming)
  }
  expect([said(true), said(false)]).toEqual(['', 'Waits for the connection'])
  expect(said(false, 'finishing')).toBe('Saving…')
})
