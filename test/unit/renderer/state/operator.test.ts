import '../../../helpers/page-globals.js'
import { afterEach, expect, test, vi } from 'vitest'
import { OperatorToken } from '../../../../main/host/operator-token.js'
import { operatorToken } from '../../../../renderer/state/operator.js'
import { fakeStorage } from '../../../helpers/fake-storage.js'

afterEach(() => void vi.unstubAllGlobals())

/** Opens this address in a tab, of which this is the storage. */
function open(address: string, tab = fakeStorage()) {
  const page = Object.assign(new URL(address), { reload: vi.fn() })
  const listeners = new Map<string, () => void>()
  vi.stubGlobal('location', page)
  vi.stubGlobal('sessionStorage', tab)
  vi.stubGlobal('addEventListener', (event: string, listener: () => void) => listeners.set(event, listener))
  vi.stubGlobal('history', {
    replaceState: (_state: unknown, _title: string, path: string) => {
      page.href = page.origin + path
    },
  })
  return { page, tab, token: operatorToken(), fire: (event: string) => listeners.get(event)?.() }
}

const PAGE = 'http://localhost:8080/'

test('the token of the link that the host’s program opens is taken out of the address', () => {
  const token = new OperatorToken()
  const opened = open(token.linkTo(PAGE))
  expect(token.matches(opened.token)).toBe(true)
  expect(opened.page.href).toBe(PAGE)
})

test('it holds while the tab is open, whatever room its page shows, and in no other tab', () => {
  const { tab, token } = open(new OperatorToken().linkTo(PAGE))
  expect(token).toBeDefined()
  expect(open(`${PAGE}standup`, tab).token).toBe(token)
  expect(open(PAGE).token).toBeUndefined()
})

test('the link of a host that was started anew counts where the page is open already', () => {
  const { page, tab, fire, token } = open(new OperatorToken().linkTo(PAGE))
  const later = new OperatorToken()
  page.href = later.linkTo(PAGE)
  fire('hashchange')
  expect(page.reload).toHaveBeenCalledOnce()
  const again = open(page.href, tab)
  expect(later.matches(again.token)).toBe(true)
  expect(later.matches(token)).toBe(false)
})

test('another fragment is nothing to load the page again for', () => {
  const { page, fire } = open(PAGE)
  page.href = `${PAGE}#top`
  fire('hashchange')
  expect(page.reload).not.toHaveBeenCalled()
})

test.each([undefined, '', 'x', 'x'.repeat(22)])('%o is no token', (guess) => {
  expect(new OperatorToken().matches(guess)).toBe(false)
})
