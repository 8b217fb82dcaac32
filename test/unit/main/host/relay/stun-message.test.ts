import { describe, expect, test } from 'vitest'
import { longTermKey } from '../../../../../main/host/relay/credentials.js'
import {
  ATTRIBUTE,
  attributeOf,
  decodeStun,
  encodeStun,
  isIntact,
  METHOD,
  type ReceivedMessage,
} from '../../../../../main/host/relay/stun-message.js'
import { decodeXorAddress, encodeXorAddress } from '../../../../../main/host/relay/transport-address.js'

const bytesOf = (...hex: string[]) => Buffer.from(hex.join('').replaceAll(' ', ''), 'hex')
const decode = (bytes: Buffer) => decodeStun(bytes) as ReceivedMessage
const text = (message: ReceivedMessage, type: number) => attributeOf(message, type)?.toString()

/** The messages of RFC 5769, sections 2.1 to 2.4. */
const REQUEST = bytesOf(
  '000100582112a442b7e7a701bc34d686fa87dfae',
  '802200105354554e207465737420636c69656e74',
  '002400046e0001ff80290008932ff9b151263b36',
  '00060009 6576746a3a68367659202020',
  '00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2',
  '80280004 e57a3bcf',
)
const IPV4_RESPONSE = bytesOf(
  '0101003c2112a442b7e7a701bc34d686fa87dfae',
  '8022000b7465737420766563746f7220',
  '002000080001a147e112a643',
  '000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7',
  '80280004c07d4c96',
)
const IPV6_RESPONSE = bytesOf(
  '010100482112a442b7e7a701bc34d686fa87dfae',
  '8022000b7465737420766563746f7220',
  '002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9',
  '00080014a382954e4be67bf11784c97c8292c275bfe3ed41',
  '80280004c8fb0b4c',
)
const LONG_TERM_REQUEST = bytesOf(
  '000100602112a44278ad3433c6ad72c029da412e',
  '00060012e3839ee38388e383aae38383e382afe382b90000',
  '0015001c662f2f3439396b393534643',
  '64f4c33346f4c39465354767936347341',
  '0014000b6578616d706c652e6f726700',
  '00080014f67024656dd64a3e02b8e0712e85c9a28ca89666',
)
const SHORT_TERM_KEY = Buffer.from('VOkJxbRl1RmTxUk/WvJxBt')
const LONG_TERM_KEY = longTermKey('マトリックス', 'example.org', 'TheMatrIX')

describe("RFC 5769's", () => {
  test('request is understood, and its integrity and fingerprint are right', () => {
    const message = decode(REQUEST)
    expect(message).toMatchObject({ method: METHOD.binding, class: 'request', hasFingerprint: true })
    expect(message.transaction.toString('hex')).toBe('b7e7a701bc34d686fa87dfae')
    expect(text(message, 0x8022)).toBe('STUN test client')
    expect(text(message, ATTRIBUTE.username)).toBe('evtj:h6vY')
    expect(isIntact(message, SHORT_TERM_KEY)).toBe(true)
  })

  test.each([
    { family: 'IPv4', bytes: IPV4_RESPONSE, address: '192.0.2.1' },
    { family: 'IPv6', bytes: IPV6_RESPONSE, address: '2001:db8:1234:5678:11:2233:4455:6677' },
  ])('response with an address of $family is read and written', ({ bytes, address }) => {
    const message = decode(bytes)
    const value = attributeOf(message, ATTRIBUTE.xorMappedAddress) as Buffer
    expect(message).toMatchObject({ method: METHOD.binding, class: 'success' })
    expect(decodeXorAddress(value, message.transaction)).toEqual({ address, port: 32_853 })
    expect(encodeXorAddress({ address, port: 32_853 }, message.transaction)).toEqual(value)
    expect(isIntact(message, SHORT_TERM_KEY)).toBe(true)
  })

  test('request with long-term credentials is written byte by byte', () => {
    const message = decode(LONG_TERM_REQUEST)
    expect(text(message, ATTRIBUTE.nonce)).toBe('f//499k954d6OL34oL9FSTvy64sA')
    expect(isIntact(message, LONG_TERM_KEY)).toBe(true)
    expect(encodeStun(message, { key: LONG_TERM_KEY })).toEqual(LONG_TERM_REQUEST)
  })
})

test('a changed byte is noticed by the fingerprint, or else by the integrity', () => {
  for (let at = 0; at < REQUEST.length; at++) {
    const changed = Buffer.from(REQUEST)
    changed[at] = (changed[at] ?? 0) ^ 1
    // The header of FINGERPRINT itself: without it the message has an attribute more that nobody knows.
    const message = decodeStun(changed)
    if (message !== undefined) expect(message.hasFingerprint).toBe(false)
  }
  for (let at = 0; at < LONG_TERM_REQUEST.length - 20; at++) {
    const changed = Buffer.from(LONG_TERM_REQUEST)
    changed[at] = (changed[at] ?? 0) ^ 1
    const message = decodeStun(changed)
    expect(message !== undefined && isIntact(message, LONG_TERM_KEY)).toBe(false)
  }
})

test('another key does not open it', () => {
  expect(isIntact(decode(REQUEST), LONG_TERM_KEY)).toBe(false)
})

test('what comes after the integrity does not count', () => {
  const signed = encodeStun({ ...decode(REQUEST), attributes: [] }, { key: SHORT_TERM_KEY })
  const added = Buffer.concat([signed, bytesOf('000600036576740a')])
  added.writeUInt16BE(added.length - 20, 2)
  const message = decode(added)
  expect(message.attributes).toEqual([])
  expect(isIntact(message, SHORT_TERM_KEY)).toBe(true)
})

test.each(['request', 'indication', 'success', 'error'] as const)('every method and the class %s survive', (kind) => {
  for (const method of [...Object.values(METHOD), 0xfff, 0x080]) {
    const bytes = encodeStun({ method, class: kind, transaction: Buffer.alloc(12, 7), attributes: [] })
    expect(decode(bytes)).toMatchObject({ method, class: kind })
  }
})

test.each(['::', '::1', 'fe80::1', '2001:db8::1', 'fd00:0:0:1::5', 'ff02::fb', '::ffff:10.0.0.1'])(
  'the address %s is read as the system writes it',
  (address) => {
    const transaction = Buffer.alloc(12, 9)
    const mapped = bytesOf('00000000000000000000ffff0a000001')
    const value = encodeXorAddress({ address: address.includes('.') ? '::' : address, port: 1 }, transaction)
    if (address.includes('.')) for (const [at, byte] of mapped.entries()) value[4 + at] = (value[4 + at] ?? 0) ^ byte
    expect(decodeXorAddress(value, transaction)).toEqual({ address, port: 1 })
  },
)

test.each([
  { name: 'nothing', bytes: Buffer.alloc(0) },
  { name: 'half a header', bytes: REQUEST.subarray(0, 10) },
  { name: 'another cookie', bytes: Buffer.concat([REQUEST.subarray(0, 4), Buffer.alloc(4), REQUEST.subarray(8)]) },
  { name: 'a message cut short', bytes: REQUEST.subarray(0, -4) },
  { name: 'an attribute longer than the message', bytes: bytesOf('000100042112a442', '00'.repeat(12), '00060008') },
  { name: 'an attribute behind the fingerprint', bytes: behindFingerprint() },
])('$name is no message', ({ bytes }) => {
  expect(decodeStun(bytes)).toBeUndefined()
})

function behindFingerprint(): Buffer {
  const bytes = Buffer.concat([
    encodeStun({ ...decode(REQUEST), attributes: [] }, { hasFingerprint: true }),
    bytesOf('80220000'),
  ])
  bytes.writeUInt16BE(bytes.length - 20, 2)
  return bytes
}
