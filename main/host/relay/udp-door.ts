import type { Socket } from 'node:dgram'
import type { Client } from './client.js'
import { listeningAddresses, wildcardsOf } from './listening-addresses.js'
import type { Interfaces } from './networks.js'
import { bind, createUdpSocket, ignore } from './relayed-socket.js'

export interface UdpDoorOptions {
  /** 0 lets the system pick one that is free at all addresses. */
  readonly port: number
  /** The one address to listen at; all of the machine's, of both families, when left out. */
  readonly address?: string | undefined
  /** This machine's, as they are now. */
  interfaces(): Interfaces
  receive(client: Client, datagram: Buffer): void
  log(message: string): void
}

/** Datagrams of a whole call come at once while the process is busy. The system may give less. */
const RECEIVE_BUFFER_BYTES = 1024 * 1024
/** What the system says of a family or an address that it does not have, or not yet: IPv6 tries each out first. */
const NOT_HERE = ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL', 'ENODEV']

/**
 * Listens for clients over UDP, by a socket for each address. One for all would answer from whichever address the system
 * likes, and clients take answers from the one that they asked alone. There is none for all beside them: systems that let
 * both have the port let other programs take it, too.
 */
export class UdpDoor {
  readonly #sockets = new Map<string, Socket>()
  /** Addresses of which it was said that nothing is heard there. */
  readonly #told = new Set<string>()

  private constructor(
    readonly port: number,
    private readonly options: UdpDoorOptions,
  ) {}

  /** Rejects with the system's error, EADDRINUSE for one. */
  static async open(options: UdpDoorOptions): Promise<UdpDoor> {
    const door = new UdpDoor(await findPort(options), options)
    try {
      await Promise.all(door.#addresses.map((address) => door.#listen(address).catch(passOver)))
      return door
    } catch (error) {
      door.close()
      throw error
    }
  }

  /** Listens at the addresses that there are by now, and at no other. Where it cannot, the next call tries again. */
  async follow(): Promise<void> {
    const addresses = new Set(this.#addresses)
    for (const address of this.#sockets.keys()) if (!addresses.has(address)) this.#close(address)
    const missing = [...addresses].filter((address) => !this.#sockets.has(address))
    await Promise.all(missing.map((address) => this.#listen(address).catch((error) => this.#tell(address, error))))
  }

  close(): void {
    for (const address of this.#sockets.keys()) this.#close(address)
  }

  get #addresses(): readonly string[] {
    return listeningAddresses(this.options.address, this.options.interfaces())
  }

  async #listen(address: string): Promise<void> {
    const { receive, log } = this.options
    const sockets = this.#sockets
    const socket = createUdpSocket(address)
    sockets.set(address, socket)
    const isItsPlace = () => sockets.get(address) === socket
    try {
      await bind(socket, this.port, address)
    } catch (error) {
      if (isItsPlace()) this.#close(address)
      throw error
    }
    widen(socket)
    this.#told.delete(address)
    // Windows reads no more of a socket after an error. The next call of `follow` opens another.
    socket.on('error', (error) => {
      log(`The relay's UDP socket at ${address} has an error: ${error}`)
      if (isItsPlace()) this.#close(address)
    })
    socket.on('message', (datagram, { address: from, port }) => {
      receive(new UdpClient(sockets, address, from, port), datagram)
    })
  }

  #close(address: string): void {
    this.#sockets.get(address)?.close()
    this.#sockets.delete(address)
  }

  /** Says once what lasts. */
  #tell(address: string, error: NodeJS.ErrnoException): void {
    if (NOT_HERE.includes(error.code ?? '') || this.#told.has(address)) return
    this.#told.add(address)
    this.options.log(`The relay cannot listen at ${address}: ${error}`)
  }
}

/** Whoever asks at one of the addresses. Answers come from there, by the socket that is there by then. */
class UdpClient implements Client {
  readonly name: string

  constructor(
    private readonly sockets: ReadonlyMap<string, Socket>,
    private readonly asked: string,
    readonly address: string,
    readonly port: number,
  ) {
    this.name = `${address} ${port} ${asked}`
  }

  send(message: Buffer): void {
    this.sockets.get(this.asked)?.send(message, this.port, this.address, ignore)
  }

  relay(header: Buffer, payload: Buffer): boolean {
    this.sockets.get(this.asked)?.send([header, payload], this.port, this.address, ignore)
    return true
  }
}

/** The port, if all that is listened at is free of others there: it is bound for a moment. */
async function findPort({ port, address }: UdpDoorOptions): Promise<number> {
  const [first = '', ...others] = wildcardsOf(address)
  const sockets: Socket[] = []
  const take = async (at: string, wanted: number) => {
    const socket = createUdpSocket(at)
    sockets.push(socket)
    await bind(socket, wanted, at)
    return socket.address().port
  }
  try {
    const found = await take(first, port)
    for (const other of others) await take(other, found).catch(passOver)
    return found
  } finally {
    for (const socket of sockets) socket.close()
  }
}

/** Where there is no IPv6, IPv4 alone is served; an address that cannot be bound yet is tried again. */
function passOver(error: NodeJS.ErrnoException): void {
  if (!NOT_HERE.includes(error.code ?? '')) throw error
}

function widen(socket: Socket): void {
  try {
    socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES)
  } catch {
    // The system's own size does for small calls.
  }
}
