import type { Page } from 'playwright'
import { test as base, expect } from 'playwright/test'
import { expectSeesAndHears, expectStatus, expectStatusHas, join } from '../helpers/call-page.js'
import { IsolatedLan } from '../helpers/isolated-lan.js'
import { type Machine, namespacesMissing } from '../helpers/namespaces.js'
import { Machines } from './support/network.js'

/** Two guests whose network lets each of them reach the host and none of them the other. */
class Apart {
  readonly machines = new Machines()
  readonly lan = IsolatedLan.build(2)

  startHost(...args: string[]) {
    return this.machines.host(this.lan.host, { args: ['--name', 'Cem’s computer', ...args] })
  }

  /** Ann and Bob in one room, on the secure page of the host. */
  async call(): Promise<readonly [Page, Page]> {
    const [first, second] = this.lan.guests as [Machine, Machine]
    const url = `https://${this.lan.host.address}:8443/standup`
    const open = (machine: Machine) => this.machines.browse(machine, url, { ignoreHTTPSErrors: true })
    const [ann, bob] = await Promise.all([open(first), open(second)])
    await join(ann, 'Ann')
    await join(bob, 'Bob')
    return [ann, bob]
  }

  async close(): Promise<void> {
    await this.machines.close()
    this.lan.remove()
  }
}

const test = base.extend<{ apart: Apart }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  apart: async ({}, use, testInfo) => {
    const missing = namespacesMissing()
    if (missing !== undefined) return testInfo.skip(true, missing)
    const apart = new Apart()
    await use(apart)
    await apart.close()
  },
})

/** The types of the local candidates that the page's connections go by. */
const paths = (page: Page) =>
  page.evaluate(async () => {
    const types: string[] = []
    for (const connection of window.connections) {
      const reports = [...(await connection.getStats()).values()]
      const transport = reports.find(({ type }) => type === 'transport')
      const pair = reports.find(({ id }) => id === transport?.selectedCandidatePairId)
      const local = reports.find(({ id }) => id === pair?.localCandidateId)
      if (local) types.push(local.candidateType)
    }
    return types
  })

/** Has both leave, load the page anew and join again. */
async function callAgain(pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.getByRole('button', { name: 'Hang up' }).click()
  for (const page of pages) {
    await page.reload()
    await page.getByRole('button', { name: 'Join room' }).click()
  }
}

test('people whose network keeps them apart see and hear each other through the host, and are told so', async ({
  apart,
}) => {
  const host = await apart.startHost()
  const pages = await apart.call()
  const expectRelayed = async () => {
    for (const [index, page] of pages.entries()) {
      await expectSeesAndHears(page)
      expect(await paths(page)).toEqual(['relay'])
      await expect(page.getByText('through Cem’s computer')).toBeVisible()
      await expectStatus(page, `In a call with ${index === 0 ? 'Bob' : 'Ann'}.`)
    }
  }
  await expectRelayed()

  await test.step('so do they where the network of one drops UDP', async () => {
    for (const guest of apart.lan.guests.slice(0, 1)) apart.lan.dropUdp(guest, true)
    await callAgain(pages)
    await expectRelayed()
  })

  await test.step('they are not connected where the host relays nothing', async () => {
    await host.stop()
    await apart.startHost('--no-relay')
    await callAgain(pages)
    for (const page of pages) {
      await expectStatusHas(page, 'cannot be reached')
      expect(await paths(page)).toEqual([])
    }
  })
})
