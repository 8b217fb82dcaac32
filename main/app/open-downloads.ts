import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { log } from '../storage/log.js'

/** At once; seven others in a call can send three files each. */
const MAX_OPEN = 32

/** What is being written, by the ids that the page knows it by, and where it is once it is finished. */
export abstract class OpenDownloads<Download extends { readonly part: string }> {
  readonly #open = new Map<string, Download>()
  readonly #finished = new Map<string, string>()

  /** `stop` ends the writing of one. */
  protected constructor(private readonly stop: (download: Download) => Promise<unknown>) {}

  /** Whether no other may be begun. */
  protected get isFull(): boolean {
    return this.#open.size >= MAX_OPEN
  }

  /** Whether it is one of these. */
  has(id: string): boolean {
    return this.#open.has(id) || this.#finished.has(id)
  }

  /** Whether something is being written there. */
  protected isAt(path: string): boolean {
    return [...this.#open.values()].some(({ part }) => part === path)
  }

  /** Gives its id. */
  protected add(download: Download): string {
    const id = randomUUID()
    this.#open.set(id, download)
    return id
  }

  /** Where it is being written. */
  protected partOf(id: string): string | undefined {
    return this.#open.get(id)?.part
  }

  protected get(id: string): Download {
    const download = this.#open.get(id)
    if (!download) throw new Error('There is no such download.')
    return download
  }

  /** It is whole, and there. */
  protected keep(id: string, path: string): void {
    this.#open.delete(id)
    this.#finished.set(id, path)
  }

  /** Where a finished one is. */
  pathOf(id: string): string | undefined {
    return this.#finished.get(id)
  }

  /** Leaves nothing of it, unless it is finished. Never rejects. */
  async discard(id: string): Promise<void> {
    const download = this.#open.get(id)
    this.#open.delete(id)
    if (!download) return
    await this.stop(download).catch(() => undefined)
    await rm(download.part, { recursive: true, force: true }).catch((error: Error) =>
      log.warn(`A part is left: ${error.message}`),
    )
  }

  /** The same with all: the page is gone, and finishes nothing any more. */
  async discardAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.discard(id)))
  }

  /** The same, but another page may go on with what there is. */
  async suspendAll(): Promise<void> {
    const downloads = [...this.#open.values()]
    this.#open.clear()
    await Promise.all(downloads.map((download) => this.stop(download).catch(() => undefined)))
  }
}
