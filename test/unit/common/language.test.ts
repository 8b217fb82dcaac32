import { expect, test } from 'vitest'
import { type Language, languageFor } from '../../../common/language.js'

test.each<[string, Language | undefined, string[], Language]>([
  ['the one that was chosen, whatever is preferred', 'ko', ['ru-RU', 'en'], 'ko'],
  ['English where it was chosen', 'en', ['ru-RU'], 'en'],
  ['the one that is preferred', undefined, ['ru'], 'ru'],
  ['the one of a region, of a script, in capitals', undefined, ['KO-Kore-KR'], 'ko'],
  ['the first that Lanline speaks', undefined, ['de-AT', 'ko-KR', 'ru'], 'ko'],
  ['English before what comes after it', undefined, ['en-GB', 'ru'], 'en'],
  ['English where none is known', undefined, ['de-DE', 'kok-IN', 'c', ''], 'en'],
  ['English where none is preferred', undefined, [], 'en'],
  ['no property of every object', undefined, ['constructor', '__proto__'], 'en'],
])('the language to speak is %s', (_, chosen, preferred, language) => {
  expect(languageFor(chosen, preferred)).toBe(language)
})
