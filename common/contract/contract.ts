import * as v from 'valibot'
import type { Reply } from '../protocol.js'
import type { Schema } from '../schema.js'

/**
 * The contract of a Socket.IO namespace is two tables: what a client may request of the host, and what the host tells
 * clients. Types, parsing and replies follow from their rows.
 */
export interface Contract {
  readonly requests: Requests
  readonly events: Events
}

/** One event that a client sends, with the acknowledgement that the host gives where the client asks for one. */
export interface Request<Payload, R extends Reply> {
  readonly payload: Schema<Payload>
  readonly reply: Schema<R>
  /** What the payload has to be, in an English sentence: the message of a `bad-request`. */
  readonly expected: string
}

/** One event that the host sends. */
export interface Event<Payload, Args extends unknown[]> {
  /** The schema of the last argument. */
  readonly payload: Schema<Payload>
  /** Clients send each other what they like under this name: what is not as here is meant for another client. */
  readonly isShared: boolean
  /** For the types alone. */
  readonly args?: Args
}

// biome-ignore lint/suspicious/noExplicitAny: a table holds rows of any payload
export type Requests = Readonly<Record<string, Request<any, any>>>
// biome-ignore lint/suspicious/noExplicitAny: a table holds rows of any payload
export type Events = Readonly<Record<string, Event<any, any>>>

/** Whatever comes with it is not looked at. */
export const nothing: Schema<undefined> = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
)

export const request = <P, R extends Reply>(
  payload: Schema<P>,
  reply: Schema<R>,
  expected = 'That was not understood.',
): Request<P, R> => ({ payload, reply, expected })

export const event = <P>(payload: Schema<P>, { isShared = false } = {}): Event<P, ArgsOf<P>> => ({ payload, isShared })

/** An event as the codelab has it, with the room's name before the payload. */
export const roomEvent = <P>(payload: Schema<P>): Event<P, [room: string, payload: P]> => ({ payload, isShared: false })

type ArgsOf<P> = [P] extends [undefined] ? [] : [payload: P]

export type PayloadOf<Row> = Row extends { readonly payload: Schema<infer P> } ? P : never
export type ReplyOf<Row> = Row extends Request<never, infer R> ? R : Row extends { reply: Schema<infer R> } ? R : never
/** A reply that is no refusal. */
export type SuccessOf<Row> = Extract<ReplyOf<Row>, { ok: true }>

/** For Socket.IO: what a client of one of these contracts may emit. */
export type EmittedBy<C extends Contract> = {
  [E in NamesIn<C['requests']>]: (...args: [...ArgsOf<PayloadOf<RowOf<C['requests'], E>>>, ack?: AckOf<C, E>]) => void
}

/** For Socket.IO: what a client of one of these contracts may hear. */
export type HeardBy<C extends Contract> = {
  [E in NamesIn<C['events']>]: (...args: HeardArgs<RowOf<C['events'], E>>) => void
}

type AckOf<C extends Contract, E extends string> = (reply: ReplyOf<RowOf<C['requests'], E>>) => void
type HeardArgs<Row> =
  Row extends Event<never, infer A> ? A : Row extends { args?: infer A extends unknown[] } ? A : never
/** The names in any of several tables, and the rows of one name. */
type NamesIn<T> = T extends unknown ? keyof T & string : never
type RowOf<T, E extends string> = T extends Readonly<Record<E, infer Row>> ? Row : never
