import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A plain TCP balancer over loopback: each connection goes to the next of the ports at which somebody listens. */
export class Balancer {
  readonly #open = new Set<Socket>()
  #next = 0

  private constructor(
    private readonly server: Server,
    private readonly ports: readonly number[],
  ) {
    server.on('connection', (client) => this.#forward(client, this.ports.length))
  }

  static async open(ports: readonly number[]): Promise<Balancer> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new Balancer(server, ports)
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  close(): void {
    this.server.close()
    for (const socket of this.#open) socket.destroy()
  }

  #forward(client: Socket, tries: number): void {
    const port = this.ports[this.#next++ % this.ports.length] ?? 0
    const node = connect(port, '127.0.0.1')
    for (const socket of [client, node]) {
      this.#open.add(socket)
      socket.once('close', () => this.#open.delete(socket))
    }
    node.once('connect', () => client.pipe(node).pipe(client))
    client.once('close', () => node.destroy())
    let isConnected = false
    node.once('connect', () => {
      isConnected = true
    })
    node.on('error', () => {
      if (!isConnected && tries > 1 && !client.destroyed) this.#forward(client, tries - 1)
      else client.destroy()
    })
    node.once('close', () => isConnected && client.destroy())
    client.on('error', () => node.destroy())
  }
}
