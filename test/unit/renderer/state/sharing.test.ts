import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Bridge } from '../../../../common/bridge.js'
import { ScreenShare } from '../../../../renderer/call/screen-share.js'
import { Sharing } from '../../../../renderer/state/sharing.js'
import { type FakeMedia, stubMedia } from '../../../helpers/fake-media.js'

const BRIDGE = { on: () => {}, openPrivacySettings: async () => {} } as unknown as Bridge

let media: FakeMedia
let share: ScreenShare

beforeEach(() => {
  vi.useFakeTimers()
  media = stubMedia()
  media.holds = true
  share = new ScreenShare()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Wants to share, which fails. */
async function fail(sharing: Sharing, name: string, message?: string): Promise<void> {
  sharing.toggle()
  media.requests.at(-1)?.fail(name, message)
  await vi.advanceTimersByTimeAsync(0)
}

const pretendSystem = (platform: string, platformVersion: string) =>
  Object.assign(navigator, { userAgentData: { getHighEntropyValues: async () => ({ platform, platformVersion }) } })

test('a press shares the screen, and the next one stops that', async () => {
  const sharing = new Sharing(share, undefined)
  sharing.toggle()
  expect(sharing.state.value).toBe('starting')
  media.requests[0]?.grant()
  await vi.advanceTimersByTimeAsync(0)
  expect(sharing.state.value).toBe('on')
  sharing.toggle()
  expect([sharing.state.value, media.live]).toEqual(['off', []])
})

test('a press while the person chooses gives it up, whatever comes of it later, and the next one asks again', async () => {
  const sharing = new Sharing(share, BRIDGE)
  sharing.toggle()
  sharing.toggle()
  expect(sharing.state.value).toBe('off')
  media.requests[0]?.fail('AbortError')
  await vi.advanceTimersByTimeAsync(0)
  expect([sharing.state.value, sharing.problem.value]).toEqual(['off', undefined])
  sharing.toggle()
  media.requests[1]?.grant()
  await vi.advanceTimersByTimeAsync(0)
  expect(sharing.state.value).toBe('on')
})

test('a failure is said for a while, and not beyond the next press', async () => {
  const sharing = new Sharing(share, undefined)
  await fail(sharing, 'NotReadableError')
  expect(sharing.problem.value).toBe('failed')
  await vi.advanceTimersByTimeAsync(12_000)
  expect(sharing.problem.value).toBeUndefined()

  await fail(sharing, 'NotAllowedError', 'Permission denied by system')
  expect(sharing.problem.value).toBe('refused')
  sharing.toggle()
  expect(sharing.problem.value).toBeUndefined()
})

test('whoever cancels is told nothing', async () => {
  const sharing = new Sharing(share, undefined)
  await fail(sharing, 'NotAllowedError', 'Permission denied')
  expect([sharing.state.value, sharing.problem.value]).toEqual(['off', undefined])
})

test.each([
  ['macOS', '14.6.1', 'refused'],
  ['macOS', '15.0.0', undefined],
  ['Windows', '10.0.0', undefined],
])('in the app on %s %s, what fails before the person was asked is %s', async (platform, version, problem) => {
  pretendSystem(platform, version)
  const sharing = new Sharing(share, BRIDGE)
  await fail(sharing, 'AbortError')
  expect([sharing.state.value, sharing.problem.value]).toEqual(['failed', problem])
})
