import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Passcode } from '../../../../common/control.js'
import { PersonName } from '../../../../common/protocol.js'
import { splitPasscode, takeName, takePasscode, withName, withPasscode } from '../../../../renderer/state/hand-over.js'

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
      const { data = '' } = PersonName.safeParse(name)
      expect(open(withName(PAGE, name))).toEqual({ name: data || undefined, address: PAGE })
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

describe('a passcode', () => {
  /** The cookies of the host, as all its pages see them. */
  let cookies: Map<string, string>

  beforeEach(() => {
    cookies = new Map([['of-others', 'ab12']])
    vi.stubGlobal('document', {
      get cookie() {
        return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      },
      set cookie(text: string) {
        const [, name = '', value = '', age = ''] =
          /^([\w-]+)=(\w*); max-age=(\d+); path=\/; samesite=strict$/.exec(text) ?? []
        if (age === '0') cookies.delete(name)
        else cookies.set(name, value)
      },
    })
  })

  test('arrives as it was, once, and is neither in the link nor in the cookie', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (text) => {
        const { data } = Passcode.safeParse(text)
        fc.pre(data !== undefined)
        const link = withPasscode(withName(PAGE, 'Ann'), splitPasscode(data))
        const page = openPage(link)
        expect(takeName()).toBe('Ann')
        expect(takePasscode()).toBe(data)
        expect(page.href).toBe(PAGE)
        expect([...cookies.keys()]).toEqual(['of-others'])
        openPage(link)
        expect(takePasscode()).toBeUndefined()
      }),
    )
  })

  test('is split anew each time', () => {
    const halves = Array.from({ length: 5 }, () => splitPasscode('sesame opens'))
    expect(new Set([...cookies.values(), ...halves]).size).toBe(11)
  })

  test('of two that are on their way arrives as it was, whichever comes first', () => {
    const [first, second] = [splitPasscode('sesame'), splitPasscode('almond')]
    openPage(withPasscode(PAGE, second))
    expect(takePasscode()).toBe('almond')
    openPage(withPasscode(PAGE, first))
    expect(takePasscode()).toBe('sesame')
  })

  test.each(['', 'sesame', 'ab', '%00', 'zz'.repeat(6)])('of which %j is said to be one half is none', (half) => {
    splitPasscode('sesame')
    const page = openPage(`${PAGE}#passcode=${half}`)
    expect(takePasscode()).toBeUndefined()
    expect(page.href).toBe(PAGE)
  })

  test('that no link brought along is not looked for', () => {
    const half = splitPasscode('sesame')
    openPage(PAGE)
    expect(takePasscode()).toBeUndefined()
    openPage(withPasscode(PAGE, half))
    expect(takePasscode()).toBe('sesame')
  })
})
