import type { Socket } from 'socket.io-client'
import { describe, expect, test, vi } from 'vitest'
import { signaling } from '../../../../../common/contract/signaling.js'
import { asking } from '../../../../../renderer/call/signaling/ask.js'

type Answer = (timeout: Error | null, answer?: unknown) => void

/** A socket on which the test answers what the page asks. */
function start() {
  const asked: unknown[][] = []
  const timeouts: number[] = []
  let answer: Answer = () => {}
  const emit = (...packet: unknown[]) => {
    answer = packet.pop() as Answer
    asked.push(packet)
  }
  const socket = {
    timeout: (ms: number) => {
      timeouts.push(ms)
      return { emit }
    },
  }
  const note = vi.fn()
  const ask = asking(socket as unknown as Socket, signaling.requests, note)
  return { ask, asked, timeouts, note, answer: (...args: Parameters<Answer>) => answer(...args) }
}

const JOINED = { ok: true as const, room: 'standup', id: 'ann', initiator: true, peers: [] }

test('a request goes out as its payload, and without one as nothing', async () => {
  const { ask, asked, answer } = start()
  const left = ask('leave', undefined)
  answer(null, { ok: true })
  await left
  const renamed = ask('rename', { name: 'Ann' })
  answer(null, { ok: true })
  await renamed
  expect(asked).toEqual([['leave'], ['rename', { name: 'Ann' }]])
})

test('the answer is told at the moment it arrives, before what comes behind it', async () => {
  const { ask, answer } = start()
  const happened: string[] = []
  const joined = ask('create or join', 'standup', { onAnswer: ({ room }) => happened.push(`in ${room}`) })
  answer(null, JOINED)
  happened.push('somebody left')
  expect(await joined).toEqual(JOINED)
  expect(happened).toEqual(['in standup', 'somebody left'])
})

describe('it rejects', () => {
  test('with the refusal', async () => {
    const { ask, answer } = start()
    const onAnswer = vi.fn()
    const joined = ask('create or join', 'standup', { onAnswer })
    answer(null, { ok: false, code: 'room-full', message: 'Room standup is full.' })
    await expect(joined).rejects.toMatchObject({ code: 'room-full', message: 'Room standup is full.' })
    expect(onAnswer).not.toHaveBeenCalled()
  })

  test.each([
    ['no answer', [new Error('timeout')]],
    ['an answer that makes no sense', [null, 'yes']],
    ['an answer to another request', [null, { ok: true }]],
    ['a refusal nobody knows', [null, { ok: false, code: 'tired', message: 'Not today.' }]],
  ] as [string, Parameters<Answer>][])('as silent, for %s', async (_what, args) => {
    const { ask, answer } = start()
    const joined = ask('create or join', 'standup', { onAnswer: () => expect.unreachable() })
    answer(...args)
    await expect(joined).rejects.toMatchObject({ code: 'host-silent' })
  })

  test('with what whoever is told throws', async () => {
    const { ask, answer } = start()
    const failure = new Error('not now')
    const joined = ask('create or join', 'standup', {
      onAnswer: () => {
        throw failure
      },
    })
    answer(null, JOINED)
    await expect(joined).rejects.toBe(failure)
  })
})

test('the host has as long as is said, and six seconds otherwise', () => {
  const { ask, timeouts } = start()
  void ask('leave', undefined)
  void ask('leave', undefined, { timeoutMs: 20_000 })
  expect(timeouts).toEqual([6_000, 20_000])
})

test('what came back is noted as it came, and that nothing did', async () => {
  const { ask, answer, note } = start()
  const settled = () => {}
  const first = ask('leave', undefined).then(settled, settled)
  answer(null, { ok: true, more: 1 })
  await first
  const second = ask('leave', undefined).then(settled, settled)
  answer(new Error('timeout'))
  await second
  expect(note.mock.calls).toEqual([
    ['leave', { payload: { ok: true, more: 1 } }],
    ['leave', undefined],
  ])
})
