import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { LANGUAGE_TAGS } from '../../common/language.js'

const KB = 1024
/** The start screen and a call of two, before anything else is opened. */
const FIRST_BYTES = 75 * KB
/** All that there is, in one language; 22 of it are for drawing plots. */
const ALL_BYTES = 206 * KB

const PAGE = fileURLToPath(new URL('../../out/renderer/', import.meta.url))
const ASSETS = `${PAGE}assets/`

/** Messages of one language, of which a page fetches no other's: those that are said first, and later. */
const CATALOG = /^(first|later)-.*\.js$/

function read(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} is missing: run "npm run build" before this test.`)
  return readFileSync(path, 'utf8')
}

const weightOf = (file: string) => gzipSync(read(ASSETS + file)).length
const weightOfAll = (files: readonly string[]) => files.reduce((sum, file) => sum + weightOf(file), 0)
const heaviest = (files: readonly string[]) => Math.max(...files.map(weightOf))

const all = () => readdirSync(ASSETS).filter((file) => /\.(js|css)$/.test(file))
const catalogs = (part: string) => all().filter((file) => CATALOG.exec(file)?.[1] === part)

/** What stands in the page itself. */
const earlyScript = () => /<script>(.+?)<\/script>/.exec(read(`${PAGE}index.html`))?.[1] ?? ''

/** What the page names itself, and all that static imports lead to from there. */
function startFiles(): string[] {
  const named = [...read(`${PAGE}index.html`).matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map(
    ([, file = '']) => file,
  )
  const found = new Set<string>()
  const visit = (file: string) => {
    if (found.has(file)) return
    found.add(file)
    if (!file.endsWith('.js')) return
    const imports = read(ASSETS + file).matchAll(/(?:import|from)\s*["'`]\.\/([^"'`]+)["'`]/g)
    for (const [, imported = ''] of imports) visit(imported)
  }
  for (const file of named) visit(file)
  return [...found]
}

test('there is a catalog of what is said first and one of what is said later for each language', () => {
  expect(catalogs('first')).toHaveLength(LANGUAGE_TAGS.length)
  expect(catalogs('later')).toHaveLength(LANGUAGE_TAGS.length)
})

test('the start screen and a call of two weigh at most 75 KB compressed, whatever language they speak', () => {
  const files = startFiles()
  expect(files.filter((file) => file.endsWith('.js'))).not.toEqual([])
  expect(files.filter((file) => file.endsWith('.css'))).not.toEqual([])
  const first = gzipSync(earlyScript()).length + weightOfAll(files) + heaviest(catalogs('first'))
  console.log(`Fetched first: ${(first / KB).toFixed(1)} KB`)
  expect(first).toBeLessThanOrEqual(FIRST_BYTES)
})

test('the whole page weighs at most 206 KB compressed, whatever language it speaks', () => {
  const shared = all().filter((file) => !CATALOG.test(file))
  const whole =
    gzipSync(earlyScript()).length + weightOfAll(shared) + heaviest(catalogs('first')) + heaviest(catalogs('later'))
  console.log(`Everything: ${(whole / KB).toFixed(1)} KB`)
  expect(whole).toBeLessThanOrEqual(ALL_BYTES)
})

test('what is fetched first says nothing of what is said later', () => {
  const scripts = startFiles().filter((file) => file.endsWith('.js'))
  for (const script of scripts)
    expect(read(ASSETS + script)).not.toMatch(
      /["'`](chat|devices|dialogs|ending|files|findings|log|panels|settings|stats|talk)\//,
    )
})

test('no script of the page has what the host alone says of a request', () => {
  const scripts = all().filter((file) => file.endsWith('.js'))
  for (const script of scripts) expect(read(ASSETS + script)).not.toMatch(/either a description|A room is 1 to 64/)
})
