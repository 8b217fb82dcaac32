import type { Socket } from 'socket.io-client'
import type { SignalLog } from './signal-log.js'

/** Writes to the log what goes over the socket, and how the connection to the host stands, for as long as it lives. */
export function tapSocket(socket: Socket, origin: string, log: SignalLog): void {
  const note = (payload: string) => log.add({ direction: 'page', type: 'host', payload })
  note(`connecting to ${origin}`)
  socket.onAny((type: string, ...args: unknown[]) => log.add({ direction: 'in', type, ...contents(args, 'from') }))
  socket.onAnyOutgoing((type: string, ...args: unknown[]) =>
    log.add({ direction: 'out', type, ...contents(args, 'to') }),
  )
  socket.on('connect', () => note('connected'))
  socket.on('connect_error', (error) => note(`not connected: ${error.message}`))
  // The manager's own events: the socket's listeners are gone by the time that it is closed for good.
  socket.io.on('close', (reason) => note(`disconnected: ${reason}`))
  socket.io.on('reconnect_attempt', (attempt) => note(`connecting again, attempt ${attempt}`))
}

/** Tells `note` each state that the connection enters, and what fails on the way. */
export function tapConnection(pc: RTCPeerConnection, note: (type: string, payload: unknown) => void): void {
  pc.addEventListener('signalingstatechange', () => note('signaling state', pc.signalingState))
  pc.addEventListener('icegatheringstatechange', () => note('ICE gathering', pc.iceGatheringState))
  pc.addEventListener('iceconnectionstatechange', () => note('ICE connection', pc.iceConnectionState))
  pc.addEventListener('connectionstatechange', () => note('connection', pc.connectionState))
  pc.addEventListener('negotiationneeded', () => note('negotiation', 'needed'))
  pc.addEventListener('icecandidateerror', ({ errorCode, errorText, url, address, port }) =>
    note('ICE candidate error', { errorCode, errorText, url, address, port }),
  )
}

/** An event's arguments without acknowledgement functions, and whom its first one names. */
function contents(args: unknown[], key: 'from' | 'to'): { payload?: unknown; peer?: string } {
  const values = args.filter((value) => typeof value !== 'function')
  const peer = (values[0] as Record<string, unknown> | null | undefined)?.[key]
  return {
    ...(values.length > 0 && { payload: values.length === 1 ? values[0] : values }),
    ...(typeof peer === 'string' && { peer }),
  }
}
