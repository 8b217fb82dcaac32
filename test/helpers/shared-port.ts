import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer, type Socket } from 'node:net'
import { isStun, type Relay } from '../../main/host/relay/relay.js'

/** A TCP server at which both HTTP and the relay are, told apart by the first bytes. */
export async function openSharedPort(relay: Relay, port: number, onRequest: RequestListener) {
  const http = createHttpServer(onRequest)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    const look = (held: Buffer) => {
      socket.once('data', (chunk: Buffer) => {
        const bytes = Buffer.concat([held, chunk])
        const verdict = isStun(bytes)
        if (verdict === undefined) return look(bytes)
        socket.pause()
        if (verdict) return relay.serveConnection(socket, bytes)
        socket.unshift(bytes)
        http.emit('connection', socket)
        socket.resume()
      })
    }
    look(Buffer.alloc(0))
  })
  server.listen(port, '0.0.0.0')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () => {
      server.close()
      http.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
