import { type IncomingMessage, type Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The path at which Socket.IO answers upgrades itself. */
const SIGNALING = '/socket.io/'

/**
 * Answers a request to go on in another protocol, such as HTTP/2 without TLS, as if that had not been asked (RFC 9110,
 * section 7.8). Node leaves such requests to whoever serves WebSockets, who would leave them without an answer.
 */
export function refuseUpgrades(server: Server): void {
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    if (request.url?.startsWith(SIGNALING)) return
    // Nobody else listens any more, and a reset by the other side would end the process.
    socket.on('error', () => {})
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.assignSocket(socket)
    response.once('finish', () => socket.end())
    server.emit('request', request, response)
  })
}
