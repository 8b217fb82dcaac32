import { Book, type Catalog, getTranslator } from '@hi18n/core'
import { describe, expect, test } from 'vitest'
import { LANGUAGE_TAGS, type Language } from '../../../common/language.js'

const CATALOGS = ['page', 'app'] as const

/** A catalog without regard to its vocabulary. */
type AnyCatalog = Catalog<Record<string, never>>

const load = async (language: Language, name: string): Promise<AnyCatalog> =>
  (await import(`../../../common/locales/${language}/${name}.ts`)).default

/** What a message takes: `{name}`, `{count, plural, …}` or `<link/>`. */
function parameters(message: string): string[] {
  const found = message.matchAll(/\{(\w+)[,}]|<(\w+)/g)
  return [...new Set([...found].map(([, value, element]) => value ?? element ?? ''))].toSorted()
}

const named = (pattern: RegExp) => (message: string) => [...message.matchAll(pattern)].map(([, name]) => name ?? '')
const counts = named(/\{(\w+), plural,/g)
const numbersOf = named(/\{(\w+), (?:plural|number)/g)

describe.each(CATALOGS)('the catalog "%s"', (name) => {
  describe.each(LANGUAGE_TAGS)('in the language %s', (language) => {
    test('has each message with all that it speaks of', async () => {
      const [own, english] = [await load(language, name), await load('en', name)]
      expect(Object.keys(own.data).toSorted()).toEqual(Object.keys(english.data).toSorted())
      const taken = ({ data }: AnyCatalog) => Object.entries(data).map(([id, message]) => [id, parameters(message)])
      expect(Object.fromEntries(taken(own))).toEqual(Object.fromEntries(taken(english)))
    })

    test('has messages that can be said, with any number in them', async () => {
      const catalog = await load(language, name)
      const translator = getTranslator(new Book({ [language]: catalog }), language)
      for (const [id, message] of Object.entries<string>(catalog.data)) {
        for (const count of [0, 1, 2, 5, 11, 21, 1.5]) {
          const numbers = new Set(numbersOf(message))
          const args = parameters(message).map((key) => [key, numbers.has(key) ? count : `<${key}>`])
          const said = translator.translateWithComponents<string, string, string>(
            id,
            { collect: (parts) => parts.join(''), wrap: (element, text) => text ?? element },
            Object.fromEntries(args) as never,
          )
          expect(said).toMatch(/\S/)
          expect(said, id).not.toMatch(/[{}]|\s$|^\s/)
        }
      }
    })

    test('has a form for each kind of number that the language tells apart', async () => {
      const kinds = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      for (const [id, message] of Object.entries<string>((await load(language, name)).data)) {
        for (const _ of counts(message))
          for (const kind of kinds) expect(message, id).toMatch(new RegExp(`\\b${kind} \\{`))
      }
    })
  })

  test.each([
    ['ko', 'Hangul'],
    ['ru', 'Cyrillic'],
  ] as const)('leaves nothing in English in the language %s', async (language, script) => {
    const catalog = await load(language, name)
    const english = await load('en', name)
    const untranslated = Object.entries<string>(catalog.data).filter(
      ([, message]) => !new RegExp(`\\p{Script=${script}}`, 'u').test(message),
    )
    // Examples of what to type, and signs.
    expect(untranslated.filter(([id, message]) => message === english.data[id] && /[a-z]{2}/i.test(message))).toEqual(
      [],
    )
  })
})

describe.each(LANGUAGE_TAGS)('in the language %s', (language) => {
  test('a room is entered and a computer is connected to in words of their own', async () => {
    const { data } = (await load(language, 'page')) as Catalog<never>
    const [room, computer] = [data['start/join-room'], data['host/connect']].map((said) => String(said).split(' ')[0])
    expect(room).not.toBe(computer)
  })

  test('what the reader’s browser warns with is told in that browser’s words', async () => {
    const { data } = await load(language, 'page')
    const said = Object.entries<string>(data).filter(([id]) => id.startsWith('dialogs/go-on-'))
    expect(said.map(([id]) => id.slice('dialogs/go-on-'.length)).toSorted()).toEqual([
      'android',
      'chrome',
      'edge',
      'firefox',
      'ios',
      'safari',
    ])
    const desktop = said.filter(([id]) => !/android|ios/.test(id)).map(([, sentence]) => sentence)
    expect(new Set(desktop).size).toBe(4)
  })
})
