import { REFUSALS, type RefusalCode } from '../../common/protocol.js'
import { integer, readAs } from '../../common/schema.js'

/** A host's refusal, or: nothing answers at that address, the host stopped answering. */
export type CallErrorCode = RefusalCode | 'host-unreachable' | 'host-silent'

/** Why a call could not be made; the page has a sentence for each code. */
export class CallError extends Error {
  override readonly name = 'CallError'

  constructor(
    readonly code: CallErrorCode,
    message: string,
    /** After so many milliseconds it is worth another try, where the host says so. */
    readonly retryMs?: number,
  ) {
    super(message)
  }
}

/** No host has a person wait longer. */
const MAX_RETRY_MS = 3_600_000

/** What a host answers to pages from elsewhere, before there is a connection to say why over. */
const FORBIDDEN = 403

/**
 * The refusal that a failed Socket.IO handshake carries in `data.code`, or the HTTP status in `description`, or else: the
 * host cannot be reached.
 */
export function fromConnectError(error: Error & { data?: unknown; description?: unknown }): CallError {
  if (error.description === FORBIDDEN) return new CallError('origin-not-allowed', error.message)
  const { code, retryMs } = (error.data ?? {}) as { code?: unknown; retryMs?: unknown }
  const refusal = REFUSALS.find((known) => known === code)
  return new CallError(refusal ?? 'host-unreachable', error.message, readAs(integer(1, MAX_RETRY_MS), retryMs))
}
