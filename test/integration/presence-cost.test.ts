import { afterEach, expect, test, vi } from 'vitest'
import { LIMITS } from '../../common/limits.js'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { type Client, page, startHost } from '../helpers/host.js'

expectNothingUnforeseen()

/** The time within which changes are gathered. It passes only when a test says so. */
const GATHER_MS = 250
/** What is added to it for each person, where that is more. */
const GATHER_MS_PER_PERSON = 2
/** In how many such times the crowd comes. */
const WAVES = 5
const CROWDS = [250, 1_000]

afterEach(() => {
  vi.useRealTimers()
})

/**
 * The bytes a host sends to a crowd that comes within 1.25 seconds. Time stands still but between the waves, so that the
 * sum is a fact about what is sent, not about how fast this machine is.
 */
async function bytesForCrowd(size: number): Promise<number> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const host = await startHost()
  const crowd: Client[] = []
  let bytes = 0
  const come = async () => {
    const client = host.client(page(`person number ${crowd.length}`))
    crowd.push(client)
    const connected = client.connect()
    client.socket.io.engine.on('packet', ({ data }) => {
      bytes += Buffer.byteLength(String(data ?? ''))
    })
    await connected
  }
  for (let wave = 0; wave < WAVES; wave++) {
    await Promise.all(Array.from({ length: size / WAVES }, come))
    vi.advanceTimersByTime(GATHER_MS)
  }
  // A list that is being put together at the last wave still names those of the one before.
  await crowd.at(-1)?.roundTrip()
  vi.advanceTimersByTime(Math.max(GATHER_MS, GATHER_MS_PER_PERSON * size))
  const seen = await Promise.all(crowd.map((client) => client.listWhere(({ total }) => total === size)))
  expect(new Set(seen.map(({ users }) => users.length))).toEqual(new Set([LIMITS.listed]))
  vi.useRealTimers()
  await host.end()
  return bytes
}

test('a crowd that comes at once costs its number times a constant', { timeout: 180_000 }, async () => {
  const perPerson: number[] = []
  for (const size of CROWDS) {
    const bytes = await bytesForCrowd(size)
    perPerson.push(bytes / size)
    console.log(`${size} people: ${(bytes / 1e6).toFixed(1)} MB, ${(bytes / size / 1e3).toFixed(1)} kB each`)
  }
  const [smallest = 0, largest = Number.POSITIVE_INFINITY] = perPerson
  expect(largest).toBeLessThan(2 * smallest)
})
