import { ATTRIBUTE, type Attribute, type StunMessage, uint32 } from './stun-message.js'

/** What a request is answered with: the attributes of a success, or an error. */
export type Answer = Success | Refusal

export interface Success {
  readonly attributes: readonly Attribute[]
}

export interface Refusal {
  readonly error: ErrorCode
  /** Besides ERROR-CODE. */
  readonly attributes?: readonly Attribute[]
}

export type ErrorCode = keyof typeof REASONS

/** RFC 8489, section 14.8, and RFC 8656, section 19. */
const REASONS = {
  400: 'Bad Request',
  401: 'Unauthenticated',
  403: 'Forbidden',
  420: 'Unknown Attribute',
  437: 'Allocation Mismatch',
  438: 'Stale Nonce',
  440: 'Address Family not Supported',
  441: 'Wrong Credentials',
  442: 'Unsupported Transport Protocol',
  443: 'Peer Address Family Mismatch',
  486: 'Allocation Quota Reached',
  500: 'Server Error',
  508: 'Insufficient Capacity',
} as const

/** Attributes that a client has to be understood with (below 0x8000), and is. */
const UNDERSTOOD: ReadonlySet<number> = new Set<number>([
  ...[ATTRIBUTE.username, ATTRIBUTE.messageIntegrity, ATTRIBUTE.realm, ATTRIBUTE.nonce, ATTRIBUTE.channelNumber],
  ...[ATTRIBUTE.lifetime, ATTRIBUTE.xorPeerAddress, ATTRIBUTE.data, ATTRIBUTE.requestedAddressFamily],
  ...[ATTRIBUTE.evenPort, ATTRIBUTE.requestedTransport, ATTRIBUTE.reservationToken],
])

/** The message that says so. */
export function messageOf(answer: Answer, { method, transaction }: StunMessage): StunMessage {
  if (!('error' in answer)) return { method, class: 'success', transaction, attributes: answer.attributes }
  const error = { type: ATTRIBUTE.errorCode, value: errorCode(answer.error) }
  return { method, class: 'error', transaction, attributes: [error, ...(answer.attributes ?? [])] }
}

/** Refuses what asks for something that is not understood; DONT-FRAGMENT is, since Node cannot send so (RFC 8656, 7.2). */
export function refuseUnknown({ attributes }: StunMessage): Refusal | undefined {
  const unknown = new Set(attributes.map(({ type }) => type).filter((type) => type < 0x8000 && !UNDERSTOOD.has(type)))
  if (unknown.size === 0) return undefined
  const value = Buffer.alloc(2 * unknown.size)
  for (const [index, type] of [...unknown].entries()) value.writeUInt16BE(type, 2 * index)
  return { error: 420, attributes: [{ type: ATTRIBUTE.unknownAttributes, value }] }
}

export const textAttribute = (type: number, text: string): Attribute => ({ type, value: Buffer.from(text) })

export const numberAttribute = (type: number, number: number): Attribute => ({ type, value: uint32(number) })

/** The value of ADDRESS-ERROR-CODE (RFC 8656, section 18.12). */
export function addressErrorCode(family: number, code: ErrorCode): Buffer {
  const value = errorCode(code)
  value.writeUInt8(family, 0)
  return value
}

/** The value of ERROR-CODE: class, number and reason (RFC 8489, section 14.8). */
function errorCode(code: ErrorCode): Buffer {
  return Buffer.concat([Buffer.from([0, 0, Math.floor(code / 100), code % 100]), Buffer.from(REASONS[code])])
}
