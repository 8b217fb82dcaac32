import { BenchClient } from './bench-client.js'
import type { Checker, Outcome } from './checker.js'

/** A request without an answer after this long counts as missing. */
const ANSWER_WITHIN_MS = 30_000

/** How a request ended. `cut`: its connection was ended on purpose before. `missing`: there was no answer. */
export type Ending = Outcome | 'cut' | 'missing'

/** One client under the eyes of a checker, which hears of all that it does and gets. */
export class Member {
  readonly #client: BenchClient
  /** Settles the request under way. */
  #settle: ((ending: Ending) => void) | undefined
  #disconnected: Promise<void> | undefined = Promise.resolve()

  constructor(
    url: string,
    private readonly number: number,
    private readonly checker: Checker,
  ) {
    this.#client = new BenchClient(url, {
      answered: (request, answer) => {
        const outcome = checker.answered(number, request, answer, performance.now())
        if (outcome) this.#settle?.(outcome)
      },
      heard: (heard) => checker.heard(number, heard),
      lost: (reason) => {
        checker.lost(number, reason)
        this.#disconnected = Promise.resolve()
        this.#settle?.('missing')
      },
    })
  }

  get isConnected(): boolean {
    return this.#disconnected === undefined
  }

  /** The room in which this client is. */
  get room(): string | undefined {
    return this.checker.roomOf(this.number)
  }

  /** Rejects where the host lets nobody in. */
  async connect(): Promise<void> {
    const id = await this.#client.connect()
    this.#disconnected = undefined
    this.checker.connected(this.number, id, performance.now())
  }

  /** Asks for a room, or to leave where there is none. Must be connected, with no request under way. Never rejects. */
  async request(room: string | undefined): Promise<Ending> {
    const ending = new Promise<Ending>((resolve) => {
      this.#settle = resolve
    })
    const limit = setTimeout(() => {
      this.checker.unanswered(this.number)
      this.#settle?.('missing')
      void this.disconnect('reset')
    }, ANSWER_WITHIN_MS)
    this.checker.asked(this.number, this.#client.nextRequest, room, performance.now())
    if (room === undefined) this.#client.leave()
    else this.#client.join(room)
    void ending.then(() => clearTimeout(limit))
    return ending
  }

  /** Ends the connection, whatever is under way. Resolves once it is ended. */
  disconnect(how: 'goodbye' | 'reset'): Promise<void> {
    if (!this.#disconnected) {
      this.checker.cut(this.number)
      this.#disconnected = this.#client.end(how)
      this.#settle?.('cut')
    }
    return this.#disconnected
  }
}
