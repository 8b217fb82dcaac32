import { join } from 'node:path'
import * as v from 'valibot'
import { Queue } from '../../common/queue.js'
import type { Schema } from '../../common/schema.js'
import { log } from './log.js'
import { readOrSetAside, replacePrivateFile } from './private-file.js'

/** Where a file is that was there and could not be read: set aside, or where it was. */
export interface Unread {
  kind: 'set-aside' | 'unreadable'
  file: string
}

/** A small file of JSON in the data folder, for what is worth remembering but never worth failing for. */
export class JsonFile<T> {
  readonly #path: string
  readonly #writes = new Queue()
  #isFailing = false
  #unread: Unread | undefined

  constructor(
    folder: string,
    name: string,
    private readonly schema: Schema<T>,
    private readonly defaults: T,
  ) {
    this.#path = join(folder, name)
  }

  /** Where the file is now, if it could not be read. */
  get unread(): Unread | undefined {
    return this.#unread
  }

  /** What the file holds; the defaults where there is none or it does not fit the schema. Never rejects. */
  async read(): Promise<T> {
    try {
      const parse = (text: string) => v.parse(this.schema, JSON.parse(text))
      const noteBad = (file: string) => {
        this.#unread = { kind: 'set-aside', file }
      }
      return (await readOrSetAside(this.#path, parse, noteBad)) ?? this.defaults
    } catch (error) {
      this.#unread = { kind: 'unreadable', file: this.#path }
      log.error(`${this.#path} can be neither read nor set aside, and stays as it is: ${(error as Error).message}`)
      return this.defaults
    }
  }

  /**
   * Writes one value after the other, in the order given. Resolves with whether this one was written, which over a file
   * that could be neither read nor set aside none is.
   */
  write(value: T): Promise<boolean> {
    const text = `${JSON.stringify(value, null, 2)}\n`
    return this.#writes.add(() => this.#save(text))
  }

  async #save(text: string): Promise<boolean> {
    if (this.#unread?.kind === 'unreadable') return false
    try {
      await replacePrivateFile(this.#path, text)
      this.#isFailing = false
    } catch (error) {
      if (!this.#isFailing) log.error(`${this.#path} cannot be written: ${(error as Error).message}`)
      this.#isFailing = true
    }
    return !this.#isFailing
  }
}
