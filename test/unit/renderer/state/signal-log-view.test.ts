import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { KEPT_ENTRIES, SignalLog } from '../../../../renderer/call/signal-log.js'
import { SignalLogView } from '../../../../renderer/state/signal-log-view.js'

let log: SignalLog
let view: SignalLogView

/** Lines that the host writes, from one number up to another. */
function write(from: number, to: number): void {
  for (let line = from; line < to; line++) log.add({ direction: 'in', type: 'log', payload: [`line ${line}.`] })
  vi.runAllTimers()
}

const shown = () => view.shown.value.map((entry) => view.summaryOf(entry))

beforeEach(() => {
  vi.useFakeTimers()
  log = new SignalLog()
  view = new SignalLogView(log)
})
afterEach(() => void vi.useRealTimers())

describe('a long log', () => {
  test('shows its newest 200 entries, and 200 more each time that earlier ones are asked for', () => {
    write(0, 500)
    view.open()
    expect(shown()).toHaveLength(200)
    expect(shown().at(-1)).toContain('line 499.')
    view.showEarlier()
    expect(shown()).toHaveLength(400)
    expect(shown()[0]).toContain('line 100.')
    view.showEarlier()
    expect(shown()).toHaveLength(500)
  })

  test('goes on showing as many while more come in, and tells how many are gone', () => {
    view.open()
    view.showEarlier()
    write(0, KEPT_ENTRIES + 500)
    expect(shown()).toHaveLength(400)
    expect(shown().at(-1)).toContain(`line ${KEPT_ENTRIES + 499}.`)
    expect([view.count.value, view.goneCount.value]).toEqual([KEPT_ENTRIES, 500])
    view.filter.value = 'line 2345.'
    expect(shown()).toHaveLength(1)
  })
})

test('the filter leaves what has all its words in direction, type or summary, whatever their case', () => {
  log.add({ direction: 'in', type: 'log', payload: ['a candidate'] })
  log.add({ direction: 'out', type: 'log', payload: ['a Candidate'] })
  view.open()
  view.filter.value = ' candidate  OUT'
  expect(view.matching.value).toMatchObject([{ direction: 'out' }])
  view.filter.value = 'nothing like that'
  expect([view.matching.value, view.count.value]).toEqual([[], 2])
})

test('what is closed holds nothing, and opens again with its end and its filter', () => {
  write(0, 500)
  view.open()
  view.showEarlier()
  view.filter.value = 'line'
  view.close()
  write(500, 600)
  expect([view.count.value, shown()]).toEqual([0, []])
  view.open()
  expect(shown()).toHaveLength(200)
  expect([shown().at(-1), view.filter.value]).toEqual([expect.stringContaining('line 599.'), 'line'])
})
