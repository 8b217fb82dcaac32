import { h, render } from 'preact'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { speak } from '../../../../renderer/state/language.js'
import { StatusLine } from '../../../../renderer/ui/StatusLine.js'
import type { CallStatus } from '../../../../renderer/ui/sentences.js'
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

const show = async (status: CallStatus, mayShrink = true) => {
  render(h(StatusLine, { status, mayShrink }), root)
  // Effects come after what the browser would draw.
  await vi.advanceTimersByTimeAsync(200)
}
interface Drawn {
  readonly childNodes: readonly Drawn[]
  readonly attributes: Readonly<Record<string, string>>
  readonly data: string
}
const textOf = (node: unknown): string => (node as Drawn).data + (node as Drawn).childNodes.map(textOf).join('')
const readOut = (node: unknown): string => {
  const { data, childNodes, attributes } = node as Drawn
  return attributes['aria-hidden'] === 'true' ? '' : data + childNodes.map(readOut).join('')
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

test('of a lost host it is said for how long, also where the sentence changes, and to no screen reader each second', async () => {
  await speak('en', [])
  const lost = { sentence: 'The host is out of reach.', isNews: true, isTimed: true }
  await show(lost)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(textOf(root)).toMatch(/^The host is out of reach\. For 0:0[34] now\.$/)
  await vi.advanceTimersByTimeAsync(30_000)
  await show({ ...lost, sentence: 'The host is gone.' })
  expect(textOf(root)).toMatch(/^The host is gone\. For 0:3[34] now\.$/)
  expect(readOut(root)).toBe('The host is gone.')
  const back = show(BACK)
  // At once, which is before any effect.
  expect(textOf(root)).toBe(BACK.sentence)
  await back
  await show(lost)
  expect(textOf(root)).toMatch(/For 0:00 now/)
})

test('while nobody else is there news stays in full', async () => {
  await show(GONE, false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(isChip()).toBe(false)
})
