import type { Page } from 'playwright'
import { moveTo } from './move-to.js'
import { Network } from './network.js'
import type { People } from './people.js'

const PAGE = 'http://localhost:8080/'

/** People on two machines by turns, each with the page of their own machine's host, all at the first machine's host. */
export class LanPeople implements People {
  #count = 0

  private constructor(private readonly network: Network) {}

  static async start(): Promise<LanPeople> {
    const network = await Network.build()
    await network.host(network.first)
    await network.host(network.second)
    return new LanPeople(network)
  }

  async open(): Promise<Page> {
    const isFirst = this.#count++ % 2 === 0
    if (isFirst) return this.network.browse(this.network.first, PAGE)
    const page = await this.network.browse(this.network.second, PAGE)
    await moveTo(page, this.network.first.address)
    return page
  }

  async close(): Promise<void> {
    await this.network.close()
  }
}
