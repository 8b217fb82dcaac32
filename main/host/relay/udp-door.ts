import type { Socket } from 'node:dgram'
import type { Client } from './client.js'
import { bind, createUdpSocket, ignore } from './relayed-socket.js'
import { nameOf } from './transport-address.js'

export interface UdpDoorOptions {
  /** 0 lets the system pick. */
  readonly port: number
  /** The one address to listen at; all of the machine's, of both families, when left out. */
  readonly address?: string | undefined
  receive(client: Client, datagram: Buffer): void
  log(message: string): void
}

export interface UdpDoor {
  readonly port: number
  close(): void
}

/** Datagrams of a whole call come at once while the process is busy. The system may give less. */
const RECEIVE_BUFFER_BYTES = 1024 * 1024
/** What machines without IPv6 answer. */
const NO_IPV6 = ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']

/** Listens for clients over UDP. Rejects with the system's error, EADDRINUSE for one. */
export async function openUdpDoor({ port, address, receive, log }: UdpDoorOptions): Promise<UdpDoor> {
  const sockets: Socket[] = []
  const close = () => {
    for (const socket of sockets.splice(0)) socket.close()
  }
  const listen = async (at: string, wanted: number) => {
    const socket = createUdpSocket(at)
    sockets.push(socket)
    await bind(socket, wanted, at)
    widen(socket)
    socket.on('error', (error) => log(`The relay's UDP socket has an error: ${error}`))
    socket.on('message', (datagram, { address: from, port: fromPort }) => {
      receive(new UdpClient(socket, from, fromPort, () => sockets.includes(socket)), datagram)
    })
    return socket.address().port
  }
  try {
    const bound = await listen(address ?? '0.0.0.0', port)
    if (address === undefined) await listen('::', bound).catch((error) => passOver(error, sockets))
    return { port: bound, close }
  } catch (error) {
    close()
    throw error
  }
}

class UdpClient implements Client {
  readonly name: string

  constructor(
    private readonly socket: Socket,
    readonly address: string,
    readonly port: number,
    private readonly isOpen: () => boolean,
  ) {
    this.name = nameOf(this)
  }

  send(message: Buffer): void {
    if (this.isOpen()) this.socket.send(message, this.port, this.address, ignore)
  }

  relay(header: Buffer, payload: Buffer): boolean {
    if (this.isOpen()) this.socket.send([header, payload], this.port, this.address, ignore)
    return true
  }
}

/** Where there is no IPv6, IPv4 alone is served. */
function passOver(error: NodeJS.ErrnoException, sockets: Socket[]): void {
  if (!NO_IPV6.includes(error.code ?? '')) throw error
  sockets.pop()?.close()
}

function widen(socket: Socket): void {
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES)
  } catch {
    // The system's own size does for small calls.
  }
}
