import '../../../helpers/page-globals.js'
import { signal } from '@preact/signals-core'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { Continuity } from '../../../../renderer/state/continuity.js'
import type { Goal, Screen } from '../../../../renderer/state/goal.js'
import { tabStorage, WAY_BACK } from '../../../../renderer/state/storage.js'
import { fakeStorage } from '../../../helpers/fake-storage.js'

const ROOM: Goal = { kind: 'room', room: 'standup' }
const ELSEWHERE = 'http://192.168.1.5:8080'

beforeEach(() => {
  vi.stubGlobal('sessionStorage', fakeStorage())
  vi.stubGlobal('reportError', vi.fn())
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type: 'reload' } as never])
  onTestFinished(() => void vi.restoreAllMocks())
})

/** A page that was loaded anew while it was in a room of another host, which answers or does not. */
function start({ isThere = true }) {
  const way = { goal: ROOM, origin: ELSEWHERE, microphone: true, camera: true, at: Date.now() }
  tabStorage.set(WAY_BACK, JSON.stringify(way))
  const screen = signal<Screen>({ kind: 'start' })
  const wake = { call: vi.fn(), host: vi.fn() }
  const parts = [
    { screen, wake: wake.call, call: signal(undefined), peers: signal([{ control: { on: () => {} } }]) },
    { microphone: { wanted: signal(true) }, camera: { wanted: signal(true) } },
    { isAtOwn: signal(true), wake: wake.host, view: signal({ origin: ELSEWHERE, state: 'connected' }) },
    {},
    { toInvite: async () => isThere },
    { ready: Promise.resolve(), isCopy: false },
  ]
  const continuity = new Continuity(...(parts as unknown as ConstructorParameters<typeof Continuity>))
  let arrive = () => {}
  const go = vi.fn(
    (_goal: Goal) =>
      new Promise<void>((resolve) => {
        arrive = resolve
      }),
  )
  continuity.start(go)
  return { go, arrive: () => arrive(), screen, wake }
}

vi.mock('../../../../renderer/state/sleep-watch.js', () => ({
  watchForSleep: (onAwakening: () => void) => onAwakening(),
}))

vi.mock('../../../../renderer/call/path-watch.js', () => ({
  watchPaths: (_peers: unknown, onLost: () => void) => onLost(),
}))

const isKept = () => tabStorage.get(WAY_BACK) !== ''

test('the way back stays while the page is on it, since it may crash there, and goes once it leads nowhere', async () => {
  const { go, arrive } = start({})
  await vi.waitFor(() => expect(go).toHaveBeenCalledWith(ROOM))
  expect(isKept()).toBe(true)
  arrive()
  await vi.waitFor(() => expect(isKept()).toBe(false))
})

test('the way back goes where the host does not answer', async () => {
  const { go } = start({ isThere: false })
  await vi.waitFor(() => expect(isKept()).toBe(false))
  expect(go).not.toHaveBeenCalled()
})

test('in a call sleep is watched for, after which host and links are looked at, and lost paths, after which the host is', async () => {
  const { screen, wake } = start({})
  screen.value = { kind: 'call', goal: ROOM }
  await vi.waitFor(() => expect(wake.call).toHaveBeenCalledOnce(), 20_000)
  expect(wake.host).toHaveBeenCalledTimes(2)
})
