import * as v from 'valibot'
import type { PayloadOf, ReplyOf, Requests } from '../../common/contract/contract.js'
import type { Refusal, RefusalCode, Reply } from '../../common/protocol.js'
import { log } from '../storage/log.js'

/** What is to be done on each request of a table. `C` is whose request it is, or what it acts on. */
export type Handlers<R extends Requests, C> = {
  readonly [E in keyof R]: (context: C, payload: PayloadOf<R[E]>) => ReplyOf<R[E]> | Promise<ReplyOf<R[E]>>
}

/** Answers one request; undefined where the table has none of that name. Never throws nor rejects. */
export type Answerer<C> = (context: C, event: string, payload: unknown) => Reply | Promise<Reply> | undefined

/**
 * The one way of answering clients: parses a payload by its row, refuses what does not fit, and has `handlers` do the
 * rest. A handler that fails is a bug of ours, which must not reach other clients.
 */
export function answering<R extends Requests, C>(requests: R, handlers: Handlers<R, C>): Answerer<C> {
  return (context, event, payload) => {
    if (!Object.hasOwn(requests, event)) return undefined
    const row = requests[event] as R[string]
    const parsed = v.safeParse(row.payload, payload)
    if (!parsed.success) return refusal('bad-request', row.expected)
    try {
      const reply = (handlers[event] as Handlers<R, C>[string])(context, parsed.output)
      return reply instanceof Promise ? reply.catch((error) => failed(event, error)) : reply
    } catch (error) {
      return failed(event, error)
    }
  }
}

/** What the host needs for its answer cannot be reached at the moment. */
export class Unavailable extends Error {
  constructor() {
    super('The host cannot see who is where at the moment. Running calls go on; try again soon.')
  }
}

export const OK: Reply = { ok: true }

export const refusal = (code: RefusalCode, message: string): Refusal => ({ ok: false, code, message })

export const unknownEvent = (event: string): Refusal =>
  refusal('unknown-event', `This host knows no event "${event.slice(0, 64)}".`)

export const tooFast = () => refusal('too-fast', 'That is too much at once; wait for a moment.')

function failed(event: string, error: unknown): Refusal {
  if (error instanceof Unavailable) return refusal('unavailable', error.message)
  log.error(`Answering "${event}" failed:`, error)
  return refusal('internal-error', 'The host failed to do that.')
}

/** An event of a client; who sends no acknowledgement along hears no answer. */
export interface ClientEvent {
  readonly event: string
  readonly payload: unknown
  readonly ack: ((reply: Reply) => void) | undefined
}

/** Takes apart what Socket.IO gives of an event. */
export function readPacket(packet: readonly unknown[]): ClientEvent {
  const last = packet.at(-1)
  const ack = typeof last === 'function' ? (last as (reply: Reply) => void) : undefined
  const payload = packet.length > (ack ? 2 : 1) ? packet[1] : undefined
  return { event: String(packet[0]), payload, ack }
}
