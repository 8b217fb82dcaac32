import '../../../helpers/page-globals.js'
import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ToldLine } from '../../../../common/channels.js'
import { Emitter } from '../../../../common/emitter.js'
import type { Call, CallEvents } from '../../../../renderer/call/call.js'
import { Chat } from '../../../../renderer/state/chat.js'
import { Recall } from '../../../../renderer/state/recall.js'

const BOB = { id: 'bob', name: signal('Bob') }
const CARL = { id: 'carl', name: signal('Carl') }

class FakeCall extends Emitter<CallEvents> {
  readonly peers = signal([CARL])
  readonly recall = vi.fn()

  happens<E extends keyof CallEvents>(event: E, payload: CallEvents[E]): void {
    this.emit(event, payload)
  }
}

function begin(isAfterMove = false) {
  const call = new FakeCall()
  const chat = new Chat(async () => true)
  new Recall(call as unknown as Call, chat, isAfterMove)
  return { call, chat }
}

/** What is told to Bob, who asks. */
function toldToBob(call: FakeCall): ToldLine[] {
  const lines: ToldLine[] = []
  call.happens('recall', { id: 'bob', tell: (line) => lines.push(line) })
  return lines
}

const line = (text: string, at: number, rest: Partial<ToldLine> = {}): ToldLine => ({
  ...{ author: 'Carl', isYours: false, text, at },
  ...rest,
})

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

test('whoever asks is told what was said while they were in the call, and no note', async () => {
  const { call, chat } = begin()
  chat.hear('Carl', 'before Bob')
  vi.advanceTimersByTime(10)
  call.peers.value = [BOB, CARL]
  chat.note('Bob came in.')
  chat.hear('Bob', 'hello')
  chat.draft.value = 'hello Bob'
  await chat.send()
  expect(toldToBob(call)).toEqual([
    { author: 'Bob', isYours: true, text: 'hello', at: 1_000_010 },
    { author: '', isYours: false, text: 'hello Bob', at: 1_000_010 },
  ])
})

test('who never was in the call is told nothing', () => {
  const { call, chat } = begin()
  chat.hear('Carl', 'between us')
  expect(toldToBob(call)).toEqual([])
})

test('who is back within two minutes is told the rest too; who comes later is told only what is said from then on', () => {
  const { call, chat } = begin()
  call.peers.value = [BOB, CARL]
  chat.hear('Carl', 'with Bob')
  call.peers.value = [CARL]
  vi.advanceTimersByTime(120_000)
  call.peers.value = [BOB, CARL]
  expect(toldToBob(call).map(({ text }) => text)).toEqual(['with Bob'])
  call.peers.value = [CARL]
  vi.advanceTimersByTime(120_001)
  chat.hear('Carl', 'without Bob')
  vi.advanceTimersByTime(1)
  call.peers.value = [BOB, CARL]
  expect(toldToBob(call)).toEqual([])
})

test('a page that took the place of another asks, and hears one of those who tell it, in the order of the lines', () => {
  const { call, chat } = begin(true)
  call.peers.value = [BOB, CARL]
  expect(call.recall).toHaveBeenCalledOnce()
  chat.hear('Bob', 'already here')
  call.happens('said', { id: 'bob', line: line('first', 10) })
  call.happens('said', { id: 'carl', line: line('first', 10) })
  call.happens('said', { id: 'bob', line: line('mine', 20, { isYours: true }) })
  call.happens('said', { id: 'bob', line: line('Bob’s own', 30, { author: '' }) })
  expect(chat.entries.value.map(({ author, text, isOwn }) => [author, text, isOwn])).toEqual([
    ['Carl', 'first', false],
    ['', 'mine', true],
    ['Bob', 'Bob’s own', false],
    ['Bob', 'already here', false],
  ])
  expect(chat.unread.value).toBe(1)
})

test('a page that took nobody’s place asks for nothing, and takes nothing that it is told', () => {
  const { call, chat } = begin()
  call.happens('said', { id: 'bob', line: line('made up', 10) })
  expect(call.recall).not.toHaveBeenCalled()
  expect(chat.entries.value).toEqual([])
})
