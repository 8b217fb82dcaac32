import { type ClientEvent, readPacket } from './answer.js'
import { gather, tcpOf } from './gather.js'
import type { Line } from './mailbox.js'
import { Packet, received } from './packet.js'
import type { HostSocket } from './sockets.js'

/** Frames of more bytes than this go through Engine.IO, which counts what waits for a client. */
const DIRECT_BYTES = 64 * 1_024

/** For so long, such packets, and so many of them, wait for others to go out with. */
const SOON_MS = 250
const SOON_LENGTH = 4 * 1_024
const SOON_PACKETS = 8
const NONE: readonly Packet[] = []

/**
 * The default namespace of one connection, past most of Socket.IO, whose encoding, broadcasting and dispatching cost more
 * than relaying itself: events are read off Engine.IO, and written to the connection while nothing else waits there.
 */
export class SocketLine implements Line {
  /** What is to go out with what comes next. */
  #soon: readonly Packet[] = NONE
  #isTimed = false

  constructor(private readonly socket: HostSocket) {
    // Socket.IO has each in a room of its own, by which nobody is spoken to here.
    void socket.leave(socket.id)
  }

  get id(): string {
    return this.socket.id
  }

  get connected(): boolean {
    return this.socket.connected
  }

  /**
   * Has `listener` called on each event of the client, at once where Socket.IO would put it off; none comes behind the
   * client's goodbye. Events with attachments, and all that is no event, are still Socket.IO's to read.
   */
  onEvent(listener: (request: ClientEvent) => void): void {
    const { conn } = this.socket
    const [toSocketIo] = conn.listeners('data') as ((data: unknown) => void)[]
    let hasSaidGoodbye = false
    let hearsSocketIo = false
    conn.removeAllListeners('data')
    conn.on('data', (data: unknown) => {
      const packet = this.connected ? received(data) : undefined
      hasSaidGoodbye ||= data === GOODBYE
      if (packet === undefined) {
        // Hardly anybody sends such, and to be ready for it takes memory.
        if (!hearsSocketIo) this.#hearSocketIo(listener)
        hearsSocketIo = true
        toSocketIo?.(data)
      } else if (!hasSaidGoodbye) listener({ ...packet, ack: this.#acknowledge(packet.ack) })
    })
  }

  emit(event: string, ...args: unknown[]): void {
    this.send(Packet.event(event, args))
  }

  send(packet: Packet): void {
    if (this.#soon === NONE) {
      this.#write(packet.frame, [packet])
      return
    }
    this.#soon = [...this.#soon, packet]
    this.#sendWhatWaits()
  }

  sendSoon(packet: Packet): void {
    const mayWait = packet.text.length <= SOON_LENGTH && this.#soon.length < SOON_PACKETS
    if (!mayWait) {
      this.send(packet)
      return
    }
    this.#soon = [...this.#soon, packet]
    if (this.#isTimed) return
    this.#isTimed = true
    setTimeout(() => {
      this.#isTimed = false
      this.#sendWhatWaits()
    }, SOON_MS).unref()
  }

  gather(): void {
    gather(tcpOf(this.socket.conn))
  }

  join(room: string): void {
    void this.socket.join(room)
  }

  leave(room: string): void {
    void this.socket.leave(room)
  }

  disconnect(): void {
    this.#sendWhatWaits()
    this.socket.disconnect(true)
  }

  #sendWhatWaits(): void {
    const packets = this.#soon
    this.#soon = NONE
    if (packets !== NONE) this.#write(Buffer.concat(packets.map(({ frame }) => frame)), packets)
  }

  /** `frame` is those of the packets. */
  #write(frame: Buffer, packets: readonly Packet[]): void {
    const { conn, connected } = this.socket
    if (!connected) return
    const tcp = tcpOf(conn)
    // What Engine.IO has sent is with the connection already, unless it waits there.
    const isNext = (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length === 0
    const most = tcp && tcp.writableCorked > 0 ? DIRECT_BYTES : 0
    if (tcp && isNext && tcp.writableLength <= most && frame.length <= DIRECT_BYTES) tcp.write(frame)
    else for (const { text, options } of packets) conn.write(text, options)
  }

  #hearSocketIo(listener: (request: ClientEvent) => void): void {
    this.socket.onAny((...packet: unknown[]) => {
      if (this.connected) listener(readPacket(packet))
    })
  }

  #acknowledge(number: string | undefined): ClientEvent['ack'] {
    return number === undefined ? undefined : (reply) => this.send(Packet.ack(number, reply))
  }
}

/** A Socket.IO packet by which a client leaves the default namespace. */
const GOODBYE = '1'
