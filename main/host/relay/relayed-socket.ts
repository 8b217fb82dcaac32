import { createSocket, type Socket, type SocketOptions } from 'node:dgram'
import { once } from 'node:events'
import { familyOf, type TransportAddress } from './transport-address.js'

/** A socket of which the port is an allocation's relayed address. */
export interface RelayedSocket {
  readonly port: number
  send(payload: Buffer, to: TransportAddress): void
  close(): void
}

export type Receive = (payload: Buffer, from: TransportAddress) => void

/** Opens a socket on a free port of the address. Rejects with the system's error. */
export type OpenRelayedSocket = (address: string, receive: Receive) => Promise<RelayedSocket>

export const openRelayedSocket: OpenRelayedSocket = async (address, receive) => {
  const socket = createUdpSocket(address)
  await bind(socket, 0, address)
  socket.on('message', (payload, { address: from, port }) => receive(payload, { address: withoutZone(from), port }))
  // What the system says of one datagram says nothing of the next.
  socket.on('error', () => {})
  return {
    port: socket.address().port,
    send: (payload, to) => socket.send(payload, to.port, to.address, ignore),
    close: () => socket.close(),
  }
}

/** A socket for the family of the address. It asks no resolver: all that it is told to send to are addresses. */
export const createUdpSocket = (address: string): Socket =>
  familyOf(address) === 'IPv4'
    ? createSocket({ type: 'udp4', lookup: lookup(4) })
    : createSocket({ type: 'udp6', ipv6Only: true, lookup: lookup(6) })

/** Rejects with the system's error. */
export async function bind(socket: Socket, port: number, address: string): Promise<void> {
  // Without a resolver the event comes at once.
  const listening = once(socket, 'listening')
  socket.bind(port, address)
  await listening
}

/** Stands where an error of one datagram would end up, which is as good as lost on the way. */
export const ignore = () => {}

const lookup =
  (family: 4 | 6): NonNullable<SocketOptions['lookup']> =>
  (address, _options, callback) =>
    callback(null, address, family)

const withoutZone = (address: string) => (address.includes('%') ? address.replace(/%.*/, '') : address)
