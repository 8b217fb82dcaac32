import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const UI = fileURLToPath(new URL('../../../renderer/ui', import.meta.url))

const all = readdirSync(UI, { recursive: true, encoding: 'utf8' })
const read = (file: string) => readFileSync(join(UI, file), 'utf8')
const sheets = all.filter((file) => file.endsWith('.css'))
const modules = sheets.filter((file) => file.endsWith('.module.css'))
const components = all.filter((file) => file.endsWith('.tsx'))
const tokens = read('base/tokens.css')

/** The classes that a module has, and what it takes of others by `composes`. */
const classesOf = (css: string) =>
  new Set([...css.matchAll(/\.([a-z][a-zA-Z]*)(?=[\s,:[{.>)])/g)].map(([, name]) => name))
const composedOf = (css: string) => [...css.matchAll(/composes: ([a-zA-Z]+)/g)].map(([, name]) => name)

/** What components read of which module. */
const reads = components.flatMap((component) => {
  const text = read(component)
  const body = text.replace(/^import .*$/gm, '')
  return [...text.matchAll(/import \* as (\w+) from '(.+\.module\.css)'/g)].flatMap(([, name, path]) =>
    [...body.matchAll(new RegExp(`\\b${name}\\.([a-zA-Z]+)`, 'g'))].map(([, read]) => ({
      component,
      module: join(dirname(component), path ?? ''),
      read,
    })),
  )
})

test('components read the classes that their modules have, and no class is left unread', () => {
  expect(modules.length).toBeGreaterThan(20)
  const missing = reads.filter(({ module, read: name }) => !classesOf(read(module)).has(name))
  expect(missing.map(({ component, read: name }) => `${component} reads ${name}`)).toEqual([])
  for (const module of modules) {
    const used = new Set([
      ...reads.filter((it) => it.module === module).map((it) => it.read),
      ...composedOf(read(module)),
    ])
    expect(
      [...classesOf(read(module))].filter((name) => !used.has(name)),
      module,
    ).toEqual([])
  }
})

test.each(sheets.filter((file) => !file.endsWith('tokens.css')))('%s takes its colours from the tokens', (file) => {
  expect(read(file).match(/#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(/gi)).toBeNull()
})

test('no two modules have the same name, from which the names of classes are made', () => {
  const names = modules.map((file) => basename(file))
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test.each(sheets)('%s is in its layer', (file) => {
  const layers = [...read(file).matchAll(/^@layer ([a-z]+) \{$/gm)].map(([, layer]) => layer)
  const isPlain = file.endsWith('reset.css') || file.endsWith('tokens.css')
  expect(layers).toEqual([isPlain ? basename(file, '.css') : file.startsWith('base/') ? 'base' : 'components'])
  // All rules stand within the layer.
  expect(read(file).replace(/^(@layer|\}|\/\*|@keyframes| |$).*\n/gm, '')).toBe('')
})

test.each([...sheets, ...components].filter((file) => file !== 'base/tokens.css'))(
  '%s names no color of its own',
  (file) => {
    expect(
      read(file).match(/#[\da-f]{3,8}\b(?!-)|\b(rgb|hsl|oklch|oklab|color-mix|light-dark)a?\(|: (white|black)\b/gi),
    ).toBeNull()
  },
)

test.each(sheets)('%s keeps to the grid of 4 px and to tokens', (file) => {
  const spaces = read(file).matchAll(/^\s*((?:padding|margin|gap|row-gap|column-gap)[a-z-]*: .*);$/gm)
  const isOff = (length: string) => Number.parseFloat(length) % 4 !== 0
  const off = [...spaces].filter(([, line]) => (line?.match(/[\d.]+px/g) ?? []).some(isOff)).map(([, line]) => line)
  expect(off).toEqual([])
  const used = [...read(file).matchAll(/var\((--[a-z0-9-]+)\)/g)].map(([, name]) => name)
  const known = sheets.map(read).join()
  expect(used.filter((name) => !known.includes(`${name}: `))).toEqual([])
})

test('every token is used', () => {
  const names = [...tokens.matchAll(/^ {4}(--[a-z0-9-]+): /gm)].map(([, name]) => name)
  const text = sheets.map(read).join()
  expect(names.filter((name) => !text.includes(`var(${name})`))).toEqual([])
})

test.each(['GuestScreen', 'OverCard', 'Dialog', 'IncomingCallDialog'])(
  'cards that stand alone are of one width: %s',
  (name) => {
    expect(read(`${name}.module.css`)).toMatch(/\bwidth: min\(440px, /)
  },
)

describe('contrast', () => {
  /** The color of a token in one of the schemes. */
  const colorOf = (name: string, scheme: 'light' | 'dark') => {
    const value = tokens.match(new RegExp(` --${name}: (.*);`))?.[1] ?? ''
    const [light, dark = light] = value.match(/#[\da-f]{6}/g) ?? []
    return (scheme === 'light' ? light : dark) ?? ''
  }
  /** WCAG 2.2: relative luminance. */
  const luminance = (color: string) => {
    const channel = (at: number) => {
      const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    }
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
  }
  const contrast = (one: string, other: string) => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  const TEXT = 4.5
  const CONTROL = 3

  for (const scheme of ['light', 'dark'] as const) {
    test.each([
      ['ink', 'bg', TEXT],
      ['ink', 'raised', TEXT],
      ['muted', 'bg', TEXT],
      ['muted', 'surface', TEXT],
      ['muted', 'raised', TEXT],
      ['problem', 'surface', TEXT],
      ['accent', 'surface', TEXT],
      ['on-accent', 'accent', TEXT],
      ['on-danger', 'danger', TEXT],
      ['on-danger', 'danger-hover', TEXT],
      ['on-stage-muted', 'stage', TEXT],
      ['on-avatar', 'avatar', TEXT],
      ['ink', 'own-message', TEXT],
      ['field-line', 'bg', CONTROL],
      ['field-line', 'surface', CONTROL],
      ['field-line', 'raised', CONTROL],
      ['accent', 'bg', CONTROL],
    ] as const)(`%s on %s is at least %d : 1 in the ${scheme} scheme`, (above, below, least) => {
      expect(contrast(colorOf(above, scheme), colorOf(below, scheme))).toBeGreaterThanOrEqual(least)
    })
  }
})
