import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HostCard } from '../../../../common/control.js'
import type { Place } from '../../../../main/lan/places-to-ask.js'
import { UnicastSearch } from '../../../../main/lan/unicast-search.js'

const CARD: HostCard = { name: 'Bob', version: '1.2.3', hasPasscode: false }

/** Who was asked, how many are being asked, and how each is answered. */
const network = vi.hoisted(() => ({
  asked: [] as string[],
  underWay: 0,
  most: 0,
  patienceMs: 0,
  answer: async (_: string): Promise<HostCard | undefined> => undefined,
}))

vi.mock('../../../../main/lan/host-card.js', () => ({
  async askForCard(origin: string, { timeoutMs }: { timeoutMs: number }) {
    network.asked.push(origin)
    network.patienceMs = timeoutMs
    network.most = Math.max(network.most, ++network.underWay)
    try {
      return await network.answer(origin)
    } finally {
      network.underWay--
    }
  },
}))

const PLACES: Place[] = Array.from({ length: 100 }, (_, index) => ({ address: `10.0.0.${index + 1}`, port: 8080 }))

let isNeeded: boolean
let found: string[]
let search: UnicastSearch

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(network, { asked: [], underWay: 0, most: 0, answer: async () => undefined })
  isNeeded = true
  found = []
  search = new UnicastSearch({
    places: () => PLACES,
    isNeeded: () => isNeeded,
    onFound: ({ address }, card) => found.push(`${card.name} ${address}`),
  })
})
afterEach(() => {
  search.stop()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('a search by unicast', () => {
  test('begins when multicast has had three seconds', async () => {
    search.begin()
    await pass(2_999)
    expect(network.asked).toEqual([])
    await pass(1)
    expect(network.asked[0]).toBe('http://10.0.0.1:8080')
  })

  test('asks each place once, in order, sixteen a second where each answers at once', async () => {
    search.begin()
    await pass(3_000)
    expect(network.asked).toHaveLength(16)
    await pass(1_000)
    expect(network.asked).toHaveLength(32)
    await pass(60_000)
    expect(network.asked).toEqual(PLACES.map(({ address }) => `http://${address}:8080`))
  })

  test('has at most sixteen questions under way where none answers in time', async () => {
    network.answer = () => new Promise((_, reject) => void setTimeout(reject, 5_000, new Error('timed out')))
    search.begin()
    await pass(120_000)
    expect({ most: network.most, asked: network.asked.length }).toEqual({ most: 16, asked: 100 })
  })

  test('gives each longer than those who are asked again', async () => {
    search.begin()
    await pass(3_000)
    expect(network.patienceMs).toBe(4_000)
  })

  test('tells of those that answer as hosts', async () => {
    network.answer = async (origin) => {
      if (origin.includes('0.0.7:')) return CARD
      if (origin.includes('0.0.8:')) throw new Error('connect ECONNREFUSED')
      return undefined
    }
    search.begin()
    await pass(60_000)
    expect(found).toEqual(['Bob 10.0.0.7'])
  })

  test('asks nobody where multicast brings somebody meanwhile', async () => {
    search.begin()
    await pass(3_000)
    isNeeded = false
    await pass(60_000)
    expect(network.asked).toHaveLength(16)
  })

  test('is not begun again for ten minutes, whoever looks', async () => {
    search.begin()
    search.begin()
    await pass(10 * 60_000 - 1)
    search.begin()
    await pass(60_000)
    expect(network.asked).toHaveLength(100)
    search.begin()
    await pass(60_000)
    expect(network.asked).toHaveLength(200)
  })

  test('ends at once when it is stopped, and tells of nobody', async () => {
    let answer: ((card: HostCard) => void) | undefined
    network.answer = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    search.begin()
    await pass(3_000)
    search.stop()
    answer?.(CARD)
    await pass(60_000)
    expect({ asked: network.asked.length, found }).toEqual({ asked: 16, found: [] })
  })

  test('begins anew in other networks while it is under way, and only then', async () => {
    search.startAnew()
    await pass(60_000)
    expect(network.asked).toEqual([])
    search.begin()
    await pass(2_000)
    search.startAnew()
    await pass(2_999)
    expect(network.asked).toEqual([])
    await pass(60_000)
    expect(network.asked).toHaveLength(100)
    search.startAnew()
    await pass(60_000)
    expect(network.asked).toHaveLength(100)
  })

  test('is a new one after it was stopped', async () => {
    search.begin()
    search.stop()
    search.begin()
    await pass(3_000)
    expect(network.asked).toHaveLength(16)
  })
})
