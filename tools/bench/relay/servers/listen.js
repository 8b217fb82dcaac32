/**
 * Listens on a free port of loopback, unless it does already, and says which as JSON: as Lanline's host does.
 *
 * @param {import('node:http').Server} server
 */
export function listenAndTell(server) {
  const tell = () => process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`)
  if (server.listening) tell()
  else server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, tell)
}
