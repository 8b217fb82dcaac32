import { createSocket } from 'node:dgram'

/**
 * The source address the operating system would choose towards the rest of the world. Connecting a UDP socket makes it
 * choose and sends nothing; the destination is of TEST-NET-1 (RFC 5737), which belongs to no one. Undefined where there
 * is no default route.
 */
export function defaultRouteAddress(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const finish = (address?: string) => {
      socket.close()
      resolve(address)
    }
    socket.once('error', () => finish())
    socket.once('connect', () => finish(socket.address().address))
    socket.connect(9, '192.0.2.1')
  })
}
