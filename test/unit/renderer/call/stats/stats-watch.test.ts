import { signal } from '@preact/signals-core'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { RemotePeer } from '../../../../../renderer/call/call.js'
import type { LinkState } from '../../../../../renderer/call/peer-link.js'
import type { StatsEntry } from '../../../../../renderer/call/stats/link-stats.js'
import { KEPT_MS, MARK_MS, StatsWatch } from '../../../../../renderer/call/stats/stats-watch.js'
import { reportOf } from '../../../../helpers/recorded-stats.js'

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
})

/** A peer whose microphone sends 50 packets a second, and loses this share of them from now on. */
function talker() {
  const state = signal<LinkState>('connected')
  const counts = { sent: 0, lost: 0, atMs: Date.now() }
  const network = { loses: 0 }
  const report = vi.fn(async () => {
    const packets = (50 * (Date.now() - counts.atMs)) / 1000
    counts.atMs = Date.now()
    counts.sent += packets
    counts.lost += packets * network.loses
    const entry: StatsEntry = {
      ...{ type: 'inbound-rtp', id: 'in', timestamp: Date.now(), mid: '0', jitter: 0.001 },
      ...{ packetsReceived: counts.sent - counts.lost, packetsLost: counts.lost, bytesReceived: 80 * counts.sent },
    }
    return reportOf([entry])
  })
  return { peer: { state, report } as unknown as RemotePeer, report, state, network }
}

function watching(...peers: RemotePeer[]) {
  const watch = new StatsWatch(signal(peers))
  const stops: (() => void)[] = []
  onTestFinished(() => {
    for (const stop of stops) stop()
  })
  const look = (everyMs: number) => {
    const stop = watch.look(everyMs)
    stops.push(stop)
    return stop
  }
  return { watch, look }
}

test('reads while somebody looks, as often as the most eager of them wants it', async () => {
  const { peer, report } = talker()
  const { look } = watching(peer)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(report).not.toHaveBeenCalled()

  const stopMark = look(MARK_MS)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(report).toHaveBeenCalledTimes(5)
  const stopPanel = look(1_000)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(report).toHaveBeenCalledTimes(16)
  stopPanel()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(report).toHaveBeenCalledTimes(18)

  stopMark()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(report).toHaveBeenCalledTimes(18)
})

test('keeps two minutes of readings', async () => {
  const { peer } = talker()
  const { watch, look } = watching(peer)
  look(1_000)
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  const { readings } = watch.linkTo(peer)
  expect(readings.value).toHaveLength(KEPT_MS / 1_000 + 1)
  expect(readings.value.at(-1)).toMatchObject({ received: { microphone: { bitrate: 80 * 50 * 8 } } })
})

test('says within a quarter of a minute that a connection is poor, and that it is no longer, whoever looks', async () => {
  for (const everyMs of [MARK_MS, 1_000]) {
    const { peer, network } = talker()
    const { watch, look } = watching(peer)
    const { isPoor } = watch.linkTo(peer)
    look(everyMs)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(isPoor.value).toBe(false)
    network.loses = 0.05
    await vi.advanceTimersByTimeAsync(15_000)
    expect(isPoor.value).toBe(true)
    network.loses = 0
    await vi.advanceTimersByTimeAsync(15_000)
    expect(isPoor.value).toBe(false)
  }
})

test('loss of what comes in makes the connection poor, and what goes out none the less', async () => {
  const { peer, network } = talker()
  const { watch, look } = watching(peer)
  look(MARK_MS)
  network.loses = 0.05
  await vi.advanceTimersByTimeAsync(20_000)
  const { isPoor, isPoorOut } = watch.linkTo(peer)
  expect([isPoor.value, isPoorOut.value]).toEqual([true, false])
})

test('reads nothing of a link that is interrupted, and counts nothing from before that', async () => {
  const { peer, report, state } = talker()
  const { watch, look } = watching(peer)
  look(1_000)
  await vi.advanceTimersByTimeAsync(5_000)
  state.value = 'interrupted'
  const calls = report.mock.calls.length
  await vi.advanceTimersByTimeAsync(5_000)
  expect(report).toHaveBeenCalledTimes(calls)
  state.value = 'connected'
  await vi.advanceTimersByTimeAsync(1_000)
  expect(watch.linkTo(peer).readings.value.at(-1)?.received.microphone).not.toHaveProperty('bitrate')
})

test('one link that does not answer holds up no other', async () => {
  const [silent, fine] = [talker(), talker()]
  silent.report.mockImplementation(() => new Promise(() => undefined))
  const { watch, look } = watching(silent.peer, fine.peer)
  look(1_000)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(watch.linkTo(silent.peer).readings.value).toEqual([])
  expect(watch.linkTo(fine.peer).readings.value.length).toBeGreaterThanOrEqual(4)
})
