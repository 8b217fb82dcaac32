import type { Server, Socket } from 'socket.io'
import type { ClientEvents, HostEvents } from '../../common/contract/dialects.js'
import type { Handshake } from '../../common/protocol.js'

export interface SocketData {
  handshake: Handshake
  /** Whether the page came by a ticket, and takes the place of another of the same person. */
  hasMoved: boolean
}
export type HostServer = Server<ClientEvents, HostEvents, Record<never, never>, SocketData>
export type HostSocket = Socket<ClientEvents, HostEvents, Record<never, never>, SocketData>
