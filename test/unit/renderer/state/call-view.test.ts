import { signal } from '@preact/signals'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { CallView } from '../../../../renderer/state/call-view.js'
import type { Calling, CallNews } from '../../../../renderer/state/calling.js'
import { Opening } from '../../../../renderer/state/opening.js'

const isOpen = signal(false)
const news = signal<CallNews | undefined>(undefined)
const since = signal<number | undefined>(undefined)
let log: Opening
let view: CallView

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  isOpen.value = false
  news.value = undefined
  const chat = {
    isOpen,
    toggle: () => {
      isOpen.value = !isOpen.value
    },
    close: () => {
      isOpen.value = false
    },
  }
  log = new Opening()
  view = new CallView({ chat, news, since } as unknown as Calling, [log])
})

const message = { kind: 'message', from: 'bob', author: 'Bob', text: 'hello' } as const

test('a message is shown for five seconds, and a press on it opens the chat', () => {
  news.value = message
  vi.advanceTimersByTime(4_900)
  expect(view.message.value.value).toEqual(message)
  vi.advanceTimersByTime(200)
  expect(view.message.value.value).toBeUndefined()

  news.value = { ...message, text: 'again' }
  view.openChat()
  expect([isOpen.value, view.message.value.value]).toEqual([true, undefined])
})

test('while the chat is open messages are shown there alone', () => {
  isOpen.value = true
  news.value = message
  expect(view.message.value.value).toBeUndefined()
})

test('who came or went is shown for three seconds, the last of them', () => {
  news.value = { kind: 'came', name: 'Bob' }
  vi.advanceTimersByTime(2_000)
  news.value = { kind: 'left', name: 'Cem' }
  vi.advanceTimersByTime(2_900)
  expect(view.passage.value.value).toEqual({ kind: 'left', name: 'Cem' })
  vi.advanceTimersByTime(200)
  expect(view.passage.value.value).toBeUndefined()
})

test('a person who is pinned is large until they are let go, or until the call is another', () => {
  view.pin('bob')
  expect([view.pinned.value, view.layout.value]).toEqual(['bob', 'speaker'])
  view.pin('cem')
  expect([view.pinned.value, view.layout.value]).toEqual(['cem', 'speaker'])
  view.pin('cem')
  expect([view.pinned.value, view.layout.value]).toEqual([undefined, 'grid'])
  view.pin('bob')
  view.isSelfHidden.value = true
  since.value = 1
  expect([view.pinned.value, view.layout.value, view.isSelfHidden.value]).toEqual([undefined, 'grid', false])
})

test('one panel at a time is open, the one that was opened last', () => {
  const open = () => [isOpen, view.people.isOpen, view.files.isOpen, log.isOpen].map(({ value }) => value)
  view.openChat()
  view.people.open()
  expect(open()).toEqual([false, true, false, false])
  log.open()
  expect(open()).toEqual([false, false, false, true])
  view.files.open()
  expect(open()).toEqual([false, false, true, false])
  view.openChat()
  expect(open()).toEqual([true, false, false, false])
  view.people.toggle()
  view.people.toggle()
  expect(open()).toEqual([false, false, false, false])
})
