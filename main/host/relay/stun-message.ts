import { createHmac, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** Sections of RFC 8489 (STUN): 5 (header), 14 (attributes). RFC 8656 (TURN) adds methods (17) and attributes (18). */
export const METHOD = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
  channelBind: 0x009,
} as const

export const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  evenPort: 0x0018,
  requestedTransport: 0x0019,
  dontFragment: 0x001a,
  xorMappedAddress: 0x0020,
  reservationToken: 0x0022,
  additionalAddressFamily: 0x8000,
  addressErrorCode: 0x8001,
  fingerprint: 0x8028,
} as const

export type MessageClass = 'request' | 'indication' | 'success' | 'error'

export interface Attribute {
  readonly type: number
  readonly value: Buffer
}

export interface StunMessage {
  readonly method: number
  readonly class: MessageClass
  /** 12 bytes by which a response is known as that of its request. */
  readonly transaction: Buffer
  /** In their order, up to MESSAGE-INTEGRITY: what comes after it could have been added by anyone. */
  readonly attributes: readonly Attribute[]
}

/** A message as it came in. */
export interface ReceivedMessage extends StunMessage {
  readonly bytes: Buffer
  /** Where MESSAGE-INTEGRITY begins. */
  readonly integrityAt: number | undefined
  readonly hasFingerprint: boolean
}

export const HEADER_BYTES = 20
export const MAGIC_COOKIE = 0x2112a442

/** The classes in the order of their two bits. */
const CLASSES: readonly MessageClass[] = ['request', 'indication', 'success', 'error']
const ATTRIBUTE_HEADER_BYTES = 4
const INTEGRITY_BYTES = ATTRIBUTE_HEADER_BYTES + 20
const FINGERPRINT_BYTES = ATTRIBUTE_HEADER_BYTES + 4
/** What the CRC-32 is mixed with, so that it differs from checksums of other protocols. */
const FINGERPRINT_MASK = 0x5354554e

/** Takes a message apart. Undefined where it is none, or where its FINGERPRINT says that it was damaged. */
export function decodeStun(bytes: Buffer): ReceivedMessage | undefined {
  if (bytes.length < HEADER_BYTES || (bytes[0] ?? 0) > 0x3f || bytes.readUInt32BE(4) !== MAGIC_COOKIE) return undefined
  if (bytes.readUInt16BE(2) !== bytes.length - HEADER_BYTES || bytes.length % 4 !== 0) return undefined
  const attributes: Attribute[] = []
  let integrityAt: number | undefined
  let hasFingerprint = false
  for (let at = HEADER_BYTES; at < bytes.length; ) {
    const type = bytes.readUInt16BE(at)
    const start = at + ATTRIBUTE_HEADER_BYTES
    const end = start + bytes.readUInt16BE(at + 2)
    if (end > bytes.length || hasFingerprint) return undefined
    if (type === ATTRIBUTE.fingerprint) {
      if (end - start !== 4 || bytes.readUInt32BE(start) !== fingerprintOf(bytes.subarray(0, at))) return undefined
      hasFingerprint = true
    } else if (integrityAt === undefined) {
      if (type === ATTRIBUTE.messageIntegrity) integrityAt = at
      else attributes.push({ type, value: bytes.subarray(start, end) })
    }
    at = padded(end)
  }
  const transaction = bytes.subarray(8, HEADER_BYTES)
  return { ...typeOf(bytes.readUInt16BE(0)), transaction, attributes, bytes, integrityAt, hasFingerprint }
}

/** Puts a message together: with MESSAGE-INTEGRITY where a key is given, and with FINGERPRINT where that is wanted. */
export function encodeStun(message: StunMessage, { key, hasFingerprint = false }: EncodeOptions = {}): Buffer {
  const lengthOf = (sum: number, { value }: Attribute) => padded(sum + ATTRIBUTE_HEADER_BYTES + value.length)
  const plain = message.attributes.reduce(lengthOf, HEADER_BYTES)
  const signed = plain + (key === undefined ? 0 : INTEGRITY_BYTES)
  const bytes = Buffer.alloc(signed + (hasFingerprint ? FINGERPRINT_BYTES : 0))
  bytes.writeUInt16BE(typeBits(message), 0)
  bytes.writeUInt16BE(bytes.length - HEADER_BYTES, 2)
  bytes.writeUInt32BE(MAGIC_COOKIE, 4)
  message.transaction.copy(bytes, 8)
  let at = HEADER_BYTES
  const append = (type: number, value: Buffer) => {
    bytes.writeUInt16BE(type, at)
    bytes.writeUInt16BE(value.length, at + 2)
    value.copy(bytes, at + ATTRIBUTE_HEADER_BYTES)
    at = padded(at + ATTRIBUTE_HEADER_BYTES + value.length)
  }
  for (const { type, value } of message.attributes) append(type, value)
  if (key !== undefined) append(ATTRIBUTE.messageIntegrity, integrityOf(bytes, plain, key))
  if (hasFingerprint) append(ATTRIBUTE.fingerprint, uint32(fingerprintOf(bytes.subarray(0, signed))))
  return bytes
}

export interface EncodeOptions {
  readonly key?: Buffer | undefined
  readonly hasFingerprint?: boolean
}

/** Whether whoever sent the message knows the key (RFC 8489, section 14.5: HMAC-SHA1). */
export function isIntact({ bytes, integrityAt }: ReceivedMessage, key: Buffer): boolean {
  if (integrityAt === undefined || bytes.readUInt16BE(integrityAt + 2) !== 20) return false
  const claimed = bytes.subarray(integrityAt + ATTRIBUTE_HEADER_BYTES, integrityAt + INTEGRITY_BYTES)
  return timingSafeEqual(claimed, integrityOf(bytes, integrityAt, key))
}

/** The first attribute of a type; those that come again do not count (RFC 8489, section 14). */
export const attributeOf = ({ attributes }: StunMessage, wanted: number): Buffer | undefined =>
  attributes.find(({ type }) => type === wanted)?.value

export const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** The length with what fills the last word of four bytes. */
export const padded = (length: number) => (length + 3) & ~3

/** Covers the message up to the attribute, with a length in the header as if the attribute were the last. */
function integrityOf(bytes: Buffer, at: number, key: Buffer): Buffer {
  const start = Buffer.from(bytes.subarray(0, 4))
  start.writeUInt16BE(at + INTEGRITY_BYTES - HEADER_BYTES, 2)
  return createHmac('sha1', key).update(start).update(bytes.subarray(4, at)).digest()
}

const fingerprintOf = (bytes: Buffer) => (crc32(bytes) ^ FINGERPRINT_MASK) >>> 0

/** The class is bits 4 and 8 of the type, the method is the others (RFC 8489, section 5). */
function typeOf(bits: number): { method: number; class: MessageClass } {
  const method = (bits & 0x000f) | ((bits & 0x00e0) >> 1) | ((bits & 0x3e00) >> 2)
  return { method, class: CLASSES[((bits >> 4) & 1) | ((bits >> 7) & 2)] ?? 'request' }
}

function typeBits({ method, class: name }: StunMessage): number {
  const bits = CLASSES.indexOf(name)
  return (method & 0x000f) | ((method & 0x0070) << 1) | ((method & 0x0f80) << 2) | ((bits & 1) << 4) | ((bits & 2) << 7)
}
