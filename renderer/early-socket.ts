export interface EarlySocket {
  readonly socket: WebSocket
  /** What has come in. */
  readonly messages: MessageEvent[]
}

declare global {
  /** Undefined once the page connects by itself, be it by this socket or another. */
  var earlySocket: EarlySocket | undefined
}

/** A page that asks another of the same person's first may have no use for it. */
const KEPT_MS = 10_000

/**
 * Opens the WebSocket to the host that serves the page, which stands by the time that the rest of the page has been fetched.
 * Whoever connects to that host takes it over (call/signaling/early-transport.ts).
 */
export function openEarlySocket(): void {
  // Engine.IO protocol, version 4: a connection by WebSocket alone.
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  const messages: MessageEvent[] = []
  socket.onmessage = (message) => messages.push(message)
  globalThis.earlySocket = { socket, messages }
  setTimeout(() => earlySocket?.socket.close(), KEPT_MS)
}
