import * as v from 'valibot'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { nothing, request } from '../../../../common/contract/contract.js'
import { Reply } from '../../../../common/protocol.js'
import { answering, OK, readPacket, refusal } from '../../../../main/host/answer.js'
import { log } from '../../../../main/storage/log.js'

const REQUESTS = {
  double: request(v.number(), Reply, 'A number.'),
  later: request(v.string(), Reply),
  rest: request(nothing, Reply),
} as const

/** Answers, and tells what the handlers were given. */
function start() {
  const given: unknown[] = []
  const report = vi.spyOn(log, 'error').mockImplementation(() => {})
  onTestFinished(() => report.mockRestore())
  const answer = answering<typeof REQUESTS, string>(REQUESTS, {
    double: (who, number) => {
      given.push([who, number])
      if (number === 13) throw new Error('unlucky')
      return OK
    },
    later: async (who, text) => {
      given.push([who, text])
      if (text === 'fail') throw new Error('too late')
      return refusal('busy', 'Not now.')
    },
    rest: (who, payload) => {
      given.push([who, payload])
      return OK
    },
  })
  return { answer, given, report }
}

test('a payload that fits goes to the handler, and its reply comes back as it is made: at once, or later', async () => {
  const { answer, given } = start()
  expect(answer('ann', 'double', 2)).toEqual({ ok: true })
  const later = answer('ann', 'later', 'x')
  expect(later).toBeInstanceOf(Promise)
  expect(await later).toEqual({ ok: false, code: 'busy', message: 'Not now.' })
  expect(given).toEqual([
    ['ann', 2],
    ['ann', 'x'],
  ])
})

test('one that does not fit is refused, with what is expected', () => {
  const { answer, given } = start()
  expect(answer('ann', 'double', 'two')).toEqual({ ok: false, code: 'bad-request', message: 'A number.' })
  expect(given).toEqual([])
})

test('where none is expected, none is looked at', () => {
  const { answer, given } = start()
  expect(answer('ann', 'rest', { any: 'thing' })).toEqual({ ok: true })
  expect(given).toEqual([['ann', undefined]])
})

test.each(['triple', 'toString', '__proto__', ''])('"%s", which is in no row, is not answered', (event) => {
  expect(start().answer('ann', event, 1)).toBeUndefined()
})

test.each([
  ['double', 13],
  ['later', 'fail'],
])('a handler of "%s" that fails is told of, and the client gets a refusal', async (event, payload) => {
  const { answer, report } = start()
  expect(await answer('ann', event, payload)).toMatchObject({ ok: false, code: 'internal-error' })
  expect(report).toHaveBeenCalledOnce()
})

describe('a packet', () => {
  const ack = () => {}

  test.each([
    [['leave'], { event: 'leave', payload: undefined, ack: undefined }],
    [['leave', ack], { event: 'leave', payload: undefined, ack }],
    [['rename', { name: 'x' }], { event: 'rename', payload: { name: 'x' }, ack: undefined }],
    [['rename', { name: 'x' }, ack], { event: 'rename', payload: { name: 'x' }, ack }],
    [['rename', 1, 2, ack], { event: 'rename', payload: 1, ack }],
  ])('%j is taken apart', (packet, parts) => {
    expect(readPacket(packet)).toEqual(parts)
  })
})
