import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { PersonName } from '../../../../common/protocol.js'
import { readAs } from '../../../../common/schema.js'
import { takeName, takeTicket, withName, withTicket } from '../../../../renderer/state/hand-over.js'

afterEach(() => void vi.unstubAllGlobals())

/** Opens a page at this address. */
function openPage(address: string): URL {
  const page = new URL(address)
  vi.stubGlobal('location', page)
  vi.stubGlobal('history', {
    replaceState: (_state: unknown, _title: string, path: string) => {
      page.href = page.origin + path
    },
  })
  return page
}

/** Opens a page at this address, and gives the name that it takes and what its address is then. */
function open(address: string): { name: string | undefined; address: string } {
  const page = openPage(address)
  return { name: takeName(), address: page.href }
}

const PAGE = 'https://192.168.1.5:8443/standup'

test('any name arrives as it was, and is not left in the address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (name) => {
      const shown = readAs(PersonName, name)
      expect(open(withName(PAGE, name))).toEqual({ name: shown || undefined, address: PAGE })
    }),
  )
})

test.each([
  ['too long', `#name=${'x'.repeat(41)}`, undefined],
  ['with a control character', '#name=Ann%00', undefined],
  ['of nothing that shows', '#name=%E2%80%8B', undefined],
  ['empty', '#name=', undefined],
  ['of markup, which is a name like any other', '#name=%3Cb%3EAnn', '<b>Ann'],
])('a name %s', (_, fragment, name) => {
  expect(open(PAGE + fragment)).toEqual({ name, address: PAGE })
})

test('a page whose link brought no name is left alone', () => {
  expect(open(`${PAGE}#top`)).toEqual({ name: undefined, address: `${PAGE}#top` })
})

test('a ticket arrives with the name, and is not left in the address', () => {
  const page = openPage(withTicket(withName(PAGE, 'Ann'), 'Zm9vYmFy_-'))
  expect(takeTicket()).toBe('Zm9vYmFy_-')
  expect(takeName()).toBe('Ann')
  expect(page.href).toBe(PAGE)
  expect(takeTicket()).toBeUndefined()
})

test('an empty ticket is none', () => {
  const page = openPage(`${PAGE}#ticket=`)
  expect(takeTicket()).toBeUndefined()
  expect(page.href).toBe(PAGE)
})
