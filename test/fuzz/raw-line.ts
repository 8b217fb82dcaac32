import { connect, type Socket } from 'node:net'
import { connect as connectByTls } from 'node:tls'
import type { Random } from '../../tools/bench/random.js'

const UPGRADE = [
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n')

const TEXT = 0x81
const BINARY = 0x82

/** The port of a door of a host on this machine, which may speak TLS. */
export interface Door {
  readonly port: number
  readonly isSecure: boolean
}

const HOST = '127.0.0.1'

/** A connection to a host on this machine over which anything can be sent, also what no client would. */
export class RawLine {
  readonly socket: Socket
  isOpen = true
  /** The end of what came in. */
  heard = ''

  constructor({ port, isSecure }: Door) {
    this.socket = isSecure ? connectByTls({ port, host: HOST, rejectUnauthorized: false }) : connect(port, HOST)
    this.socket.on('error', () => {})
    this.socket.on('close', () => {
      this.isOpen = false
    })
    this.socket.on('data', (chunk) => {
      this.heard = (this.heard + chunk.toString('latin1')).slice(-4_096)
    })
  }

  /** One that speaks WebSocket, and has asked to be let in. */
  static webSocket(door: Door, auth: object = {}): RawLine {
    const line = new RawLine(door)
    line.write(UPGRADE)
    line.sendText(`40${JSON.stringify(auth)}`)
    return line
  }

  write(bytes: string | Buffer): void {
    if (this.isOpen) this.socket.write(bytes)
  }

  sendText(text: string): void {
    this.write(frame(TEXT, Buffer.from(text)))
  }

  sendBinary(bytes: Buffer): void {
    this.write(frame(BINARY, bytes))
  }

  /** Bytes where a frame should be. */
  sendMalformed(random: Random): void {
    this.write(Buffer.from(Array.from({ length: 2 + random.below(30) }, () => random.below(256))))
  }

  end(): void {
    this.socket.destroy()
  }
}

/** A whole frame as a client sends it, under a mask of zeros (RFC 6455, section 5.2). */
function frame(kind: number, payload: Buffer): Buffer {
  const { length } = payload
  const short = length < 126 ? length : length < 65_536 ? 126 : 127
  const extended = Buffer.alloc(short === 126 ? 2 : short === 127 ? 8 : 0)
  if (short === 126) extended.writeUInt16BE(length)
  if (short === 127) extended.writeBigUInt64BE(BigInt(length))
  return Buffer.concat([Buffer.from([kind, 0x80 | short]), extended, Buffer.alloc(4), payload])
}
