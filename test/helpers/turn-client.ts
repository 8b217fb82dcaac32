import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect } from 'node:net'
import { channelHeader, channelPayload, isChannelData } from '../../main/host/relay/channel-data.js'
import { longTermKey, type RelayCredentials } from '../../main/host/relay/credentials.js'
import { FrameReader } from '../../main/host/relay/frame-reader.js'
import {
  ATTRIBUTE,
  type Attribute,
  attributeOf,
  decodeStun,
  encodeStun,
  isIntact,
  METHOD,
  padded,
  type ReceivedMessage,
  uint32,
} from '../../main/host/relay/stun-message.js'
import { decodeXorAddress, encodeXorAddress, type TransportAddress } from '../../main/host/relay/transport-address.js'

/** What a client's messages go over. */
export interface Wire {
  send(bytes: Buffer): void
  listen(take: (bytes: Buffer) => void): void
  close(): void
}

export interface Reply {
  readonly message: ReceivedMessage
  readonly bytes: Buffer
  /** The code of an error; undefined for a success. */
  readonly error: number | undefined
  /** Whether it is signed with the client's key. */
  readonly isSigned: boolean
}

export interface Datagram {
  readonly payload: string
  readonly channel?: number
  readonly from?: TransportAddress
}

export interface RequestOptions {
  readonly transaction?: Buffer
  readonly isSigned?: boolean
  readonly hasFingerprint?: boolean
  /** In place of all that the client would add. */
  readonly auth?: readonly Attribute[]
}

export const UDP_TRANSPORT: Attribute = { type: ATTRIBUTE.requestedTransport, value: Buffer.from([17, 0, 0, 0]) }
export const IPV6_WANTED: Attribute = { type: ATTRIBUTE.requestedAddressFamily, value: Buffer.from([2, 0, 0, 0]) }

export const newTransaction = () => randomBytes(12)

/** A client of a TURN server, as little as a test needs. */
export class TurnClient {
  relayed: TransportAddress = { address: '', port: 0 }
  mapped: TransportAddress = { address: '', port: 0 }
  realm = ''
  nonce = ''
  readonly #datagrams: Datagram[] = []
  readonly #hopes: ((datagram: Datagram) => void)[] = []
  readonly #requests = new Map<string, (reply: Reply) => void>()

  constructor(
    readonly wire: Wire,
    public credentials: RelayCredentials,
  ) {
    wire.listen((bytes) => this.#take(bytes))
  }

  /** What has come and was not taken. */
  get waiting(): readonly Datagram[] {
    return this.#datagrams
  }

  /** Resolves with the answer. */
  request(method: number, attributes: readonly Attribute[] = [], options: RequestOptions = {}): Promise<Reply> {
    const { transaction = newTransaction() } = options
    return new Promise((resolve) => {
      this.#requests.set(transaction.toString('hex'), resolve)
      this.wire.send(this.encode(method, attributes, { ...options, transaction }))
    })
  }

  encode(method: number, attributes: readonly Attribute[], options: RequestOptions & { transaction: Buffer }): Buffer {
    const { transaction, isSigned = true, hasFingerprint = false, auth } = options
    const text = (type: number, value: string) => ({ type, value: Buffer.from(value) })
    const added = auth ?? [
      text(ATTRIBUTE.username, this.credentials.username),
      text(ATTRIBUTE.realm, this.realm),
      text(ATTRIBUTE.nonce, this.nonce),
    ]
    const message = { method, class: 'request', transaction, attributes: [...attributes, ...(isSigned ? added : [])] }
    return encodeStun(message as never, { ...(isSigned && { key: this.#key() }), hasFingerprint })
  }

  /** Asks without credentials first, as browsers do, and then with them. */
  async allocate(...attributes: Attribute[]): Promise<Reply> {
    await this.greet()
    const reply = await this.request(METHOD.allocate, [UDP_TRANSPORT, ...attributes])
    const of = (type: number) => {
      const value = attributeOf(reply.message, type)
      return (value && decodeXorAddress(value, reply.message.transaction)) ?? { address: '', port: 0 }
    }
    this.relayed = of(ATTRIBUTE.xorRelayedAddress)
    this.mapped = of(ATTRIBUTE.xorMappedAddress)
    return reply
  }

  /** Learns realm and nonce. */
  async greet(): Promise<Reply> {
    const reply = await this.request(METHOD.allocate, [UDP_TRANSPORT], { isSigned: false })
    this.realm = attributeOf(reply.message, ATTRIBUTE.realm)?.toString() ?? ''
    this.nonce = attributeOf(reply.message, ATTRIBUTE.nonce)?.toString() ?? ''
    return reply
  }

  async permit(...peers: TransportAddress[]): Promise<number | undefined> {
    const transaction = newTransaction()
    return (await this.request(METHOD.createPermission, peersOf(peers, transaction), { transaction })).error
  }

  async bindChannel(channel: number, peer: TransportAddress): Promise<number | undefined> {
    const transaction = newTransaction()
    const number = { type: ATTRIBUTE.channelNumber, value: uint32(channel * 0x10000) }
    return (await this.request(METHOD.channelBind, [number, ...peersOf([peer], transaction)], { transaction })).error
  }

  async refresh(lifetime: number, ...attributes: Attribute[]): Promise<number | undefined> {
    const wanted = { type: ATTRIBUTE.lifetime, value: uint32(lifetime) }
    return (await this.request(METHOD.refresh, [wanted, ...attributes])).error
  }

  /** Sends in a Send indication. */
  sendTo(peer: TransportAddress, payload: string): void {
    const transaction = newTransaction()
    const data = { type: ATTRIBUTE.data, value: Buffer.from(payload) }
    const attributes = [...peersOf([peer], transaction), data]
    this.wire.send(encodeStun({ method: METHOD.send, class: 'indication', transaction, attributes }))
  }

  sendOn(channel: number, payload: string | Buffer): void {
    const bytes = Buffer.from(payload)
    this.wire.send(Buffer.concat([channelHeader(channel, bytes.length), bytes]))
  }

  /** The next datagram from a peer. */
  datagram(): Promise<Datagram> {
    const first = this.#datagrams.shift()
    return first !== undefined ? Promise.resolve(first) : new Promise((resolve) => this.#hopes.push(resolve))
  }

  close(): void {
    this.wire.close()
  }

  #key(): Buffer {
    return longTermKey(this.credentials.username, this.realm, this.credentials.credential)
  }

  #take(bytes: Buffer): void {
    if (isChannelData(bytes)) this.#give({ channel: bytes.readUInt16BE(0), payload: String(channelPayload(bytes)) })
    else this.#takeMessage(decodeStun(bytes), bytes)
  }

  #takeMessage(message: ReceivedMessage | undefined, bytes: Buffer): void {
    if (message === undefined) throw new Error(`The relay sent what is no message: ${bytes.toString('hex')}`)
    const { transaction } = message
    if (message.class === 'indication') {
      const from = decodeXorAddress(attributeOf(message, ATTRIBUTE.xorPeerAddress) as Buffer, transaction)
      this.#give({ payload: String(attributeOf(message, ATTRIBUTE.data)), ...(from && { from }) })
    } else {
      const code = attributeOf(message, ATTRIBUTE.errorCode)
      const error = code && (code[2] ?? 0) * 100 + (code[3] ?? 0)
      const settle = this.#requests.get(transaction.toString('hex'))
      settle?.({ message, bytes, error, isSigned: isIntact(message, this.#key()) })
    }
  }

  #give(datagram: Datagram): void {
    const hope = this.#hopes.shift()
    if (hope !== undefined) hope(datagram)
    else this.#datagrams.push(datagram)
  }
}

/** A wire over UDP. */
export async function udpWire(port: number, address = '127.0.0.1'): Promise<Wire> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  socket.connect(port, address)
  await once(socket, 'connect')
  // Where nobody listens yet, whoever asks again may be answered.
  socket.on('error', () => {})
  return {
    send: (bytes) => socket.send(bytes),
    listen: (take) => void socket.on('message', take),
    close: () => socket.close(),
  }
}

/** A wire over TCP, which fills the last word of what it sends. */
export async function tcpWire(port: number, address = '127.0.0.1'): Promise<Wire & { pause(): void }> {
  const socket = connect(port, address)
  await once(socket, 'connect')
  const frames = new FrameReader()
  return {
    send: (bytes) => void socket.write(Buffer.concat([bytes], padded(bytes.length))),
    listen: (take) => {
      socket.on('data', (chunk: Buffer) => {
        for (const frame of frames.push(chunk) ?? []) take(frame)
      })
    },
    pause: () => socket.pause(),
    close: () => socket.destroy(),
  }
}

const peersOf = (peers: readonly TransportAddress[], transaction: Buffer): Attribute[] =>
  peers.map((peer) => ({ type: ATTRIBUTE.xorPeerAddress, value: encodeXorAddress(peer, transaction) }))
