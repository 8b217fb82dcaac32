import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import WebSocket from 'ws'

/** The Firefox that tests drive. */
const PROGRAM = process.env['LANLINE_FIREFOX'] ?? '/usr/bin/firefox-esr'

/** A pretend camera and microphone that nobody is asked for; sound plays without a press. */
const PREFS = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'intl.accept_languages': 'en',
  'app.normandy.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
}

/** Why there is no Firefox to run; undefined where there is one. */
export const firefoxMissing = () => (existsSync(PROGRAM) ? undefined : `there is no Firefox at ${PROGRAM}`)

interface Answer {
  readonly id?: number
  readonly type: string
  readonly message?: string
  readonly result?: unknown
}

/** One page of a Firefox of its own, by W3C WebDriver BiDi, of which Playwright asks more than Debian's Firefox knows. */
export class FirefoxPage {
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  #count = 0
  #context = ''

  private constructor(
    private readonly firefox: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.on('message', (data) => {
      const answer = JSON.parse(String(data)) as Answer
      this.#waiting.get(answer.id ?? 0)?.(answer)
      this.#waiting.delete(answer.id ?? 0)
    })
  }

  /** `prepare` is a function that runs before any script of the page; `prefs` are more than those that all have. */
  static async open(url: string, prepare?: () => void, prefs: Record<string, boolean> = {}): Promise<FirefoxPage> {
    const profile = await mkdtemp(join(tmpdir(), 'lanline-firefox-'))
    const lines = Object.entries({ ...PREFS, ...prefs }).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    )
    await writeFile(join(profile, 'user.js'), lines.join(''))
    const args = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile]
    const firefox = spawn(PROGRAM, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    const kill = () => firefox.kill('SIGKILL')
    process.once('exit', kill)
    firefox.once('exit', () => process.off('exit', kill))
    const page = new FirefoxPage(firefox, profile, new WebSocket(`${await addressOf(firefox)}/session`))
    await page.#begin(url, prepare)
    return page
  }

  /** What an expression gives, as JSON, once it has settled. */
  async evaluate<Result>(expression: string): Promise<Result> {
    const { type, result, exceptionDetails } = await this.#send<{
      type: string
      result?: { value?: string }
      exceptionDetails?: { text: string }
    }>('script.evaluate', {
      expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
      target: { context: this.#context },
      awaitPromise: true,
      userActivation: true,
    })
    if (type === 'exception') throw new Error(exceptionDetails?.text)
    return JSON.parse(result?.value ?? 'null') as Result
  }

  async close(): Promise<void> {
    const ended = once(this.firefox, 'exit')
    this.firefox.kill()
    await ended
    await rm(this.profile, { recursive: true, force: true })
  }

  async #begin(url: string, prepare?: () => void): Promise<void> {
    await once(this.socket, 'open')
    await this.#send('session.new', { capabilities: {} })
    const { contexts } = await this.#send<{ contexts: { context: string }[] }>('browsingContext.getTree', {})
    this.#context = contexts[0]?.context ?? ''
    if (prepare) await this.#send('script.addPreloadScript', { functionDeclaration: String(prepare) })
    await this.#send('browsingContext.navigate', { context: this.#context, url, wait: 'complete' })
  }

  async #send<Result>(method: string, params: object): Promise<Result> {
    const id = ++this.#count
    this.socket.send(JSON.stringify({ id, method, params }))
    const answer = await new Promise<Answer>((resolve) => this.#waiting.set(id, resolve))
    if (answer.type === 'error') throw new Error(`${method}: ${answer.message}`)
    return answer.result as Result
  }
}

/** It says where it listens, on a line among others. */
async function addressOf(firefox: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: firefox.stderr as Readable })) {
    const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? []
    if (address) return address
  }
  throw new Error('Firefox ended before it listened.')
}
