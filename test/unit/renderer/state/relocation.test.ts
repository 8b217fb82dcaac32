import { setImmediate as settled } from 'node:timers/promises'
import { computed, signal } from '@preact/signals-core'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { HostToJoin, WayToHost } from '../../../../common/bridge.js'
import type { FoundHost } from '../../../../common/control.js'
import type { HostConnection, HostView } from '../../../../renderer/state/host-connection.js'
import { watchForRelocation } from '../../../../renderer/state/relocation.js'

const OWN = 'http://localhost:8080'
const BEFORE = 'http://192.168.1.5:8080'
const AFTER = 'http://192.168.1.9:8081'

const found = (origin: string, key = 'its key'): FoundHost => ({
  ...{ id: 'ann', name: 'Ann', version: '1.0.0', hasPasscode: false },
  ...{ origin, key },
})

const view = signal<HostView>({ origin: BEFORE, state: 'connected' })
const list = signal<readonly FoundHost[]>([])
const relocate = vi.fn()
const wayTo = vi.fn<(host: HostToJoin) => Promise<WayToHost>>()

beforeEach(() => {
  view.value = { origin: BEFORE, state: 'connected' }
  list.value = [found(BEFORE)]
  relocate.mockReset()
  wayTo.mockReset().mockImplementation(async ({ origin }) => ({ kind: 'secure', origin: `${origin}/secure` }))
  const isAtOwn = computed(() => view.value.origin === OWN)
  onTestFinished(watchForRelocation({ view, isAtOwn, relocate } as unknown as HostConnection, list, wayTo))
})

const lose = (origin = BEFORE) => {
  view.value = { origin, state: 'reconnecting' }
}

describe('a host that is lost', () => {
  test('is gone after to where the one with its key is found', async () => {
    lose()
    list.value = [found('http://192.168.1.7:8080', 'another key'), found(AFTER)]
    await settled()
    expect(wayTo).toHaveBeenCalledExactlyOnceWith({ origin: AFTER, key: 'its key' })
    expect(relocate).toHaveBeenCalledExactlyOnceWith({ origin: AFTER, via: `${AFTER}/secure` })
  })

  test('is gone after where it was found there before it was missed', async () => {
    list.value = [found(AFTER)]
    await settled()
    expect(relocate).not.toHaveBeenCalled()
    lose()
    await settled()
    expect(relocate).toHaveBeenCalledOnce()
  })

  test.each([
    ['at the same address', [found(BEFORE)]],
    ['with another key', [found(AFTER, 'another key')]],
    ['no more', []],
  ])('is waited for where it is found %s', async (_where, hosts) => {
    lose()
    list.value = hosts
    await settled()
    expect(relocate).not.toHaveBeenCalled()
  })

  test('is tried again where it does not answer there yet, until it is back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    wayTo.mockResolvedValue({ kind: 'unreachable' })
    lose()
    list.value = [found(AFTER)]
    await vi.advanceTimersByTimeAsync(3_000)
    expect(wayTo).toHaveBeenCalledTimes(2)
    view.value = { origin: BEFORE, state: 'connected' }
    await vi.advanceTimersByTimeAsync(10_000)
    expect(wayTo).toHaveBeenCalledTimes(2)
    expect(relocate).not.toHaveBeenCalled()
  })

  test('is not gone after to where it has another key than it says', async () => {
    wayTo.mockResolvedValue({ kind: 'changed' })
    lose()
    list.value = [found(AFTER)]
    await settled()
    expect(relocate).not.toHaveBeenCalled()
  })
})

test('the page’s own host is not gone after', async () => {
  list.value = [found(OWN)]
  view.value = { origin: OWN, state: 'connected' }
  lose(OWN)
  list.value = [found(AFTER)]
  await settled()
  expect(relocate).not.toHaveBeenCalled()
})
