import type { OperatorFacts } from '../../common/control.js'
import type { RemotePeer } from '../call/call.js'
import type { Succession as Message } from '../call/control-channel.js'

type NewHost = Omit<Extract<Message, { type: 'new-host' }>, 'type' | 'ticket'>

/**
 * Brings those in a call to this computer's host, which took the place of a lost one: each is told where it is until they
 * are here, since they may not hear it the first time, or not get through at once.
 */
export class Gathering {
  readonly #beganAt = Date.now()
  readonly #missing: Map<string, string>

  constructor(
    private readonly host: NewHost,
    /** By the ids of those who are to come. */
    tickets: ReadonlyMap<string, string>,
    /** Those on the host; one whose page has not been there yet has an empty address. */
    private readonly people: () => OperatorFacts['people'],
  ) {
    this.#missing = new Map(tickets)
  }

  tell(peers: readonly RemotePeer[]): void {
    const here = this.#here
    for (const { id, control } of peers) {
      if (here.has(id)) this.#missing.delete(id)
      const ticket = this.#missing.get(id)
      if (ticket === undefined) continue
      control.settle({ type: 'can-host' })
      control.settle({ type: 'new-host', ...this.host, ticket })
    }
  }

  get isComplete(): boolean {
    return this.#missing.size === 0
  }

  /** Whether after so long none of them is here. */
  isInVain(peers: readonly RemotePeer[], afterMs: number): boolean {
    const here = this.#here
    return Date.now() - this.#beganAt >= afterMs && !peers.some(({ id }) => here.has(id))
  }

  get #here(): ReadonlySet<string> {
    return new Set(this.people().flatMap(({ id, address }) => (address === '' ? [] : [id])))
  }
}
