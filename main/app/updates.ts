import type { UpdateStatus } from '../../common/bridge.js'
import { log } from '../storage/log.js'

/** The part of electron-updater that is used. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  logger: unknown
  requestHeaders: unknown
  setFeedURL(options: { provider: 'generic'; url: string }): void
  /** Null where this installation cannot be updated. */
  checkForUpdates(): Promise<{ isUpdateAvailable: boolean; updateInfo: { version: string } } | null>
  downloadUpdate(): Promise<unknown>
}

const CHECK_EVERY_MS = 24 * 3_600_000

/**
 * Looks for new versions of the app where a feed is set: at once and then once a day. One is fetched when the person
 * agrees, and installed when the app ends. What fails is told, and ends nothing.
 */
export class Updates {
  #feed: string | undefined
  #status: UpdateStatus | undefined
  #timer: NodeJS.Timeout | undefined

  /** `load` is called only when there is a feed to be asked, which most never have. */
  constructor(
    private readonly tell: (status: UpdateStatus | undefined) => void,
    private readonly load: () => Promise<Updater> = loadUpdater,
  ) {}

  /** Undefined while nothing is known of any new version. */
  get status(): UpdateStatus | undefined {
    return this.#status
  }

  /** Asks this feed from now on, or none. */
  ask(feed: string | undefined): void {
    if (feed === this.#feed) return
    this.#feed = feed
    clearInterval(this.#timer)
    if (!this.#isUnderWay && this.#status) this.#enter(undefined)
    if (feed === undefined) return
    void this.#check(feed)
    this.#timer = setInterval(() => void this.#check(feed), CHECK_EVERY_MS).unref()
  }

  /** Fetches the new version that was found; never rejects. */
  async download(): Promise<void> {
    const version = this.#status?.version
    const isWanted = this.#status?.state === 'available' || this.#status?.state === 'failed'
    if (!isWanted || version === undefined) return
    this.#enter({ state: 'downloading', version })
    try {
      await (await this.load()).downloadUpdate()
      this.#enter({ state: 'downloaded', version })
    } catch (error) {
      this.#fail(`The update to ${version} could not be fetched`, error, { state: 'failed', version })
    }
  }

  /** What is on its way, or here, is installed before another is looked for. */
  get #isUnderWay(): boolean {
    return this.#status?.state === 'downloading' || this.#status?.state === 'downloaded'
  }

  async #check(feed: string): Promise<void> {
    if (this.#isUnderWay) return
    const isWanted = () => feed === this.#feed && !this.#isUnderWay
    try {
      const found = await set(await this.load(), feed).checkForUpdates()
      const version = found?.isUpdateAvailable ? found.updateInfo.version : undefined
      if (isWanted()) this.#enter(version === undefined ? undefined : { state: 'available', version })
    } catch (error) {
      if (isWanted()) this.#fail(`${feed} tells of no versions`, error, this.#status ?? { state: 'failed' })
    }
  }

  #enter(status: UpdateStatus | undefined): void {
    this.#status = status
    this.tell(status)
  }

  #fail(sentence: string, error: unknown, status: UpdateStatus): void {
    log.warn(`${sentence}: ${(error as Error).message.split('\n', 1)[0]}`)
    this.#enter(status)
  }
}

const loadUpdater = async (): Promise<Updater> => (await import('electron-updater')).default.autoUpdater

function set(updater: Updater, url: string): Updater {
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = true
  updater.logger = null
  // It would tell the feed an id that is always the same, by which this installation could be recognised.
  updater.requestHeaders = { 'x-user-staging-id': '' }
  updater.setFeedURL({ provider: 'generic', url })
  return updater
}
