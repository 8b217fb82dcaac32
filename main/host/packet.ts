/** The types of Socket.IO's packets that are read and written here, and of Engine.IO's around them. */
const EVENT = '2'
const ACK = '3'
const MESSAGE = '4'

/** The first byte of a WebSocket frame that is all of a text message (RFC 6455, section 5.2). */
const TEXT_FRAME = 0x81
/** Lengths up to this are told in the frame's second byte, others behind it: in two bytes, or in eight. */
const SHORT = 125
const IN_TWO_BYTES = 126
const IN_EIGHT_BYTES = 127

/** What is sent on the default namespace as it goes over the wire: encoded once, to however many it is sent. */
export class Packet {
  #frame: Buffer | undefined

  private constructor(
    /** As Socket.IO encodes it. */
    readonly text: string,
  ) {}

  static event(event: string, args: readonly unknown[]): Packet {
    return new Packet(EVENT + JSON.stringify([event, ...args]))
  }

  /** The acknowledgement of the event with that number. */
  static ack(number: string, answer: unknown): Packet {
    return new Packet(ACK + number + JSON.stringify([answer]))
  }

  /** As a WebSocket carries it from a server, in one piece: that takes one chunk to write, where `ws` makes two. */
  get frame(): Buffer {
    this.#frame ??= frameOf(MESSAGE + this.text)
    return this.#frame
  }

  /** How Engine.IO is to send it. */
  get options(): { compress: boolean; wsPreEncodedFrame: [Buffer] } {
    return { compress: false, wsPreEncodedFrame: [this.frame] }
  }
}

function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const start = length <= SHORT ? 2 : length < 2 ** 16 ? 4 : 10
  const frame = Buffer.allocUnsafe(start + length)
  frame[0] = TEXT_FRAME
  if (start === 2) frame[1] = length
  else if (start === 4) {
    frame[1] = IN_TWO_BYTES
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = IN_EIGHT_BYTES
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, start)
  return frame
}

/** An event of a client. */
export interface Received {
  readonly event: string
  /** The first argument; the others are nobody's. */
  readonly payload: unknown
  /** The number of the acknowledgement that it asks for; undefined where it asks for none. */
  readonly ack: string | undefined
}

const BRACKET = 0x5b
const [ZERO, NINE] = [0x30, 0x39]
/** Digits in the number of an acknowledgement; Socket.IO counts them from 0. */
const MOST_DIGITS = 15
/** Names that mean something to Socket.IO itself, which ends a connection that sends one. */
const RESERVED = new Set(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'])

/** Reads an event of the default namespace that comes without attachments; undefined for all else. */
export function received(data: unknown): Received | undefined {
  if (typeof data !== 'string' || data[0] !== EVENT) return undefined
  let start = 1
  for (let code = data.charCodeAt(start); code >= ZERO && code <= NINE; code = data.charCodeAt(++start)) {
    if (start > MOST_DIGITS) return undefined
  }
  if (data.charCodeAt(start) !== BRACKET) return undefined
  const args = parsed(data.slice(start))
  const event = args?.[0]
  if (args === undefined || typeof event !== 'string' || RESERVED.has(event)) return undefined
  return { event, payload: args[1], ack: start === 1 ? undefined : data.slice(1, start) }
}

function parsed(json: string): unknown[] | undefined {
  try {
    return JSON.parse(json) as unknown[]
  } catch {
    return undefined
  }
}
