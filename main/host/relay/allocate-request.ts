import type { Refusal } from './answers.js'
import { ATTRIBUTE, attributeOf, type StunMessage } from './stun-message.js'
import { FAMILY_NUMBERS, type Family, familyNumbered } from './transport-address.js'

/** What an Allocate request asks for. */
export interface AllocateRequest {
  /** Undefined where it leaves that open. */
  readonly family: Family | undefined
  /** Whether it would like an address of the other family too. */
  readonly wantsBoth: boolean
}

const UDP = 17

/** Reads an Allocate request in the order of RFC 8656, section 7.2, or refuses it. */
export function readAllocate(request: StunMessage): AllocateRequest | Refusal {
  const transport = attributeOf(request, ATTRIBUTE.requestedTransport)
  if (transport?.length !== 4) return { error: 400 }
  if (transport[0] !== UDP) return { error: 442 }
  const family = attributeOf(request, ATTRIBUTE.requestedAddressFamily)
  const additional = attributeOf(request, ATTRIBUTE.additionalAddressFamily)
  const isEven = attributeOf(request, ATTRIBUTE.evenPort) !== undefined
  if (attributeOf(request, ATTRIBUTE.reservationToken) !== undefined) {
    // No port is ever reserved, so that no token is valid.
    return { error: isEven || family !== undefined || additional !== undefined ? 400 : 508 }
  }
  if (additional !== undefined) {
    if (family !== undefined || isEven || additional[0] !== FAMILY_NUMBERS.IPv6) return { error: 400 }
  }
  if (isEven) return { error: 508 }
  if (family !== undefined && familyNumbered(family[0]) === undefined) return { error: 440 }
  return { family: familyNumbered(family?.[0]), wantsBoth: additional !== undefined }
}
