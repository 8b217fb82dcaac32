import { Book, Catalog, getTranslator } from '@hi18n/core'
import { batch, computed, signal } from '@preact/signals'
import { type Language, languageFor, type Translate } from '../../common/language.js'
import type { PageVocabulary } from '../../common/locales/en/page.js'

/** Fetched only by those who read the language; `later` only where something is opened that says it. */
const FILES = {
  en: {
    first: async () => (await import('../../common/locales/en/first.js')).first,
    later: async () => (await import('../../common/locales/en/later.js')).later,
  },
  ko: {
    first: async () => (await import('../../common/locales/ko/first.js')).first,
    later: async () => (await import('../../common/locales/ko/later.js')).later,
  },
  ru: {
    first: async () => (await import('../../common/locales/ru/first.js')).first,
    later: async () => (await import('../../common/locales/ru/later.js')).later,
  },
} as const satisfies Record<Language, unknown>

/** The language that the page speaks, once `speak` is done. Whatever reads it, be it through `t`, is drawn anew in another. */
export const language = signal<Language>('en')

const catalog = signal<Catalog<PageVocabulary> | undefined>(undefined)
let saysLater = false
let fetchingLater = Promise.resolve()

export const translator = computed(() => {
  const book: Record<string, Catalog<PageVocabulary>> = catalog.value ? { [language.value]: catalog.value } : {}
  return getTranslator(new Book<PageVocabulary>(book), language.value)
})

/** Whether there is a language yet; without one `t` throws. */
export const isSpoken = (): boolean => catalog.peek() !== undefined

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
    await turnTo(asked)
    return true
  } catch (error) {
    reportError(error)
    wanted = language.peek()
    if (!catalog.peek()) await turnTo(wanted)
    return false
  }
}

/** From now on the page says also what is said later. Rejects where that cannot be fetched. */
export function speakOfLater(): Promise<void> {
  if (!saysLater) {
    saysLater = true
    fetchingLater = turnTo(wanted).catch((error) => {
      saysLater = false
      throw error
    })
  }
  return fetchingLater
}

async function turnTo(asked: Language): Promise<void> {
  const files = FILES[asked]
  const includesLater = saysLater
  const messages = await Promise.all([files.first(), includesLater && files.later()])
  if (asked !== wanted) return
  if (includesLater !== saysLater) return turnTo(asked)
  const spoken = catalog.peek()
  // What is drawn already says nothing of what comes later, and need not be drawn anew for it.
  if (spoken && language.peek() === asked) Object.assign(spoken.data, ...messages)
  else
    batch(() => {
      catalog.value = new Catalog(asked, Object.assign({}, ...messages) as PageVocabulary)
      language.value = asked
    })
}
