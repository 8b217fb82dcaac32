import { setImmediate as settled } from 'node:timers/promises'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { RelayOffer } from '../../../../common/protocol.js'
import { RelayLease } from '../../../../renderer/call/relay-lease.js'

const HALF_MS = 1_800_000

const offer = (username: string): RelayOffer => ({
  name: 'Ann',
  urls: ['turn:192.168.1.5:8080?transport=udp'],
  username,
  credential: 'c',
  lifetime: 3_600,
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

function start(ask: () => Promise<RelayOffer | undefined>) {
  const used: (string | undefined)[] = []
  const lease = new RelayLease(ask, (given) => used.push(given?.username))
  onTestFinished(() => {
    lease.end()
    vi.useRealTimers()
  })
  return { lease, used }
}

test('is renewed when half of its time is over, again and again', async () => {
  let count = 0
  const { lease, used } = start(async () => offer(String(++count)))
  lease.take(offer('first'))
  for (const _ of [1, 2]) {
    vi.advanceTimersByTime(HALF_MS)
    await settled()
  }
  expect(used).toEqual(['first', '1', '2'])
})

test('is asked for again where the host gave no answer', async () => {
  const ask = vi.fn(async () => offer('second'))
  ask.mockRejectedValueOnce(new Error('silent'))
  const { lease, used } = start(ask)
  lease.take(offer('first'))
  vi.advanceTimersByTime(HALF_MS)
  await settled()
  expect(used).toEqual(['first'])
  vi.advanceTimersByTime(60_000)
  await settled()
  expect(used).toEqual(['first', 'second'])
})

test('ends: an answer that comes later counts for nothing', async () => {
  const { lease, used } = start(async () => offer('late'))
  lease.take(offer('first'))
  vi.advanceTimersByTime(HALF_MS)
  lease.end()
  lease.take(undefined)
  await settled()
  expect(used).toEqual(['first', undefined])
})
