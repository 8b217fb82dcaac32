import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv4 } from 'node:net'

/** Numbers of RFC 8489: sections 5 (header), 14 (attributes) and 14.2 (XOR-MAPPED-ADDRESS). */
const BINDING_REQUEST = 0x0001
const BINDING_SUCCESS = 0x0101
const XOR_MAPPED_ADDRESS = 0x0020
const MAGIC_COOKIE = 0x2112a442
const HEADER_BYTES = 20
const IPV4_FAMILY = 1

export interface StunServer {
  /** Such as `stun:192.168.1.5:40123`. */
  readonly url: string
  /** How many Binding requests came in. */
  readonly requests: number
  close(): void
}

export interface StunServerOptions {
  /** Stands in for a router between: what to say instead of where a request came from. */
  seenAs?: { address: string; port: number }
  /** Takes requests and stays silent. */
  mute?: boolean
}

/** A STUN server over UDP and IPv4 that answers Binding requests, and nothing else. */
export async function startStunServer(address: string, options: StunServerOptions = {}): Promise<StunServer> {
  const socket = createSocket('udp4')
  let requests = 0
  socket.on('message', (request, sender) => {
    if (request.length < HEADER_BYTES || request.readUInt16BE(0) !== BINDING_REQUEST) return
    if (request.readUInt32BE(4) !== MAGIC_COOKIE || !isIPv4(sender.address)) return
    requests++
    if (!options.mute) socket.send(answerTo(request, options.seenAs ?? sender), sender.port, sender.address)
  })
  socket.bind(0, address)
  await once(socket, 'listening')
  return {
    url: `stun:${address}:${socket.address().port}`,
    get requests() {
      return requests
    },
    close: () => socket.close(),
  }
}

/** The request's transaction with the one attribute; address and port are mixed with the magic cookie. */
function answerTo(request: Buffer, seen: { address: string; port: number }): Buffer {
  const answer = Buffer.alloc(HEADER_BYTES + 12)
  request.copy(answer, 4, 4, HEADER_BYTES)
  answer.writeUInt16BE(BINDING_SUCCESS, 0)
  answer.writeUInt16BE(12, 2)
  answer.writeUInt16BE(XOR_MAPPED_ADDRESS, HEADER_BYTES)
  answer.writeUInt16BE(8, HEADER_BYTES + 2)
  answer.writeUInt8(IPV4_FAMILY, HEADER_BYTES + 5)
  answer.writeUInt16BE(seen.port ^ (MAGIC_COOKIE >>> 16), HEADER_BYTES + 6)
  const bytes = seen.address.split('.').map(Number)
  for (const [index, byte] of bytes.entries()) {
    answer.writeUInt8(byte ^ ((MAGIC_COOKIE >>> (24 - 8 * index)) & 0xff), HEADER_BYTES + 8 + index)
  }
  return answer
}
