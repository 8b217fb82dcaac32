import { describe, expect, test } from 'vitest'
import { read, type StatsEntry } from '../../../../../renderer/call/stats/link-stats.js'
import { recordedStats, reportOf } from '../../../../helpers/recorded-stats.js'

/** The second of two recorded reports, after the first; `change` changes entries of the second before. */
function second(browser: 'chromium' | 'firefox', change: (entry: StatsEntry) => Partial<StatsEntry> = () => ({})) {
  const [first, then] = recordedStats(browser)
  const changed = then.map((entry) => ({ ...entry, ...change(entry) }))
  return read(read(undefined, reportOf(first)), reportOf(changed)).stats
}

describe('of what Chromium tells', () => {
  test('there is everything, both ways, and nothing of the screen that nobody shares', () => {
    const stats = second('chromium')
    expect(stats).toMatchObject({ path: { local: 'host', remote: 'host', protocol: 'udp' }, roundTripMs: 2 })
    expect(Object.keys(stats.sent)).toEqual(['microphone', 'camera'])
    expect(Object.keys(stats.received)).toEqual(['microphone', 'camera'])
    expect(stats.sent.camera).toMatchObject({ width: 320, height: 180, codec: 'VP8', limitedBy: 'bandwidth' })
    expect(stats.received.camera).toMatchObject({ width: 320, height: 180, codec: 'VP8', lossRatio: 0 })
    expect(stats.received.microphone).toMatchObject({ codec: 'opus', lossRatio: 0, jitterMs: 1 })
    expect(stats.availableBitrate).toBeGreaterThan(1_000_000)
  })

  test('rates are over the time between two reports', () => {
    const [first, then] = recordedStats('chromium')
    const of = (entries: StatsEntry[]) => entries.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
    const [before, after] = [of(first) as StatsEntry, of(then) as StatsEntry]
    const bytes = Number(after['bytesReceived']) - Number(before['bytesReceived'])
    const { microphone } = second('chromium').received
    expect(microphone?.bitrate).toBeCloseTo((8 * bytes) / ((after.timestamp - before.timestamp) / 1000))
    expect(microphone?.bitrate).toBeGreaterThan(10_000)
    expect(microphone?.packets).toBeGreaterThan(40)
    expect(microphone?.bufferMs).toBeGreaterThan(0)
  })
})

describe('of what Firefox tells', () => {
  test('there is everything but what limits its encoder', () => {
    const stats = second('firefox')
    expect(stats.path).toEqual({ local: 'host', remote: 'prflx', protocol: 'udp' })
    expect(stats.sent.camera).toMatchObject({ width: 1280, height: 720, codec: 'VP8' })
    expect(stats.sent.camera?.bitrate).toBeGreaterThan(100_000)
    expect(stats.sent.camera).not.toHaveProperty('limitedBy')
    expect(stats.received.camera).toMatchObject({ framesPerSecond: 10, codec: 'VP8' })
    expect(stats.received.microphone?.bitrate).toBeGreaterThan(10_000)
  })

  test('the round trip is what the other side reports where the path’s is rounded to nothing', () => {
    const { roundTripMs } = second('firefox', ({ type }) =>
      type === 'remote-inbound-rtp' ? { roundTripTime: 0.004 } : {},
    )
    expect(roundTripMs).toBe(4)
  })
})

test('what was lost is a share of what was sent meanwhile', () => {
  const [first] = recordedStats('chromium')
  const before = new Map(first.map((entry) => [entry.id, entry]))
  const { received } = second('chromium', ({ id, type }) => {
    if (type !== 'inbound-rtp') return {}
    const then = before.get(id) as StatsEntry
    return { packetsLost: Number(then['packetsLost']) + 5, packetsReceived: Number(then['packetsReceived']) + 95 }
  })
  expect(received.microphone?.lossRatio).toBeCloseTo(0.05)
})

test('packets that come twice make for no loss below nothing', () => {
  const { received } = second('chromium', ({ type }) => (type === 'inbound-rtp' ? { packetsLost: -3 } : {}))
  expect(received.microphone?.lossRatio).toBe(0)
})

test('what the other side reports as lost is of what is sent', () => {
  const { sent } = second('chromium', ({ type }) => (type === 'remote-inbound-rtp' ? { fractionLost: 0.25 } : {}))
  expect(sent.camera?.lossRatio).toBe(0.25)
})

test('a first report has no rates, and tells of whatever ever moved', () => {
  const { stats } = read(undefined, reportOf(recordedStats('chromium')[0]))
  expect(Object.keys(stats.sent)).toEqual(['microphone', 'camera'])
  expect(stats.sent.camera).not.toHaveProperty('bitrate')
  expect(stats.received.camera).not.toHaveProperty('lossRatio')
})

test('what no longer moves is left out', () => {
  const [first] = recordedStats('chromium')
  const again = first.map((entry) => ({ ...entry, timestamp: entry.timestamp + 1_000 }))
  const { stats } = read(read(undefined, reportOf(first)), reportOf(again))
  expect([stats.sent, stats.received]).toEqual([{}, {}])
})

test('a relayed path is told with the protocol to the relay, and one marked by the browser is found', () => {
  const { path } = second('firefox', ({ type }) => {
    if (type === 'transport') return { selectedCandidatePairId: undefined }
    return type === 'local-candidate' ? { candidateType: 'relay', relayProtocol: 'tcp' } : {}
  })
  expect(path).toEqual({ local: 'relay', remote: 'prflx', protocol: 'tcp' })
})

test('an empty report, and one of nonsense, tell of nothing', () => {
  const odd: StatsEntry = { type: 'inbound-rtp', id: 'a', timestamp: 5, mid: '0', bytesReceived: 'many', jitter: null }
  expect(read(undefined, reportOf([])).stats).toEqual({ atMs: 0, sent: {}, received: {} })
  expect(read(undefined, reportOf([odd])).stats).toEqual({ atMs: 5, sent: {}, received: {} })
})
