import type { Server, Socket } from 'node:net'

/**
 * The open TCP connections of a server, whatever became of them: Node itself loses sight of upgraded ones, and does not
 * count one on which nothing was asked yet (browsers open such in advance) among those to be closed. Under TLS they are
 * also those whose handshake is not done.
 */
export class Connections {
  readonly #open = new Set<Socket>()

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.#open.add(socket)
      socket.once('close', () => this.#open.delete(socket))
      // Between an upgrade and its refusal nobody else listens, and a reset by the other side would end the process.
      socket.on('error', () => {})
    })
  }

  /** Ends all of them at once. */
  cut(): void {
    for (const socket of this.#open) socket.destroy()
  }
}
