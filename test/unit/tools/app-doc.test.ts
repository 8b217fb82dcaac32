import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'

// docs/app.md says line by line what runs here and what waits for a real Electron; here it is compared with the tests.

const doc = readFileSync('docs/app.md', 'utf8')
const rows = doc
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (what|-+) /.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

const listed = (folder: string) =>
  readdirSync(`test/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(test|spec)\.ts$/.test(file))
    .map((file) => `${folder}/${file.replaceAll('\\', '/').replace(/\.ts$/, '')}`)
const tests = ['unit', 'integration', 'packaging', 'e2e'].flatMap(listed)
const named = (cell = '') => [...cell.matchAll(/`([\w/-]+\.(?:test|spec))`/g)].map(([, name = '']) => name)
/** The files that a name of the document may stand for. */
const filesOf = (name: string) => tests.filter((file) => `/${file}`.endsWith(`/${name}`))

test('every part has a line of three', () => {
  expect(rows.length).toBeGreaterThan(25)
  for (const row of rows) {
    expect(row).toHaveLength(3)
    for (const cell of row) expect(cell, row.join(' | ')).not.toBe('')
  }
})

test('what is said to run here is there, and needs no Electron', () => {
  for (const [what, here] of rows) {
    expect(here, what).not.toContain('electron/')
    const names = named(here)
    expect(names.length, what).toBeGreaterThan(0)
    for (const name of names) expect(filesOf(name), `${what}: ${name}`).not.toEqual([])
  }
})

test('what is said to wait is there, marked as such, and is a spec of the app; or it is said why there is none', () => {
  for (const [what, , waiting = ''] of rows) {
    const names = named(waiting)
    for (const name of names) {
      expect(existsSync(`test/e2e/${name}.ts`), `${what}: ${name}`).toBe(true)
      expect(name, what).toMatch(/^electron\//)
      expect(waiting, what).toContain(`*\`${name}\`*`)
    }
    if (names.length === 0) expect(waiting, what).toMatch(/^(nothing: |all specs above|`npm run )/)
  }
})

test('no test of the app is left out', () => {
  const all = rows.flatMap((row) => row.flatMap((cell) => named(cell)))
  const isOfApp = (file: string) => /^(unit\/main\/app|packaging|e2e\/electron)\//.test(file)
  const isNamed = (file: string) => all.some((name) => `/${file}`.endsWith(`/${name}`))
  const missing = tests.filter(isOfApp).filter((file) => !isNamed(file))
  expect(missing.map((file) => basename(file))).toEqual([])
})
