import { signal } from '@preact/signals-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LinkState } from '../../../../renderer/call/peer-link.js'
import type { StatsEntry } from '../../../../renderer/call/stats/link-stats.js'
import { linkFindings, whyUnreachable } from '../../../../renderer/state/link-check.js'

type Fields = Record<string, unknown>

const HOST = 'http://192.168.1.1:8080'

/** Ends the time for each answer that was asked for. */
let endWaiting: (() => void)[]
/** How the host takes a question of so many characters: browsers keep its answers from pages of other hosts. */
let ask: (length: number, signal: AbortSignal) => Promise<unknown>
const refused = () => Promise.reject(new TypeError('Failed to fetch'))
const silent = (signal: AbortSignal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

beforeEach(() => {
  endWaiting = []
  ask = refused
  vi.stubGlobal('fetch', (url: string, { signal }: { signal: AbortSignal }) => {
    expect(new URL(url).origin).toBe(HOST)
    return ask(url.length, signal)
  })
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const controller = new AbortController()
    endWaiting.push(() => controller.abort())
    return controller.signal
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Someone whose link has these statistics, one after the other, a second apart; the last ones stay. */
function peer(state: LinkState, ...reports: Fields[][]) {
  let asked = 0
  const report = async () => {
    const timestamp = 1_000 * asked
    const entries = reports[Math.min(asked++, reports.length - 1)] ?? []
    const complete = entries.map(
      (stats, index) => ({ id: String(index), timestamp, ...stats }) as unknown as StatsEntry,
    )
    return { entries: complete, sourceOf: () => 'camera' as const }
  }
  return { name: signal('Bob'), state: signal(state), report }
}

const candidate = (side: 'local' | 'remote', candidateType: string, address: string, more: Fields = {}) => ({
  type: `${side}-candidate`,
  candidateType,
  address,
  ...more,
})
const HERE = candidate('local', 'host', '192.168.1.5')
const THERE = candidate('remote', 'host', '192.168.2.7')

test.each<[string, Fields[], string, Fields?]>([
  ['theirs are made up', [HERE, candidate('remote', 'host', '1b4e28ba.local')], 'addresses-hidden', { side: 'there' }],
  ['its own are made up', [candidate('local', 'host', ''), THERE], 'addresses-hidden', { side: 'here' }],
  [
    'all are made up',
    [candidate('local', 'host', '7c1.local'), candidate('remote', 'host', '1b4.local')],
    'addresses-hidden',
  ],
  ['both are known', [HERE, THERE], 'no-ice-pair'],
  ['nothing was told', [HERE], 'no-ice-pair'],
  ['nothing is known', [], 'no-ice-pair'],
  [
    'one of theirs was seen by a server',
    [HERE, candidate('remote', 'host', 'a.local'), candidate('remote', 'srflx', '10.0.0.1')],
    'no-ice-pair',
  ],
])('of addresses of which %s a link that does not come about is %3$s', async (_, stats, code, more) => {
  const finding = await whyUnreachable(peer('unreachable', stats), HOST)
  expect(finding).toEqual({ code, facts: { peer: 'Bob', ...more }, commands: [] })
})

test.each<[string, typeof ask, string]>([
  ['answers small questions alone', (length, signal) => (length > 2_000 ? silent(signal) : refused()), 'path-narrow'],
  ['answers', refused, 'no-ice-pair'],
  ['lets its answers be read', async () => new Response(), 'no-ice-pair'],
  ['is silent', (_, signal) => silent(signal), 'no-ice-pair'],
])('where nothing was told and the host %s, it is %3$s', async (_, answer, code) => {
  ask = answer
  const finding = whyUnreachable(peer('unreachable', [HERE]), HOST)
  await vi.waitFor(() => expect(endWaiting).toHaveLength(2))
  await new Promise((resolve) => setTimeout(resolve))
  for (const end of endWaiting) end()
  expect(await finding).toEqual({ code, facts: { peer: 'Bob' }, commands: [] })
})

test('where an offer or an answer came, the host is asked nothing', async () => {
  await whyUnreachable(peer('unreachable', [HERE, THERE]), HOST)
  expect(endWaiting).toEqual([])
})

test('where the relay answers, it is not said that the network keeps devices apart', async () => {
  const relayed = candidate('local', 'relay', '192.168.1.1')
  const finding = await whyUnreachable(peer('unreachable', [HERE, relayed, THERE]), HOST)
  expect(finding).toEqual({ code: 'no-ice-pair', facts: { peer: 'Bob', relay: 'here' }, commands: [] })
})

test('a page that knows nothing of a link says that it is not there', async () => {
  const broken = { ...peer('unreachable'), report: async () => undefined }
  expect((await whyUnreachable(broken, HOST)).code).toBe('no-ice-pair')
})

const inbound = (packetsReceived: number, packetsLost: number) => ({
  type: 'inbound-rtp',
  mid: '0',
  bytesReceived: 1_000 * packetsReceived,
  packetsReceived,
  packetsLost,
})

/** What is found within the second that packets are counted. */
async function foundOn(...peers: ReturnType<typeof peer>[]) {
  vi.useFakeTimers()
  const finding = linkFindings(peers)
  await vi.advanceTimersByTimeAsync(1_000)
  return finding
}

test.each([
  [1_000, 0, undefined],
  [930, 70, undefined],
  [700, 300, '30'],
  [19, 19, undefined],
])(
  'of a second with %i packets that came and %i that did not, %s percent are said',
  async (received, lost, percent) => {
    const found = await foundOn(peer('connected', [inbound(5_000, 900)], [inbound(5_000 + received, 900 + lost)]))
    expect(found).toEqual(
      percent === undefined ? [] : [{ code: 'packets-lost', facts: { peer: 'Bob', percent }, commands: [] }],
    )
  },
)

test('what the other side misses is told by them', async () => {
  const remote = { id: 'told', type: 'remote-inbound-rtp', fractionLost: 0.25 }
  const outbound = (packetsSent: number) => [
    { type: 'outbound-rtp', mid: '0', remoteId: 'told', packetsSent, bytesSent: 1_000 * packetsSent },
    remote,
  ]
  const found = await foundOn(peer('connected', outbound(0), outbound(100)))
  expect(found).toMatchObject([{ code: 'packets-lost', facts: { percent: '25' } }])
})

test.each([
  ['tcp', ['udp-blocked']],
  ['udp', []],
])('a relay that is reached over %s means %j', async (relayProtocol, codes) => {
  const stats = [
    { type: 'transport', selectedCandidatePairId: '1' },
    { type: 'candidate-pair', localCandidateId: '2' },
    candidate('local', 'relay', '192.168.1.1', { relayProtocol }),
  ]
  expect((await foundOn(peer('connected', stats))).map(({ code }) => code)).toEqual(codes)
})

test('links that are not there have nothing to be looked at', async () => {
  expect(await foundOn(peer('unreachable', [inbound(0, 100)]))).toEqual([])
})
