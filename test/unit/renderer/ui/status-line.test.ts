import { h, render } from 'preact'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { StatusLine } from '../../../../renderer/ui/StatusLine.js'
import { fakeDocument } from '../../../helpers/fake-document.js'

const GONE = { sentence: 'The host has closed.', isNews: true }
const BACK = { sentence: 'In a call with Bob.', isNews: false }

let root: Element

beforeEach(() => {
  vi.useFakeTimers()
  root = fakeDocument()
  onTestFinished(() => {
    render(null, root)
    vi.useRealTimers()
  })
})

const show = async (status: typeof GONE, mayShrink = true) => {
  render(h(StatusLine, { status, mayShrink }), root)
  // Effects come after what the browser would draw.
  await vi.advanceTimersByTimeAsync(200)
}
const isChip = () => (root.firstChild?.firstChild as Element | null)?.localName === 'button'

test('news that lasts is there in full for six seconds, and then as a chip', async () => {
  await show(GONE)
  expect(isChip()).toBe(false)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(isChip()).toBe(false)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(isChip()).toBe(true)

  await show(BACK)
  expect(isChip()).toBe(false)
  await show({ ...GONE, sentence: 'The host is out of reach.' })
  expect(isChip()).toBe(false)
})

test('while nobody else is there news stays in full', async () => {
  await show(GONE, false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(isChip()).toBe(false)
})
