import { tabStorage } from './storage.js'

const KEY = 'lanline.sessions'

/**
 * The secrets by which hosts know this person, the same after a reload: one for each host, so that none of them could
 * pass for the person at another. They lie in the tab's storage only between two pages, so that a duplicated tab, which
 * copies the storage, is a person of its own.
 */
export class Sessions {
  readonly #byOrigin = new Map(read())

  constructor() {
    addEventListener('pagehide', () => tabStorage.set(KEY, JSON.stringify([...this.#byOrigin])))
  }

  /** For the host at `origin`. */
  of(origin: string): string {
    const session = this.#byOrigin.get(origin) ?? newSession()
    this.#byOrigin.set(origin, session)
    return session
  }
}

function read(): [origin: string, session: string][] {
  const text = tabStorage.get(KEY)
  tabStorage.remove(KEY)
  return text === '' ? [] : JSON.parse(text)
}

/** 128 random bits; crypto.randomUUID is not there on plain HTTP pages. */
function newSession(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
