import type { Server, Socket } from 'node:net'
import type { Doorkeeper } from './doorkeeper.js'

/**
 * The open TCP connections of a server, whatever became of them: Node itself loses sight of upgraded ones, and does not
 * count one on which nothing was asked yet (browsers open such in advance) among those to be closed. Under TLS they are
 * also those whose handshake is not done.
 */
export class Connections {
  readonly #open = new Set<Socket>()

  /** Those that `keeper` does not admit are ended at once. */
  constructor(server: Server, keeper?: Doorkeeper) {
    server.on('connection', (socket) => {
      // Between an upgrade and its refusal nobody else listens, and a reset by the other side would end the process.
      socket.on('error', () => {})
      if (keeper?.admits(socket) === false) {
        socket.destroy()
        return
      }
      this.#open.add(socket)
      socket.once('close', () => this.#open.delete(socket))
    })
  }

  /** Ends all of them at once. */
  cut(): void {
    for (const socket of this.#open) socket.destroy()
  }
}
