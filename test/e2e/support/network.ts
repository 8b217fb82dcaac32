import { execFileSync } from 'node:child_process'
import type { BrowserContextOptions, Page } from 'playwright'
import { test as base } from 'playwright/test'
import { recordConnections } from '../../helpers/call-page.js'
import { type HeadlessHost, type HeadlessHostOptions, startHeadlessHost } from '../../helpers/headless-host.js'
import { type Machine, namespacesMissing, PretendLan } from '../../helpers/namespaces.js'
import { keepPicturesSmall } from '../../helpers/small-pictures.js'
import { Browsers } from './browsers.js'

export interface BrowseOptions extends BrowserContextOptions {
  /** Whether the page needs the whole browser also where a shell would do: see `ChromiumOptions`. */
  whole?: boolean
  /** What to do before the page is loaded. */
  prepare?: (page: Page) => Promise<unknown>
}

/** The hosts and browsers that a test starts on pretend machines. */
export class Machines {
  readonly #hosts: HeadlessHost[] = []
  readonly #hostOf = new Map<Machine, HeadlessHost>()
  readonly #browsers = new Browsers()

  /** Starts Lanline there, on port 8080. */
  async host(machine: Machine, options: HeadlessHostOptions = {}): Promise<HeadlessHost> {
    const host = await startHeadlessHost({ port: 8080, prefix: machine.prefix, ...options })
    this.#hosts.push(host)
    this.#hostOf.set(machine, host)
    return host
  }

  /** Opens a page there, in a profile of its own: that of the machine's own host as its program does, for the operator. */
  async browse(machine: Machine, url: string, options: BrowseOptions = {}): Promise<Page> {
    // Elsewhere the shell has no camera, or tells addresses that a guest's browser keeps to itself.
    const { whole = new URL(url).hostname !== 'localhost', prepare, ...look } = options
    const browser = await this.#browsers.get({ inside: machine.prefix, whole })
    const context = await browser.newContext(look)
    await keepPicturesSmall(context)
    const page = await context.newPage()
    await recordConnections(page)
    await prepare?.(page)
    const own = new URL(this.#hostOf.get(machine)?.operatorUrl ?? 'about:blank')
    await open(page, new URL(url).origin === own.origin ? url + own.hash : url)
    return page
  }

  /** Runs a command there and gives what it prints. */
  run(machine: Machine, ...command: string[]): string {
    const [program = '', ...args] = [...machine.prefix, ...command]
    return execFileSync(program, args, { encoding: 'utf8' })
  }

  async close(): Promise<void> {
    await this.#browsers.close()
    for (const host of this.#hosts) await host.stop()
  }
}

/** A browser gives up what it loads where the machine's network is only just another, as that of a pretend machine is. */
async function open(page: Page, url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await page.goto(url)
      return
    } catch (error) {
      // The page that says so may come only while the next attempt is under way.
      if (attempt === 4 || !/ERR_NETWORK_CHANGED|chrome-error:/.test(String(error))) throw error
    }
  }
}

/** Two machines with addresses of their own, and what runs on them. */
export class Network extends Machines {
  private constructor(private readonly lan: PretendLan) {
    super()
  }

  static async build(): Promise<Network> {
    return new Network(PretendLan.build())
  }

  /** 192.168.77.1 */
  get first(): Machine {
    return this.lan.machines[0]
  }

  /** 192.168.77.2 */
  get second(): Machine {
    return this.lan.machines[1]
  }

  /** Pulls the cable, or plugs it in again. */
  connect(isConnected: boolean): void {
    this.lan.connect(isConnected)
  }

  /** Drops what the machine sends to this TCP port of others, or lets it pass again. */
  block(machine: Machine, port: number, isBlocked: boolean): void {
    this.lan.block(machine, port, isBlocked)
  }

  override async close(): Promise<void> {
    await super.close()
    this.lan.remove()
  }
}

/** Tests between two machines; skipped where this one can pretend none. */
export const test = base.extend<{ network: Network }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  network: async ({}, use, testInfo) => {
    const missing = namespacesMissing()
    if (missing !== undefined) return testInfo.skip(true, missing)
    const network = await Network.build()
    await use(network)
    await network.close()
  },
})
