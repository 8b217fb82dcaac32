import type { Socket } from 'node:net'
import type { Client } from './client.js'
import { FrameReader } from './frame-reader.js'
import { ignore } from './relayed-socket.js'
import { padded } from './stun-message.js'
import { withoutMapping } from './transport-address.js'

export interface TcpConnectionOptions {
  /** What may wait to be sent; datagrams beyond that are dropped, and with twice as much of answers it ends. */
  readonly waitingBytes: number
  receive(connection: TcpConnection, frame: Buffer): void
  /** Bytes came that begin no message. The connection ends. */
  onMalformed(): void
  onClose(connection: TcpConnection): void
}

/** A client that speaks to the relay over TCP. */
export class TcpConnection implements Client {
  static #count = 0
  readonly name = `tcp ${TcpConnection.#count++}`
  readonly address: string
  readonly port: number
  /** When the last complete frame came, in terms of `performance.now()`. */
  lastFrameAt = performance.now()
  readonly #frames = new FrameReader()

  constructor(
    private readonly socket: Socket,
    private readonly options: TcpConnectionOptions,
  ) {
    this.address = withoutMapping(socket.remoteAddress ?? '')
    this.port = socket.remotePort ?? 0
  }

  /** Begins with what was read of it before. */
  start(firstBytes: Buffer): void {
    // Media late is media lost, so that nothing waits to be sent with more.
    this.socket.setNoDelay(true)
    this.socket.on('error', ignore)
    this.socket.on('close', () => this.options.onClose(this))
    this.socket.on('data', (chunk: Buffer) => this.#take(chunk))
    // A client that says it will send no more is served no more.
    this.socket.on('end', () => this.close())
    this.#take(firstBytes)
    this.socket.resume()
  }

  send(message: Buffer): void {
    if (this.socket.writableLength > 2 * this.options.waitingBytes) this.close()
    else if (this.socket.writable) this.socket.write(message)
  }

  relay(header: Buffer, payload: Buffer): boolean {
    if (!this.socket.writable || this.socket.writableLength > this.options.waitingBytes) return false
    const length = header.length + payload.length
    this.socket.cork()
    this.socket.write(header)
    if (payload.length > 0) this.socket.write(payload)
    if (padded(length) > length) this.socket.write(PADDING.subarray(0, padded(length) - length))
    this.socket.uncork()
    return true
  }

  close(): void {
    this.socket.destroy()
  }

  #take(chunk: Buffer): void {
    const frames = this.socket.destroyed ? [] : this.#frames.push(chunk)
    if (frames === undefined) {
      this.options.onMalformed()
      this.close()
    } else if (frames.length > 0) {
      this.lastFrameAt = performance.now()
      for (const frame of frames) this.options.receive(this, frame)
    }
  }
}

const PADDING = Buffer.alloc(3)
