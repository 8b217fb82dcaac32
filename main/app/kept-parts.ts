import { rm } from 'node:fs/promises'
import * as v from 'valibot'
import { FILE_LIMITS } from '../../common/files.js'
import { JsonFile } from '../storage/json-file.js'
import { log } from '../storage/log.js'

const Part = v.object({
  /** By which the page finds it again. */
  key: v.string(),
  /** That the file is to have. */
  name: v.string(),
  path: v.string(),
  /** When it was begun, or gone on with, in milliseconds since 1970. */
  at: v.number(),
})
export type Part = v.InferOutput<typeof Part>

/** Parts of files that outlive the page and the app, for a day, and at most 32 of them. */
export class Parts {
  readonly #file
  #parts: readonly Part[] = []

  private constructor(dataFolder: string) {
    this.#file = new JsonFile(dataFolder, 'parts.json', v.array(Part), [])
  }

  /** Those of which the app knew when it ended. */
  static async load(dataFolder: string): Promise<Parts> {
    const parts = new Parts(dataFolder)
    parts.#parts = await parts.#file.read()
    await parts.tidy(() => false)
    return parts
  }

  find(key: string): Part | undefined {
    return this.#parts.find((part) => part.key === key)
  }

  /** Remembers this one, as the latest. */
  async keep(part: Part): Promise<void> {
    await this.#set([part, ...this.#parts.filter(({ path }) => path !== part.path)])
  }

  async forget(path: string): Promise<void> {
    await this.#set(this.#parts.filter((part) => part.path !== path))
  }

  /** Removes those that are too old or too many, of those that nobody uses. */
  async tidy(isUsed: (part: Part) => boolean): Promise<void> {
    const oldest = Date.now() - FILE_LIMITS.partMs
    const useless = this.#parts.filter(
      (part, index) => (index >= FILE_LIMITS.parts || part.at < oldest) && !isUsed(part),
    )
    if (useless.length === 0) return
    for (const { path } of useless) {
      await rm(path, { force: true }).catch((error: Error) => log.warn(`A part is left: ${error.message}`))
    }
    await this.#set(this.#parts.filter((part) => !useless.includes(part)))
  }

  /** The latest is the first. */
  async #set(parts: readonly Part[]): Promise<void> {
    this.#parts = parts
    await this.#file.write([...parts])
  }
}
