import { describe, expect, test } from 'vitest'
import type { ScreenSource } from '../../../../common/bridge.js'
import { ScreenPicker } from '../../../../main/app/screen-picker.js'

const SOURCES: ScreenSource[] = [{ id: 'screen:1:0', name: 'Screen 1', kind: 'screen', thumbnail: '' }]
const CHOICE = { id: 'screen:1:0', audio: false }

function start() {
  const pushed: unknown[] = []
  const picker = new ScreenPicker((event, payload) => pushed.push([event, payload]))
  return { pushed, picker }
}

describe('ScreenPicker', () => {
  test.each([[CHOICE], [null]])('asks the page and takes its answer %j', async (answer) => {
    const { pushed, picker } = start()
    const choice = picker.pick(SOURCES, true)
    expect(pushed).toEqual([['pick-screen', { sources: SOURCES, canShareSound: true }]])
    picker.answer(answer)
    await expect(choice).resolves.toEqual(answer)
  })

  test('ends a question that is still open with the next one', async () => {
    const { picker } = start()
    const first = picker.pick(SOURCES, false)
    const second = picker.pick(SOURCES, false)
    await expect(first).resolves.toBeNull()
    picker.answer(CHOICE)
    await expect(second).resolves.toEqual(CHOICE)
  })

  test('heeds no answer that nobody asked for', () => {
    expect(() => start().picker.answer(CHOICE)).not.toThrow()
  })
})
