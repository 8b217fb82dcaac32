import type { Page } from 'playwright'
import { test as base, expect } from 'playwright/test'
import { expectSeesAndHears, expectStatusHas, join, recordConnections } from '../helpers/call-page.js'
import { type HeadlessHost, startHeadlessHost } from '../helpers/headless-host.js'
import { IsolatedLan } from '../helpers/isolated-lan.js'
import type { Machine } from '../helpers/namespaces.js'
import { namespacesMissing } from '../helpers/namespaces.js'
import { Browsers } from './support/browsers.js'

const PORT = 8080

/** Two guests whose network lets each of them reach the host and none of them the other. */
class Apart {
  readonly #browsers = new Browsers()

  private constructor(
    readonly lan: IsolatedLan,
    private readonly host: HeadlessHost,
  ) {}

  static async build(args: readonly string[]): Promise<Apart> {
    const lan = IsolatedLan.build(2)
    const { prefix } = lan.host
    return new Apart(lan, await startHeadlessHost({ port: PORT, prefix, args: ['--name', 'Cem’s computer', ...args] }))
  }

  /** Both in one room. */
  async call(): Promise<readonly [Page, Page]> {
    const [first, second] = this.lan.guests as [Machine, Machine]
    const [ann, bob] = await Promise.all([this.#browse(first), this.#browse(second)])
    await join(ann, 'Ann')
    await join(bob, 'Bob')
    return [ann, bob]
  }

  async close(): Promise<void> {
    await this.#browsers.close()
    await this.host.stop()
    this.lan.remove()
  }

  async #browse({ prefix }: Machine): Promise<Page> {
    const origin = `http://${this.lan.host.address}:${PORT}`
    const browser = await this.#browsers.get({ inside: prefix, secureOrigin: origin })
    const page = await browser.newPage()
    await recordConnections(page)
    await page.goto(`${origin}/standup`)
    return page
  }
}

const test = base.extend<{ args: string[]; apart: Apart }>({
  args: [[], { option: true }],
  apart: async ({ args }, use, testInfo) => {
    const missing = namespacesMissing()
    if (missing !== undefined) return testInfo.skip(true, missing)
    const apart = await Apart.build(args)
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

test('people whose network keeps them apart see and hear each other through the host, and are told so', async ({
  apart,
}) => {
  for (const page of await apart.call()) {
    await expectSeesAndHears(page)
    expect(await paths(page)).toEqual(['relay'])
    await expect(page.getByText('through Cem’s computer')).toBeVisible()
  }
})

test('so do they where the network of one drops UDP', async ({ apart }) => {
  const [first] = apart.lan.guests
  if (first === undefined) throw new Error('There are no guests.')
  apart.lan.dropUdp(first, true)
  for (const page of await apart.call()) {
    await expectSeesAndHears(page)
    expect(await paths(page)).toEqual(['relay'])
  }
})

test.describe('where the host relays nothing', () => {
  test.use({ args: ['--no-relay'] })

  test('they are not connected', async ({ apart }) => {
    for (const page of await apart.call()) {
      await expectStatusHas(page, 'cannot be reached')
      expect(await paths(page)).toEqual([])
    }
  })
})
