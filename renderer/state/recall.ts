import type { ToldLine } from '../../common/channels.js'
import type { Call } from '../call/call.js'
import type { Chat } from './chat.js'

/** For how long someone who is gone may be on the way to another page: the host keeps their seat as long. */
const MOVE_MS = 120_000

/** What was said in a call, told again by the others to whoever goes on in it on another page, as far as they were there. */
export class Recall {
  /** By the id of a person, since when they are in the call, and when they left it last; milliseconds since 1970. */
  readonly #since = new Map<string, number>()
  readonly #left = new Map<string, number>()
  /** Who tells this page; the others would tell the same. */
  #teller: string | undefined

  /** `isAfterMove`: this page took the place of another. */
  constructor(
    call: Call,
    private readonly chat: Chat,
    isAfterMove: boolean,
  ) {
    if (isAfterMove) call.recall()
    call.on('recall', ({ id, tell }) => this.#retell(id, nameIn(call, id), tell))
    call.on('said', ({ id, line }) => {
      this.#teller ??= id
      if (isAfterMove && this.#teller === id) this.#take(line, nameIn(call, id))
    })
    let before: ReadonlySet<string> = new Set()
    call.peers.subscribe((peers) => {
      const ids = new Set(peers.map(({ id }) => id))
      for (const id of ids) if (!before.has(id)) this.#noteCame(id)
      for (const id of before) if (!ids.has(id)) this.#left.set(id, Date.now())
      before = ids
    })
  }

  #noteCame(id: string): void {
    const now = Date.now()
    const isBack = now - (this.#left.get(id) ?? 0) <= MOVE_MS
    if (!isBack || !this.#since.has(id)) this.#since.set(id, now)
  }

  #retell(id: string, name: string, tell: (line: ToldLine) => void): void {
    const since = this.#since.get(id) ?? Number.POSITIVE_INFINITY
    for (const { author, text, at, isOwn } of this.chat.entries.peek()) {
      if (author !== undefined && at >= since) tell({ author, isYours: !isOwn && author === name, text, at })
    }
  }

  #take({ author, isYours, text, at }: ToldLine, teller: string): void {
    this.chat.restore({ author: isYours ? '' : author || teller, isOwn: isYours, text, at })
  }
}

const nameIn = (call: Call, id: string) =>
  call.peers
    .peek()
    .find((peer) => peer.id === id)
    ?.name.peek() ?? ''
