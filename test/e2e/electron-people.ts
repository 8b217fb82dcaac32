import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { electronOrReason } from '../../tools/electron.js'
import { recordConnections } from '../helpers/call-page.js'
import type { People } from './fixtures.js'
import { moveTo } from './move-to.js'

const APP = fileURLToPath(new URL('../..', import.meta.url))

/** People with the app, each with a profile and a host of their own; all after the first join the first one's host. */
export class ElectronPeople implements People {
  readonly #apps: ElectronApplication[] = []
  readonly #profiles: string[] = []
  #hostAddress: string | undefined

  private constructor(private readonly executablePath: string) {}

  /** Gives the reason where Electron cannot run here. */
  static async start(): Promise<ElectronPeople | { reason: string }> {
    const electron = await electronOrReason({ download: false })
    return 'reason' in electron ? electron : new ElectronPeople(electron.path)
  }

  async open(): Promise<Page> {
    const page = await this.#launch()
    await recordConnections(page)
    await page.reload()
    if (this.#hostAddress === undefined) this.#hostAddress = new URL(page.url()).host
    else await moveTo(page, this.#hostAddress)
    return page
  }

  async close(): Promise<void> {
    for (const app of this.#apps) await app.close()
    for (const profile of this.#profiles) await rm(profile, { recursive: true, force: true })
  }

  async #launch(): Promise<Page> {
    const profile = await mkdtemp(join(tmpdir(), 'lanline-profile-'))
    this.#profiles.push(profile)
    const app = await _electron.launch({
      executablePath: this.executablePath,
      args: [APP, `--user-data-dir=${profile}`, '--use-fake-device-for-media-stream'],
      env: { ...process.env, LANLINE_PORT: '0' },
    })
    this.#apps.push(app)
    return app.firstWindow()
  }
}
