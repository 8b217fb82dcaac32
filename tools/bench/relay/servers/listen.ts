import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens on a free port of loopback, unless it does already, and says which as JSON: as Lanline's host does. */
export function listenAndTell(server: Server): void {
  const tell = () => process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
  if (server.listening) tell()
  else server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, tell)
}
