import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numbered, safeFileName } from '../../../common/file-name.js'

const bytes = (text: string) => new TextEncoder().encode(text).length

describe('safeFileName', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['../../x', 'x'],
    ['..\\..\\x', 'x'],
    ['/etc/passwd', 'passwd'],
    ['C:\\Windows\\win.ini', 'win.ini'],
    ['a/b/', 'b'],
    ['..', 'file'],
    ['', 'file'],
    [' . . ', 'file'],
    ['.bashrc', 'bashrc'],
    ['report.pdf. .', 'report.pdf'],
    ['CON', '_CON'],
    ['CON.txt', '_CON.txt'],
    ['con.tar.gz', '_con.tar.gz'],
    ['LPT1', '_LPT1'],
    ['COM¹.txt', '_COM¹.txt'],
    ['console.txt', 'console.txt'],
    ['what?*<>|".txt', 'what______.txt'],
    ['photo.jpg:Zone.Identifier', 'photo.jpg_Zone.Identifier'],
    ['line\nbreak\0.txt', 'line_break_.txt'],
    ['invoice\u202efdp.exe', 'invoice_fdp.exe'],
    ['half\ud800.txt', 'half_.txt'],
    ['안녕하세요 привет 👩‍👩‍👧‍👦.txt', '안녕하세요 привет 👩‍👩‍👧‍👦.txt'],
    ['e\u0301.txt', '\u00e9.txt'],
  ])('makes %j %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe)
  })

  test('cuts emoji where one ends, and keeps the extension', () => {
    const safe = safeFileName(`${'😀'.repeat(63)}.png`)
    expect(safe).toBe(`${'😀'.repeat(56)}.png`)
  })

  test('has a name of its own for what has none', () => {
    expect(safeFileName('...', 'Datei')).toBe('Datei')
  })

  test('makes of anything a name that every system takes, and of that the same again', () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('.', '/', '\\', ' ', 'CON', 'nul.', '😀'))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const safe = safeFileName(parts.join(''))
        expect(bytes(safe)).toBeLessThanOrEqual(231)
        expect(safe).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]/u)
        expect(safe).toMatch(/^[^\s.](?:.*[^\s.])?$/su)
        expect(safe).not.toMatch(/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i)
        expect(safeFileName(safe)).toBe(safe)
      }),
    )
  })
})

test.each([
  ['report.pdf', 'report (2).pdf'],
  ['archive.tar.gz', 'archive.tar (2).gz'],
  ['README', 'README (2)'],
  ['a. very long sentence with a dot', 'a. very long sentence with a dot (2)'],
])('a second %s is called %s', (name, second) => {
  expect(numbered(name, 2)).toBe(second)
})
