import '../../../helpers/page-globals.js'
import { signal } from '@preact/signals-core'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Devices } from '../../../../renderer/call/devices/devices.js'
import type { Calling } from '../../../../renderer/state/calling.js'
import type { Goal } from '../../../../renderer/state/goal.js'
import type { HostConnection } from '../../../../renderer/state/host-connection.js'
import { keepWayBack, readWayBack } from '../../../../renderer/state/way-back.js'
import { fakeStorage } from '../../../helpers/fake-storage.js'

const ROOM: Goal = { kind: 'room', room: 'standup' }
const NOW = 1_800_000_000_000

const goal = signal<Goal | undefined>(ROOM)
const microphone = { wanted: signal(true) }
const camera = { wanted: signal(true) }
let navigation = 'reload'
let stop: () => void

beforeEach(() => {
  vi.stubGlobal('sessionStorage', fakeStorage())
  vi.useFakeTimers({ now: NOW })
  vi.spyOn(performance, 'getEntriesByType').mockImplementation(() => [{ type: navigation } as never])
  onTestFinished(() => {
    stop()
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
  navigation = 'reload'
  goal.value = ROOM
  microphone.wanted.value = true
  const calling = {
    get wayBack() {
      return goal.value
    },
  }
  const host = { view: signal({ origin: 'http://192.168.1.5:8080' }) }
  stop = keepWayBack(
    calling as Calling,
    { microphone, camera } as unknown as Devices,
    host as unknown as HostConnection,
  )
})

test('the way back is into the same room of the same host, as the person was', () => {
  microphone.wanted.value = false
  stop()
  expect(readWayBack()).toEqual({
    goal: ROOM,
    origin: 'http://192.168.1.5:8080',
    microphone: false,
    camera: true,
    at: NOW,
  })
})

test('there is none out of a call', () => {
  goal.value = undefined
  expect(readWayBack()).toBeUndefined()
})

test('there is none where the page was not loaded anew', () => {
  navigation = 'navigate'
  expect(readWayBack()).toBeUndefined()
})

test('it is good for a minute after the page was last there, be it that it crashed', () => {
  vi.advanceTimersByTime(600_000)
  stop()
  vi.advanceTimersByTime(59_999)
  expect(readWayBack()).toMatchObject({ goal: ROOM })
})

test('it is no good later', () => {
  stop()
  vi.advanceTimersByTime(60_000)
  expect(readWayBack()).toBeUndefined()
})
