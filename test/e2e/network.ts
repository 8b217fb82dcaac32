import type { Browser, Page } from 'playwright'
import { recordConnections } from '../helpers/call-page.js'
import { launchChromium } from '../helpers/chromium.js'
import { type HeadlessHost, startHeadlessHost } from '../helpers/headless-host.js'
import { type Machine, PretendLan } from '../helpers/namespaces.js'

/** Two machines with addresses of their own, and all hosts and browsers that a test starts on them. */
export class Network {
  readonly #hosts: HeadlessHost[] = []
  readonly #browsers = new Map<string, Browser>()

  private constructor(private readonly lan: PretendLan) {}

  static async build(): Promise<Network> {
    return new Network(await PretendLan.build())
  }

  /** 192.168.77.1 */
  get first(): Machine {
    return this.lan.machines[0]
  }

  /** 192.168.77.2 */
  get second(): Machine {
    return this.lan.machines[1]
  }

  /** Starts Lanline there, on port 8080. */
  async host(machine: Machine): Promise<HeadlessHost> {
    const host = await startHeadlessHost({ port: 8080, prefix: machine.prefix })
    this.#hosts.push(host)
    return host
  }

  /** Opens a page there, in a profile of its own. */
  async browse(machine: Machine, url: string, args: string[] = []): Promise<Page> {
    const key = [machine.address, ...args].join(' ')
    const browser = this.#browsers.get(key) ?? (await launchChromium({ executablePath: machine.browserPath, args }))
    this.#browsers.set(key, browser)
    const page = await (await browser.newContext()).newPage()
    await recordConnections(page)
    await page.goto(url)
    return page
  }

  /** Pulls the cable, or plugs it in again. */
  connect(isConnected: boolean): void {
    this.lan.connect(isConnected)
  }

  /** Drops what the machine sends to this TCP port of others. */
  block(machine: Machine, port: number): void {
    this.lan.block(machine, port)
  }

  async close(): Promise<void> {
    for (const browser of this.#browsers.values()) await browser.close()
    for (const host of this.#hosts) await host.stop()
    await this.lan.remove()
  }
}
