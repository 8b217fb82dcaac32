import * as v from 'valibot'
import { KeyHash } from '../../common/control.js'
import { JsonFile } from './json-file.js'

/** How many hosts are remembered; beyond that, those not used for longest are forgotten. */
const CAPACITY = 500

const Entries = v.array(v.object({ host: v.string(), key: KeyHash }))
type Entries = v.InferOutput<typeof Entries>

/** Which public key each host had, as `KeyHash`. A host goes by the name or address and port of the door it was met at. */
export class KnownHosts {
  private constructor(
    private readonly file: JsonFile<Entries>,
    /** Those used last come last. */
    private readonly keys: Map<string, string>,
  ) {}

  static async load(folder: string): Promise<KnownHosts> {
    const file = new JsonFile(folder, 'known-hosts.json', Entries, [])
    const entries = await file.read()
    return new KnownHosts(file, new Map(entries.map(({ host, key }) => [host, key])))
  }

  /** Where they were met, the latest last. */
  get all(): readonly string[] {
    return [...this.keys.keys()]
  }

  keyOf(host: string): string | undefined {
    return this.keys.get(host)
  }

  /** Notes that `host` has been met with this key. Resolves once that is written, or cannot be; never rejects. */
  remember(host: string, key: string): Promise<void> {
    this.keys.delete(host)
    this.keys.set(host, key)
    for (const [oldest] of this.keys) {
      if (this.keys.size <= CAPACITY) break
      this.keys.delete(oldest)
    }
    return this.#save()
  }

  forget(host: string): Promise<void> {
    this.keys.delete(host)
    return this.#save()
  }

  async #save(): Promise<void> {
    await this.file.write(Array.from(this.keys, ([host, key]) => ({ host, key })))
  }
}
