import { WebSocket as WebSocketTransport } from 'socket.io-client'
import type { EarlySocket } from '../../early-socket.js'

/** Engine.IO's WebSocket, which for the first connection of the page is the one that is on its way already. */
export class EarlyTransport extends WebSocketTransport {
  override createSocket(...args: Parameters<WebSocketTransport['createSocket']>): WebSocket {
    const early = globalThis.earlySocket
    globalThis.earlySocket = undefined
    if (early?.socket.url === args[0] && early.socket.readyState <= WebSocket.OPEN) return takeOver(early)
    early?.socket.close()
    return super.createSocket(...args)
  }
}

/** Whoever listens from now on hears what they have missed. */
function takeOver({ socket, messages }: EarlySocket): WebSocket {
  queueMicrotask(() => {
    if (socket.readyState === WebSocket.OPEN) socket.onopen?.(new Event('open'))
    for (const message of messages) socket.onmessage?.(message)
  })
  return socket
}
