import { type IceServer, iceServerProblem, toRtcIceServer } from '../../common/ice-server.js'

/** Whether the browser would make a connection with this server. */
export function isTaken(server: RTCIceServer): boolean {
  try {
    new RTCPeerConnection({ iceServers: [server] }).close()
    return true
  } catch {
    return false
  }
}

/** Those that the browser takes, since one that it does not would keep all calls from being made. */
export function usable(servers: readonly IceServer[]): RTCIceServer[] {
  const whole = servers.filter((server) => !iceServerProblem(server))
  return whole.map(toRtcIceServer).filter(isTaken)
}
