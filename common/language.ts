import type { MessageArguments, SimpleMessageKeys, VocabularyBase } from '@hi18n/core'

/** The languages that Lanline speaks, each by its own name. The keys are tags of BCP 47. */
export const LANGUAGES = { en: 'English', ko: '한국어', ru: 'Русский' } as const
export type Language = keyof typeof LANGUAGES

export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as Language[]

/**
 * The language to speak with a person: the one they chose, else the first that Lanline speaks of those they prefer, such
 * as `['de-AT', 'ru']`, else English.
 */
export function languageFor(chosen: Language | undefined, preferred: readonly string[]): Language {
  return chosen ?? preferred.map((tag) => tag.toLowerCase().replace(/-.*/, '')).find(isLanguage) ?? 'en'
}

const isLanguage = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag)

/** Gives a message of a vocabulary in some language, with what it speaks of filled in. */
export interface Translate<Vocabulary extends VocabularyBase> {
  (id: SimpleMessageKeys<Vocabulary>): string
  <Id extends string & keyof Vocabulary>(id: Id, args: MessageArguments<Vocabulary[Id], never>): string
}
