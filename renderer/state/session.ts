import { storage, tabStorage } from './storage.js'

const KEY = 'lanline.sessions'
/** One of them, for the app's next start. */
const NEXT_KEY = 'lanline.next-session'
/** The page that has them; nobody's between two pages. */
const OWNER_KEY = 'lanline.owner'
/** How long another page of this browser may take to say that it is there. */
const ANSWER_MS = 300

/**
 * The secrets by which hosts know this person, the same after a reload or a crash: one for each host, so that none of them
 * could pass for the person at another. A duplicated tab, which copies the tab's storage, is a person of its own.
 */
export class Sessions {
  #byOrigin = new Map(read())
  /** Names this page among those of the browser. */
  readonly owner = newSecret()
  readonly #pages = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('lanline.pages')
  /** Whether this tab was made as a copy of another one that is still there; to be asked when ready. */
  isCopy = false
  /** Resolves once it is known whose the sessions in the storage are. */
  readonly ready = this.#settle()

  constructor() {
    addEventListener('pagehide', () => tabStorage.remove(OWNER_KEY))
  }

  /** For the host at `origin`; to be asked for when ready. */
  of(origin: string): string {
    const session = this.#byOrigin.get(origin) ?? newSecret()
    if (!this.#byOrigin.has(origin)) this.adopt(origin, session)
    return session
  }

  /** The host at `before` is at `origin` now. */
  carry(before: string, origin: string): void {
    this.adopt(origin, this.of(before))
  }

  /** Gives the one for the host at `origin` to another page, and has it no more. */
  give(origin: string): string {
    const session = this.of(origin)
    this.#byOrigin.delete(origin)
    this.#keep()
    return session
  }

  /** Takes the one for the host at `origin` from another page. */
  adopt(origin: string, session: string): void {
    this.#byOrigin.set(origin, session)
    this.#keep()
  }

  /** Keeps the one for the host at `origin` for the app's next start, and without an origin none. For the app alone, which has one page. */
  keepForNextStart(origin?: string): void {
    if (origin === undefined) storage.remove(NEXT_KEY)
    else storage.set(NEXT_KEY, JSON.stringify([[origin, this.of(origin)]]))
  }

  /** A page that did not say that it goes has crashed, or lives in the tab that this one is a copy of. */
  async #settle(): Promise<void> {
    const owner = tabStorage.get(OWNER_KEY)
    this.isCopy = owner !== '' && (await this.isThere(owner))
    if (this.isCopy) {
      this.#byOrigin = new Map()
      this.#keep()
    }
    tabStorage.set(OWNER_KEY, this.owner)
    this.#pages?.addEventListener('message', ({ data }) => {
      if (data === asking(this.owner)) this.#pages?.postMessage(answering(this.owner))
    })
  }

  /** Whether the page of this name is there. */
  isThere(owner: string): Promise<boolean> {
    return new Promise((resolve) => {
      setTimeout(() => resolve(false), ANSWER_MS)
      this.#pages?.addEventListener('message', ({ data }) => data === answering(owner) && resolve(true))
      this.#pages?.postMessage(asking(owner))
    })
  }

  #keep(): void {
    tabStorage.set(KEY, JSON.stringify([...this.#byOrigin]))
  }
}

const asking = (owner: string) => `is ${owner} there?`
const answering = (owner: string) => `${owner} is there`

/** What is kept for the app's next start is taken once. */
function read(): [origin: string, session: string][] {
  const text = tabStorage.get(KEY) || storage.get(NEXT_KEY)
  storage.remove(NEXT_KEY)
  tabStorage.set(KEY, text)
  return text === '' ? [] : JSON.parse(text)
}

/** 128 random bits; crypto.randomUUID is not there on plain HTTP pages. */
function newSecret(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
