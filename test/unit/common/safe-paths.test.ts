import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeFileName } from '../../../common/file-name.js'
import { safePaths } from '../../../common/safe-paths.js'

const bytes = (text: string) => new TextEncoder().encode(text).length

describe('safePaths', () => {
  test('keeps what is safe', () => {
    const paths = ['a.txt', 'b/a.txt', 'b/c/d.tar.gz', '사진/하나.jpg']
    expect(safePaths(paths)).toEqual(paths)
  })

  test('keeps the files of one folder together, and those of others apart', () => {
    expect(safePaths(['A/1', 'a/1', 'A/2', 'a/2'])).toEqual(['A/1', 'a (1)/1', 'A/2', 'a (1)/2'])
  })

  test('shortens what is too long for one path, and keeps extensions', () => {
    const [path = ''] = safePaths([`${`${'😀'.repeat(50)}/`.repeat(10)}${'x'.repeat(300)}.png`])
    expect(path.split('/')).toHaveLength(11)
    expect(path).toMatch(/x\.png$/)
    expect(bytes(path)).toBeLessThanOrEqual(720)
  })

  test('leaves the uppermost folders of what is too deep', () => {
    const [path = ''] = safePaths([`${'a/'.repeat(1_000)}b`])
    expect(path).toBe(`${'a/'.repeat(23)}b`)
  })

  test('makes of anything paths that every system takes below a folder, each of its own', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('..', '.', '/', '\\', 'CON', 'nul.', 'C:', 'a', 'A', 'a/', 'a/b', '😀'.repeat(60)),
    )
    const path = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(path, { maxLength: 12 }), (given) => {
        const paths = safePaths(given)
        expect(paths).toHaveLength(given.length)
        const files = paths.filter((_, at) => !given[at]?.endsWith('/')).map((file) => file.toLowerCase())
        expect(new Set(files).size).toBe(files.length)
        for (const safe of paths) {
          for (const name of safe.split('/')) expect(safeFileName(name)).toBe(name)
          const folders = safe.toLowerCase().split('/').slice(0, -1)
          for (const at of folders.keys()) expect(files).not.toContain(folders.slice(0, at + 1).join('/'))
          expect(bytes(safe)).toBeLessThanOrEqual(800)
        }
      }),
    )
  })
})
