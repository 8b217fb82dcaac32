import { Book, getTranslator, preloadCatalogs } from '@hi18n/core'
import { computed, signal } from '@preact/signals'
import { type Language, languageFor, type Translate } from '../../common/language.js'
import type { PageVocabulary } from '../../common/locales/en/page.js'

/** Each catalog is fetched only by those who read it. */
const book = new Book<PageVocabulary>({
  en: () => import('../../common/locales/en/page.js'),
  ko: () => import('../../common/locales/ko/page.js'),
  ru: () => import('../../common/locales/ru/page.js'),
})

/** The language that the page speaks, once `speak` is done. Whatever reads it, be it through `t`, is drawn anew in another. */
export const language = signal<Language>('en')

export const translator = computed(() => getTranslator(book, language.value))

/** A message in the language that the page speaks. */
export const t: Translate<PageVocabulary> = (id: keyof PageVocabulary, args: object = {}) =>
  translator.value.t(id, args as never)

let wanted: Language = 'en'

/**
 * Speaks the language that the person chose, or else one that they prefer. Resolves with whether it does: where that
 * language cannot be fetched, the page goes on in the one that it speaks. Rejects where that leaves none.
 */
export async function speak(chosen: Language | undefined, preferred: readonly string[]): Promise<boolean> {
  const asked = languageFor(chosen, preferred)
  wanted = asked
  try {
    await preloadCatalogs(book, asked)
  } catch (error) {
    reportError(error)
    await preloadCatalogs(book, language.peek())
    return false
  }
  if (asked === wanted) language.value = asked
  return true
}
