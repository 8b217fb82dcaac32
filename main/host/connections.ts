import type { Server, Socket } from 'node:net'
import type { Doorkeeper } from './doorkeeper.js'

/**
 * The open TCP connections of a server, whatever became of them: Node itself loses sight of upgraded ones, and does not
 * count one on which nothing was asked yet (browsers open such in advance) among those to be closed. Under TLS they are
 * also those whose handshake is not done.
 */
export class Connections {
  /** Each with the network as which `keeper` counts it. */
  readonly #open = new Map<Socket, string | undefined>()

  /** Those that `keeper` does not admit are ended at once. */
  constructor(server: Server, keeper?: Doorkeeper) {
    const open = this.#open
    // One for all of them: a few by themselves are a good part of what a connection takes.
    function closed(this: Socket): void {
      keeper?.left(open.get(this))
      open.delete(this)
    }
    server.on('connection', (socket) => {
      // Between an upgrade and its refusal nobody else listens, and a reset by the other side would end the process.
      socket.on('error', nothing)
      if (keeper?.admits(socket) === false) {
        socket.destroy()
        return
      }
      open.set(socket, keeper?.networkOf(socket))
      socket.on('close', closed)
    })
  }

  /** Ends all of them at once. */
  cut(): void {
    for (const socket of this.#open.keys()) socket.destroy()
  }
}

const nothing = () => {}
