import type { Page } from 'playwright'
import { expect, test } from 'playwright/test'
import { Machines } from '../e2e/support/network.js'
import { expectSeesAndHears, expectWaiting, join } from '../helpers/call-page.js'
import { namespacesMissing } from '../helpers/namespaces.js'
import { expectInCall, type Pair, secondsToPicture } from './call.js'
import { GUESTS } from './guests.js'
import { cable, type Place, plug, renumber } from './networks.js'

// What went well once is done again and again in one call: LANLINE_AGAIN says how often, 3 times where it does not.

const TIMES = Number(process.env['LANLINE_AGAIN'] ?? 3)
/** After each of them. */
const WITHIN_S = 60
/** How long cuts last, from the shortest to the longest and round again. */
const [SHORTEST_S, LONGEST_S, STEP_S] = [4, 60, 11]

const missing = namespacesMissing()
const guest = GUESTS[0]

test.beforeEach(() => test.skip(missing !== undefined, missing))

/** A call between the host's own page and a guest's. */
async function meet(machines: Machines, place: Place): Promise<Pair> {
  if (!guest) throw new Error('There is no guest.')
  const { lanAddress } = await machines.host(place.host)
  const ann = await machines.browse(place.ann, 'http://localhost:8080/standup')
  await join(ann, 'Ann')
  await expectWaiting(ann)
  const bob = await guest.open(machines, place.bob, lanAddress ?? place.host.address, false)
  await guest.join(bob)
  await expectSeesAndHears(bob)
  return { ann, bob, isBobSeen: true }
}

/** What happens in a round; tells what it was. */
type Happen = (place: Place, round: number, pair: Pair) => string | Promise<string>

/** Gives how long it took at the longest until both pictures moved again. Each round is a line of output, which the last of a failed run tells. */
async function longest(happen: Happen): Promise<string> {
  const place = cable()
  const machines = new Machines()
  try {
    const pair = await meet(machines, place)
    const seconds: number[] = []
    for (let round = 0; round < TIMES; round++) {
      const what = await happen(place, round, pair)
      const after = await secondsToPicture(pair, WITHIN_S).catch((error) => error as Error)
      const end = after instanceof Error ? 'a picture stays still' : `pictures move after ${after.toFixed(1)} s`
      const standing = `Ann: ${await standingOf(pair.ann)}; Bob: ${await standingOf(pair.bob)}`
      const told = `${round + 1} of ${TIMES}, ${what}: ${end}; ${standing}`
      console.log(told)
      if (after instanceof Error) throw new Error(told, { cause: after })
      seconds.push(after)
      await expectInCall(pair, WITHIN_S)
    }
    for (const page of [pair.ann, pair.bob]) {
      await expectSeesAndHears(page)
      await expect(page.getByTestId('remote-video')).toHaveCount(1)
    }
    return `${Math.max(...seconds).toFixed(1)} s at the longest`
  } finally {
    await machines.close()
    place.remove()
  }
}

/** The page's connections, of which those that are closed are no longer remembered, and the memory of its scripts. */
const standingOf = (page: Page) =>
  page.evaluate(() => {
    const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } }
    window.connections = window.connections.filter(({ connectionState }) => connectionState !== 'closed')
    const states = window.connections.map(({ connectionState }) => connectionState).join(' and ')
    return `${states || 'no connection'}, ${Math.round(memory.usedJSHeapSize / 2 ** 20)} MiB`
  })

const tellSeen = (seen: string) => test.info().annotations.push({ type: 'seen', description: seen })

test(`${TIMES} changes of address × own page`, async () => {
  test.setTimeout(60_000 + TIMES * (2 * WITHIN_S + 10) * 1_000)
  const change: Happen = ({ bob }, round) => {
    const last = 10 + (round % 200)
    renumber(bob, last)
    return `another address, ending in ${last}`
  }
  tellSeen(await longest(change))
})

test(`${TIMES} cuts of 4 to 60 s × own page`, async () => {
  test.setTimeout(60_000 + TIMES * (LONGEST_S + 2 * WITHIN_S + 10) * 1_000)
  const cut: Happen = async ({ host }, round, { ann }) => {
    const lengthS = SHORTEST_S + ((round * STEP_S) % (LONGEST_S - SHORTEST_S + 1))
    plug(host, false)
    await ann.waitForTimeout(lengthS * 1_000)
    plug(host, true)
    return `a cut of ${lengthS} s`
  }
  tellSeen(await longest(cut))
})
