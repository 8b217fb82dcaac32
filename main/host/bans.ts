import { idOf } from './person.js'

/** Whom the operator has removed: they are kept out for as long as the host runs. */
export class Bans {
  readonly #ids = new Set<string>()

  /** Without a session, by whose id nobody comes back, it has no effect. */
  add(id: string): void {
    this.#ids.add(id)
  }

  has(session: string | undefined): boolean {
    return session !== undefined && this.#ids.has(idOf(session))
  }
}
