import { describe, expect, test } from 'vitest'
import type { ScreenSource } from '../../../../common/bridge.js'
import { ScreenQuestion } from '../../../../main/app/screen-question.js'

const SOURCES: ScreenSource[] = [{ id: 'screen:1:0', name: 'Screen 1', kind: 'screen', thumbnail: '' }]
const CHOICE = { id: 'screen:1:0', audio: false }

function start() {
  const pushed: unknown[] = []
  const question = new ScreenQuestion((event, payload) => pushed.push([event, payload]))
  return { pushed, question }
}

describe('ScreenQuestion', () => {
  test.each([[CHOICE], [null]])('asks the page and takes its answer %j', async (answer) => {
    const { pushed, question } = start()
    const choice = question.ask(SOURCES, true)
    expect(pushed).toEqual([['pick-screen', { sources: SOURCES, canShareSound: true }]])
    question.answer(answer)
    await expect(choice).resolves.toEqual(answer)
  })

  test('ends a question that is still open with the next one', async () => {
    const { question } = start()
    const first = question.ask(SOURCES, false)
    const second = question.ask(SOURCES, false)
    await expect(first).resolves.toBeNull()
    question.answer(CHOICE)
    await expect(second).resolves.toEqual(CHOICE)
  })

  test('heeds no answer that nobody asked for', () => {
    expect(() => start().question.answer(CHOICE)).not.toThrow()
  })
})
