import { signal } from '@preact/signals'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { CallView } from '../../../../renderer/state/call-view.js'
import type { Calling, CallNews } from '../../../../renderer/state/calling.js'

const isOpen = signal(false)
const news = signal<CallNews | undefined>(undefined)
const since = signal<number | undefined>(undefined)
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
  }
  view = new CallView({ chat, news, since } as unknown as Calling)
})

const message = { kind: 'message', author: 'Bob', text: 'hello' } as const

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

test('one panel at a time is open', () => {
  view.openChat()
  view.togglePeople()
  expect([isOpen.value, view.isPeopleOpen.value]).toEqual([false, true])
  view.openChat()
  expect([isOpen.value, view.isPeopleOpen.value]).toEqual([true, false])
})
