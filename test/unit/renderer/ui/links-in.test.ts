import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linksIn } from '../../../../renderer/ui/links-in.js'

const links = (text: string) => linksIn(text).flatMap(({ text: shown, href }) => (href === undefined ? [] : [shown]))

test.each([
  ['https://en.wikipedia.org/wiki/Alien_(film)', 'https://en.wikipedia.org/wiki/Alien_(film)'],
  ['(see https://en.wikipedia.org/wiki/Alien_(film))', 'https://en.wikipedia.org/wiki/Alien_(film)'],
  ['(https://example.org/a).', 'https://example.org/a'],
  ['http://[fd00::1]:8080/standup, now', 'http://[fd00::1]:8080/standup'],
  ['[http://[fd00::1]]', 'http://[fd00::1]'],
  ['https://example.org/?q=[a]&r={b}!', 'https://example.org/?q=[a]&r={b}'],
  ['https://example.org/a\u200b', 'https://example.org/a'],
  ['HTTPS://Example.org/A', 'HTTPS://Example.org/A'],
  ['https://example.org:443/', 'https://example.org:443/'],
])('the link in %j is %j', (text, link) => {
  expect(links(text)).toEqual([link])
})

test.each([
  'http://bank.example@evil.example/',
  'http://@evil.example/',
  'http://bank.example:8080@evil.example/',
  'http:///bank.example@evil.example/',
  'http://',
  'http://[::1/',
  'javascript:alert(1)',
])('%j is no link', (text) => {
  expect(links(text)).toEqual([])
  expect(
    linksIn(text)
      .map(({ text: part }) => part)
      .join(''),
  ).toBe(text)
})

test.each([
  ['http://bank.example\\@evil.example/', 'http://bank.example'],
  ['https://gооgle.com/a', 'https://xn--ggle-55da.com/a'],
  ['https://аррӏе.com/', 'https://xn--80ak6aa92e.com/'],
  ['https://пример.рф/а', 'https://пример.рф/а'],
  ['https://한국.kr/', 'https://한국.kr/'],
  ['https://münchen.de:8080/', 'https://münchen.de:8080/'],
  ['http://２１３０７０６４３３/', 'http://127.0.0.1/'],
  ['http:///gооgle.com/a', 'http:///xn--ggle-55da.com/a'],
  ['http://127.1:80/', 'http://127.0.0.1/'],
  ['https://ex%61mple.org/', 'https://example.org/'],
])('what is shown of %j is %j', (text, shown) => {
  expect(links(text)).toEqual([shown])
})

test('a link leads to the host that it shows, and the rest stays as it was written', () => {
  const piece = fc.constantFrom(
    'http://',
    'https://',
    'a.example',
    'пример',
    '@',
    '(',
    ')',
    '[',
    ']',
    '/',
    '\\',
    ':',
    ' ',
    '.',
    'х',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      for (const { text, href } of linksIn(pieces.join(''))) {
        if (href === undefined) continue
        expect(new URL(text).host).toBe(new URL(href).host)
        expect(new URL(href).username).toBe('')
      }
    }),
  )
})
