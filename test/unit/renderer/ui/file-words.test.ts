import { afterEach, expect, test } from 'vitest'
import { language } from '../../../../renderer/state/language.js'
import { sizeOf } from '../../../../renderer/ui/files/words.js'

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
