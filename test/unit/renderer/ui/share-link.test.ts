import { h, render } from 'preact'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { ShareLink } from '../../../../renderer/ui/ShareLink.js'
import { speakEnglish } from '../../../helpers/english.js'
import { fakeDocument } from '../../../helpers/fake-document.js'

const LINK = 'http://192.168.1.7:8080/standup'

beforeAll(speakEnglish)

/** The button, where there is one. */
function draw(navigator: object): HTMLElement | null {
  vi.stubGlobal('navigator', navigator)
  const root = fakeDocument()
  render(h(ShareLink, { link: LINK }), root)
  onTestFinished(() => render(null, root))
  return root.firstChild as HTMLElement | null
}

test('the system’s sheet is given the link, and may be closed without a word', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  onTestFinished(() => void process.off('unhandledRejection', unhandled))
  const share = vi.fn(() => Promise.reject(new DOMException('', 'AbortError')))
  draw({ share })?.click()
  expect(share).toHaveBeenCalledExactlyOnceWith({ title: 'Lanline', url: LINK })
  await new Promise((resolve) => setImmediate(resolve))
  expect(unhandled).not.toHaveBeenCalled()
})

test('a browser without such a sheet offers none', () => {
  expect(draw({})?.localName).not.toBe('button')
})
