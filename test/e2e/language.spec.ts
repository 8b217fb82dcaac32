import type { Page } from 'playwright'
import { LANGUAGES, type Language } from '../../common/language.js'
import en from '../../common/locales/en/page.js'
import ko from '../../common/locales/ko/page.js'
import ru from '../../common/locales/ru/page.js'
import { DEFAULT_SETTINGS } from '../../common/settings.js'
import { KEPT, stubBridge } from '../helpers/bridge-stub.js'
import { expectWaiting, join } from '../helpers/call-page.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { pageOpener } from './support/pages.js'
import { silentPeople } from './support/silent-people.js'

const CATALOGS = { en, ko, ru }

const host = hostOfFile()
const newPage = pageOpener()
const addSilent = silentPeople(host)

/** The page in a browser that prefers this language, without the script `broken`. */
async function open(locale: string, broken?: string): Promise<Page> {
  const page = await newPage({ locale })
  if (broken !== undefined) await page.route(broken, (route) => route.abort())
  await page.goto(host.page())
  return page
}

const settingsButton = (page: Page, language: Language) =>
  page.getByRole('button', { name: CATALOGS[language].data['start/settings'], exact: true })

const languageField = (page: Page, spoken: Language) =>
  page.getByRole('combobox', { name: CATALOGS[spoken].data['settings/language'], exact: true })

async function expectLanguage(page: Page, language: Language): Promise<void> {
  await expect(settingsButton(page, language)).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** Chooses a language, none for the browser's, in the settings of a page that speaks `spoken`. */
async function choose(page: Page, spoken: Language, language: Language | ''): Promise<void> {
  const { data } = CATALOGS[spoken]
  await settingsButton(page, spoken).click()
  await languageField(page, spoken).selectOption(language)
  await page.getByRole('button', { name: data['settings/save'], exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** By the language that a browser prefers. */
const catalogsByLocale = new Map<string, string[]>()

/** The catalogs of what is said first that the page fetches in a browser that prefers this language, and speaks `language`. */
async function catalogsOf(locale: string, language: Language): Promise<string[]> {
  const known = catalogsByLocale.get(locale) ?? (await fetchedCatalogs(locale, language))
  catalogsByLocale.set(locale, known)
  return known
}

async function fetchedCatalogs(locale: string, language: Language): Promise<string[]> {
  const page = await open(locale)
  await expectLanguage(page, language)
  const urls = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  return urls.filter((url) => url.includes('/assets/first-'))
}

/** Where the catalog is that a page in this language fetches, and one in another does not. */
async function catalogOf(locale: string, language: Language): Promise<string> {
  const others = language === 'ko' ? await catalogsOf('ru-RU', 'ru') : await catalogsOf('ko-KR', 'ko')
  const own = (await catalogsOf(locale, language)).filter((url) => !others.includes(url))
  expect(own).toHaveLength(1)
  return own.join()
}

test('languages are offered each in itself, and the one that a person chooses holds until it is to be the browser’s', async () => {
  const page = await open('en-US')
  await choose(page, 'en', 'ru')
  await expectLanguage(page, 'ru')
  await page.reload()
  await expectLanguage(page, 'ru')
  await choose(page, 'ru', 'ko')
  await expectLanguage(page, 'ko')
  await settingsButton(page, 'ko').click()
  const options = languageField(page, 'ko').locator('option')
  await expect(options).toHaveText([ko.data['settings/language-of-browser'], ...Object.values(LANGUAGES)])
  const tags = await options.evaluateAll((all) => all.map((option) => option.getAttribute('lang')))
  expect(tags).toEqual([null, ...Object.keys(LANGUAGES)])
  await page.keyboard.press('Escape')
  await choose(page, 'ko', '')
  await expectLanguage(page, 'en')
  await page.reload()
  await expectLanguage(page, 'en')
})

test('in the app the language is that of its settings, and may be the system’s', async () => {
  const page = await newPage({ locale: 'ru-RU' })
  const settings = { ...DEFAULT_SETTINGS, person: { ...DEFAULT_SETTINGS.person, language: 'ko' as const } }
  await stubBridge(page, { settings: [{ ...KEPT, settings }] })
  await page.goto(host.page())
  await expectLanguage(page, 'ko')
  await settingsButton(page, 'ko').click()
  await expect(languageField(page, 'ko').locator('option').first()).toHaveText(ko.data['settings/language-of-system'])
})

test('a page fetches the catalog of its language alone', async () => {
  const catalogs = [await catalogOf('en-US', 'en'), await catalogOf('ru-RU', 'ru'), await catalogOf('ko-KR', 'ko')]
  expect(new Set(catalogs).size).toBe(3)
})

test('a page that can fetch no catalog says that it could not be loaded, and comes once it can', async () => {
  const catalogs = [await catalogOf('en-US', 'en'), await catalogOf('ru-RU', 'ru')]
  const page = await newPage({ locale: 'ru-RU' })
  for (const url of catalogs) await page.route(url, (route) => route.abort())
  await page.goto(host.page())
  await expect(page.locator('body')).toHaveText('Lanline could not be loaded. Trying again.')
  for (const url of catalogs) await page.unroute(url)
  await expectLanguage(page, 'ru')
})

test('where a catalog cannot be fetched the page goes on in English, and has it once it can be', async () => {
  const russian = await catalogOf('ru-RU', 'ru')
  const page = await open('ru-RU', russian)
  await expectLanguage(page, 'en')
  await settingsButton(page, 'en').click()
  await languageField(page, 'en').selectOption('ru')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(en.data['settings/no-language'])).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  await expectLanguage(page, 'en')
  await join(page, 'Ann', 'english')
  await expectWaiting(page)
  await page.unroute(russian)
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('lanline.call'))).not.toBeNull()
  // Into the call again, in Russian.
  await page.reload()
  await expect(page.getByRole('button', { name: ru.data['call/hang-up'], exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru')
})

test('who comes in is told to each in their own language', async () => {
  const reader = await open('ru-RU')
  await expectLanguage(reader, 'ru')
  await addSilent('Ann')
  await reader.getByRole('button', { name: ru.data['call/chat'], exact: true }).click()
  await expect(reader.getByRole('log')).toContainText(ru.data['call/came-in'].replace('{name}', 'Ann'))
})

type Box = { x: number; y: number; width: number; height: number } | null

function overlap(one: Box, other: Box): boolean {
  if (!one || !other) throw new Error('One of them cannot be seen.')
  const isApart = (from: 'x' | 'y', size: 'width' | 'height') =>
    one[from] + one[size] <= other[from] || other[from] + other[size] <= one[from]
  return !isApart('x', 'width') && !isApart('y', 'height')
}

for (const [locale, language] of [
  ['de-DE', 'en'],
  ['ru-RU', 'ru'],
  ['ko-KR', 'ko'],
] as const) {
  test(`who prefers ${locale} has the page in "${language}", where everything can be seen and pressed on a small phone`, async () => {
    const { data } = CATALOGS[language]
    const page = await open(locale)
    await expectLanguage(page, language)
    await page.setViewportSize({ width: 340, height: 667 })
    const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    await expect(page.getByTestId('lan-address')).toBeVisible()
    await expect(page.getByRole('main').getByRole('combobox')).toHaveCount(3)
    expect(await excess()).toBe(0)

    await settingsButton(page, language).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await excess()).toBe(0)
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: data['start/enter-a-room'] }).click()
    await page.getByLabel(data['start/room'], { exact: true }).fill(`standup ${language}`)
    await page.getByRole('button', { name: data['start/join-room'], exact: true }).click()
    const call = page.getByRole('main')
    const [own, copy] = [call.getByTestId('local-video'), call.getByRole('button', { name: data['action/copy-link'] })]
    await expect(own).toBeVisible()
    await expect(copy).toBeVisible()
    expect(overlap(await own.boundingBox(), await copy.boundingBox())).toBe(false)
    expect(await excess()).toBe(0)
  })
}
