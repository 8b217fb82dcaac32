import { Book, getTranslator, preloadCatalogs } from '@hi18n/core'
import { computed, signal } from '@preact/signals'
import { type Language, languageFor, type Translate } from '../../common/language.js'
import en, { type PageVocabulary } from '../../common/locales/en/page.js'

/** English comes with the page, any other language only to those who read it. */
const book = new Book<PageVocabulary>({
  en,
  ko: () => import('../../common/locales/ko/page.js'),
  ru: () => import('../../common/locales/ru/page.js'),
})

/** The language that the page speaks. Whatever reads it, be it through `t`, is drawn anew in another. */
export const language = signal<Language>('en')

export const translator = computed(() => getTranslator(book, language.value))

/** A message in the language that the page speaks. */
export const t: Translate<PageVocabulary> = (id: keyof PageVocabulary, args: object = {}) =>
  translator.value.t(id, args as never)

let wanted: Language = 'en'

/**
 * Speaks the language that the person chose, or else one that their browser prefers. Resolves once it does; never
 * rejects: where the host does not give that language, the page goes on in the one that it speaks.
 */
export async function speak(chosen: Language | undefined): Promise<void> {
  const asked = languageFor(chosen, navigator.languages)
  wanted = asked
  try {
    await preloadCatalogs(book, asked)
  } catch (error) {
    reportError(error)
    return
  }
  if (asked !== wanted) return
  document.documentElement.lang = asked
  language.value = asked
}
