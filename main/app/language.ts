import { Book, getTranslator } from '@hi18n/core'
import { type Language, languageFor, type Translate } from '../../common/language.js'
import en, { type AppVocabulary } from '../../common/locales/en/app.js'
import ko from '../../common/locales/ko/app.js'
import ru from '../../common/locales/ru/app.js'

const book = new Book<AppVocabulary>({ en, ko, ru })
let language: Language = 'en'

/** A message in the language that the app speaks. */
export const t: Translate<AppVocabulary> = (id: keyof AppVocabulary, args: object = {}) =>
  getTranslator(book, language).t(id, args as never)

/** Speaks the language that the person chose, or else the system's, such as `ru` or `de-AT`. Gives whether that is another. */
export function speak(chosen: Language | undefined, systemLanguage: string): boolean {
  const before = language
  language = languageFor(chosen, [systemLanguage])
  return language !== before
}
