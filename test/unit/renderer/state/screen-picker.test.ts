import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Bridge, BridgeEvents } from '../../../../common/bridge.js'
import { ScreenShare } from '../../../../renderer/call/screen-share.js'
import { ScreenPicker } from '../../../../renderer/state/screen-picker.js'
import { stubMedia } from '../../../helpers/fake-media.js'

const REQUEST: BridgeEvents['pick-screen'] = {
  sources: [{ id: 'screen:0:0', name: 'Screen 1', kind: 'screen', thumbnail: '' }],
  canShareSound: true,
}

const pickScreen = vi.fn<Bridge['pickScreen']>()
let ask: (request: BridgeEvents['pick-screen']) => void
let share: ScreenShare
let picker: ScreenPicker

beforeEach(() => {
  stubMedia().holds = true
  vi.stubGlobal('reportError', () => {})
  pickScreen.mockReset().mockResolvedValue()
  const on = (_event: string, listener: typeof ask) => {
    ask = listener
  }
  share = new ScreenShare()
  picker = new ScreenPicker({ pickScreen, on } as unknown as Bridge, share)
})

afterEach(() => vi.unstubAllGlobals())

test('what is chosen is passed on once, and the question is gone', () => {
  void share.start()
  ask(REQUEST)
  expect(picker.request.value).toEqual(REQUEST)
  picker.choose('screen:0:0', true)
  picker.choose('screen:0:0', true)
  expect(pickScreen.mock.calls).toEqual([[{ id: 'screen:0:0', audio: true }]])
  expect(picker.request.value).toBeUndefined()
  expect(share.state.value).toBe('starting')
})

test('whoever cancels, or leaves the call, shares nothing', () => {
  for (const giveUp of [() => picker.cancel(), () => share.stop()]) {
    void share.start()
    ask(REQUEST)
    giveUp()
    expect(picker.request.value).toBeUndefined()
    expect(share.state.value).toBe('off')
  }
  expect(pickScreen.mock.calls).toEqual([[null], [null]])
})

test('a question that comes when nothing is to be shared any more is not put', () => {
  ask(REQUEST)
  expect(picker.request.value).toBeUndefined()
  expect(pickScreen.mock.calls).toEqual([[null]])
})

test('a question that takes the place of another leaves the answer to itself', () => {
  void share.start()
  ask(REQUEST)
  ask({ ...REQUEST, canShareSound: false })
  expect(pickScreen).not.toHaveBeenCalled()
  expect(picker.request.value?.canShareSound).toBe(false)
})

test('an answer that the app does not take ends the wish to share', async () => {
  pickScreen.mockRejectedValue(new Error('The app failed.'))
  void share.start()
  ask(REQUEST)
  picker.choose('screen:0:0', false)
  await vi.waitFor(() => expect(share.state.value).toBe('off'))
})
