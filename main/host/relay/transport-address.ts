import { isIPv4, isIPv6, SocketAddress } from 'node:net'
import { MAGIC_COOKIE, uint32 } from './stun-message.js'

export type Family = 'IPv4' | 'IPv6'

/** An IP address, as the system writes it, and a port. */
export interface TransportAddress {
  readonly address: string
  readonly port: number
}

/** The numbers of address families (RFC 8489, section 14.1). */
export const FAMILY_NUMBERS: Readonly<Record<Family, number>> = { IPv4: 0x01, IPv6: 0x02 }

export const familyOf = (address: string): Family => (isIPv4(address) ? 'IPv4' : 'IPv6')

export const familyNumbered = (number: number | undefined): Family | undefined =>
  (['IPv4', 'IPv6'] as const).find((family) => FAMILY_NUMBERS[family] === number)

/** A name for an address and port, one for each. */
export const nameOf = ({ address, port }: TransportAddress) => `${address} ${port}`

/** Sockets of both families give IPv4 addresses as IPv6 ones (RFC 4291, section 2.5.5.2). */
export const withoutMapping = (address: string) => address.replace(/^::ffff:(?=[\d.]+$)/i, '')

/** The value of an XOR-…-ADDRESS attribute (RFC 8489, section 14.2). */
export function encodeXorAddress({ address, port }: TransportAddress, transaction: Buffer): Buffer {
  const family = familyOf(address)
  const bytes = mix(family === 'IPv4' ? ipv4Bytes(address) : ipv6Bytes(address), transaction)
  const value = Buffer.alloc(4 + bytes.length)
  value.writeUInt8(FAMILY_NUMBERS[family], 1)
  value.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 2)
  bytes.copy(value, 4)
  return value
}

/** Undefined where the value is none. */
export function decodeXorAddress(value: Buffer, transaction: Buffer): TransportAddress | undefined {
  const family = familyNumbered(value[1])
  if (family === undefined || value.length !== (family === 'IPv4' ? 8 : 20)) return undefined
  const bytes = mix(value.subarray(4), transaction)
  return {
    address: family === 'IPv4' ? bytes.join('.') : ipv6Text(bytes),
    port: value.readUInt16BE(2) ^ (MAGIC_COOKIE >>> 16),
  }
}

/** Bytes mixed with the magic cookie and, as far as they go on, with the transaction. */
function mix(bytes: Uint8Array, transaction: Buffer): Buffer {
  const mask = Buffer.concat([uint32(MAGIC_COOKIE), transaction])
  return Buffer.from(bytes.map((byte, index) => byte ^ (mask[index] ?? 0)))
}

const ipv4Bytes = (address: string) => Uint8Array.from(address.split('.').map(Number))

/** A zone, as in `fe80::1%eth0`, means nothing to other machines. */
function ipv6Bytes(address: string): Buffer {
  const [head = '', tail = ''] = address.replace(/%.*/, '').split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const [left, right] = [groups(head), groups(tail)]
  const all = [...left, ...Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0), ...right]
  const bytes = Buffer.alloc(16)
  for (const [index, group] of all.slice(0, 8).entries()) bytes.writeUInt16BE(group & 0xffff, 2 * index)
  return bytes
}

/** The one way in which the system writes it (RFC 5952). */
function ipv6Text(bytes: Buffer): string {
  const text = (bytes.toString('hex').match(/.{4}/g) ?? []).join(':')
  return isIPv6(text) ? new SocketAddress({ address: text, family: 'ipv6' }).address : text
}
