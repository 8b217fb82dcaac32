import { type ChildProcess, spawn } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import type { TestInfo } from 'playwright/test'
import { electronOrReason, environmentForElectron } from '../../../tools/find-electron.js'
import { readFuses } from '../../packaging/fuses.js'

/** Its rooms hold two, as those of the headless host do that serves the tests in browsers. */
const SETTINGS = { version: 2, host: { capacity: 2 } }
const SOURCE = fileURLToPath(new URL('../../..', import.meta.url))

/** There apps neither know where their windows are nor may list those of others. */
export const IS_WAYLAND = process.env['XDG_SESSION_TYPE'] === 'wayland'

/** How the app is started: a program and its arguments. */
interface Start {
  executablePath: string
  args: string[]
}

export interface LaunchOptions {
  /** The folder of its data, as `newProfile` makes one; a new one when left out. */
  profile?: string
  /** The port that its host is to have; any free one when left out. */
  port?: number
  /** More of its command line. */
  args?: string[]
}

/** The app as it runs, and its page. */
export interface LaunchedApp {
  readonly app: ElectronApplication
  readonly page: Page
  /** Starts it once more with the same profile; resolves with the exit code of that start. */
  startAgain(...args: string[]): Promise<number | null>
  /** Quits it, and waits until it is gone. */
  quit(): Promise<void>
}

/** `app` is there once it has started. */
interface Launch {
  app?: ElectronApplication
  output: Buffer[]
}

/**
 * Starts the app for one test, as often as that needs it. With LANLINE_APP that is the packaged app whose program the
 * variable names, else the built source.
 */
export class ElectronApps {
  readonly #launched: Launch[] = []
  readonly #profiles: string[] = []

  private constructor(
    private readonly start: Start,
    private readonly testInfo: TestInfo,
  ) {}

  /** Gives the reason where Electron cannot run here. */
  static async open(testInfo: TestInfo): Promise<ElectronApps | { reason: string }> {
    const { LANLINE_APP } = process.env
    if (LANLINE_APP) await insistOnInspector(LANLINE_APP)
    const electron = await electronOrReason({ download: false, app: LANLINE_APP || undefined })
    if ('reason' in electron) return electron
    return new ElectronApps({ executablePath: electron.path, args: LANLINE_APP ? [] : [SOURCE] }, testInfo)
  }

  /** A folder that is gone after the test. */
  async newProfile(): Promise<string> {
    const profile = await mkdtemp(join(tmpdir(), 'lanline-profile-'))
    this.#profiles.push(profile)
    await writeFile(join(profile, 'settings.json'), JSON.stringify(SETTINGS))
    return profile
  }

  async launch({ profile, port = 0, args = [] }: LaunchOptions = {}): Promise<LaunchedApp> {
    const { executablePath } = this.start
    const folder = profile ?? (await this.newProfile())
    // Tests read English; macOS does not heed this.
    const language = '--lang=en-US'
    // Else macOS asks whether the app may read its Keychain, which nobody is there to answer.
    const keychain = process.platform === 'darwin' ? ['--use-mock-keychain'] : []
    const media = '--use-fake-device-for-media-stream'
    const own = [...this.start.args, `--user-data-dir=${folder}`, media, ...keychain, language]
    const env = { ...environmentForElectron(), LANLINE_PORT: String(port) }
    // The app goes without its sandbox otherwise, which is not how people run it.
    const options = { executablePath, args: [...own, ...args], env, chromiumSandbox: true }
    const launched: Launch = { output: outputOfNextProgram() }
    this.#launched.push(launched)
    // Else Playwright pretends that the system is light.
    const app = await _electron.launch({ ...options, colorScheme: null })
    launched.app = app
    await app.context().tracing.start({ screenshots: true, snapshots: true })
    return {
      app,
      page: await app.firstWindow(),
      startAgain: async (...more) => {
        const [code] = await once(spawn(executablePath, [...own, ...more], { env, stdio: 'ignore' }), 'exit')
        return code
      },
      quit: () => app.close(),
    }
  }

  /** Quits all of them. Where the test has failed, what they wrote and did is attached to it; Playwright adds what they show. */
  async close(): Promise<void> {
    const { status, expectedStatus } = this.testInfo
    for (const [index, { app, output }] of this.#launched.entries()) {
      if (status !== expectedStatus) await this.#keep(`app-${index + 1}`, app, Buffer.concat(output))
    }
    await Promise.allSettled(this.#launched.map(({ app }) => app?.close()))
    for (const profile of this.#profiles) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }

  /** An app that has ended, or never started, leaves its output alone. */
  async #keep(name: string, app: ElectronApplication | undefined, output: Buffer): Promise<void> {
    await this.testInfo.attach(`${name}, output`, { body: output, contentType: 'text/plain' })
    if (!app) return
    try {
      const path = this.testInfo.outputPath(`${name}-trace.zip`)
      await app.context().tracing.stop({ path })
      await this.testInfo.attach('trace', { path, contentType: 'application/zip' })
    } catch (error) {
      await this.testInfo.attach(`${name}, why there is no more`, { body: String(error), contentType: 'text/plain' })
    }
  }
}

/**
 * What the next program that is started from here writes, from its first line on. Playwright hands an app over only once
 * it is connected to it, and so never one that does not start.
 */
function outputOfNextProgram(): Buffer[] {
  const output: Buffer[] = []
  const record = (message: unknown) => {
    unsubscribe('child_process', record)
    const { process: program } = message as { process: ChildProcess }
    program.once('spawn', () => {
      for (const stream of [program.stdout, program.stderr]) stream?.on('data', (part) => output.push(part))
    })
  }
  subscribe('child_process', record)
  return output
}

/** Playwright drives the main process through Node's inspector, which the app that people get has switched off. */
async function insistOnInspector(program: string): Promise<void> {
  if (!existsSync(program)) throw new Error(`LANLINE_APP names no program: ${program}`)
  const fuses = await readFuses(program)
  if (fuses['EnableNodeCliInspectArguments']) return
  const pack = 'npm run dist:dir -- -c.electronFuses.enableNodeCliInspectArguments=true'
  throw new Error(`Tests cannot drive the app that LANLINE_APP names. Pack it with: ${pack}`)
}
