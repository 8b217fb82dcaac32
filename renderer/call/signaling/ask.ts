import type { Socket } from 'socket.io-client'
import type { PayloadOf, Requests, SuccessOf } from '../../../common/contract/contract.js'
import { readAs } from '../../../common/schema.js'
import { CallError } from '../errors.js'

export interface AskOptions<Success> {
  /**
   * Told at the moment the answer arrives, so that nothing that the host sends after it can overtake it. What awaits the
   * promise goes on later, when more may have come in.
   */
  readonly onAnswer?: (answer: Success) => void
  /** How long the host may take. */
  readonly timeoutMs?: number
}

/** Rejects with a CallError: the host's refusal, or `host-silent` where no answer comes that makes sense. */
export type Ask<R extends Requests> = <E extends keyof R & string>(
  event: E,
  payload: PayloadOf<R[E]>,
  options?: AskOptions<SuccessOf<R[E]>>,
) => Promise<SuccessOf<R[E]>>

/** How long a host may take to answer before it counts as silent. */
const ANSWER_TIMEOUT_MS = 6_000

/** The one way of asking a host: over this socket, by the rows of `requests`. `note` gets what comes back, or nothing. */
export function asking<R extends Requests>(
  socket: Socket,
  requests: R,
  note: (event: string, answer: { readonly payload: unknown } | undefined) => void = () => {},
): Ask<R> {
  return (event, payload, { onAnswer, timeoutMs = ANSWER_TIMEOUT_MS } = {}) =>
    new Promise((resolve, reject) => {
      const hear = (timeout: Error | null, answer: unknown) => {
        note(event, timeout ? undefined : { payload: answer })
        const row = requests[event]
        const reply = row && readAs(row.reply, answer)
        if (timeout || !reply) throw new CallError('host-silent', 'The host gave no answer.')
        if (!reply.ok) throw new CallError(reply.code, reply.message)
        onAnswer?.(reply)
        resolve(reply)
      }
      socket.timeout(timeoutMs).emit(event, ...argsOf(payload), (timeout: Error | null, answer: unknown) => {
        try {
          hear(timeout, answer)
        } catch (error) {
          reject(error)
        }
      })
    })
}

const argsOf = (payload: unknown) => (payload === undefined ? [] : [payload])
