import type { ChildProcess } from 'node:child_process'
import { type HeadlessHost, type HeadlessHostOptions, startHeadlessHost } from '../../helpers/headless-host.js'
import { test } from './fixtures.js'

/** One host for all tests of a file. To be called outside of them. */
export function hostOfFile(options?: HeadlessHostOptions): LocalHost {
  const host = new LocalHost(options)
  test.beforeAll(() => host.start())
  test.afterAll(() => host.stop())
  return host
}

/** A new host for each test of a file. To be called outside of them. */
export function hostOfTest(options?: HeadlessHostOptions): LocalHost {
  const host = new LocalHost(options)
  test.beforeEach(() => host.start({ port: 0 }))
  test.afterEach(() => host.stop())
  return host
}

/** A host on this machine that can be ended and started again. */
export class LocalHost {
  #latest: HeadlessHost | undefined

  constructor(private readonly options: HeadlessHostOptions = {}) {}

  get #report(): HeadlessHost {
    if (!this.#latest) throw new Error('The host was not started yet.')
    return this.#latest
  }

  get port(): number {
    return this.#report.port
  }

  /** The page as the host's own program opens it, for the operator. */
  page(path = '/'): string {
    const url = new URL(this.#report.operatorUrl)
    url.pathname = path
    return url.href
  }

  get securePort(): number {
    return this.#report.securePort
  }

  /** At which others on the network reach it, the best first. */
  get addresses(): string[] {
    return this.#report.addresses
  }

  get process(): ChildProcess {
    return this.#report.process
  }

  /** At the port that it had before, if any. */
  async start(changes: HeadlessHostOptions = {}): Promise<void> {
    this.#latest = await startHeadlessHost({ port: this.#latest?.port ?? 0, ...this.options, ...changes })
  }

  /** Ends it, also where it is paused or has ended already; without a word to anyone unless the signal is another. */
  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.#latest?.stop(signal)
  }
}
