import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * A network in which requests for a WebSocket get no answer, as some proxies and security programs have it: gives the
 * origin at which it leads to the server at `port`, and what asked for one in vain.
 */
export async function swallowUpgrades(port: number): Promise<{ origin: string; swallowed: string[] }> {
  const sockets = new Set<Socket>()
  const swallowed: string[] = []
  const server = createServer((near) => {
    sockets.add(near)
    near.on('error', () => near.destroy())
    near.once('data', (head) => {
      const [request = ''] = head.toString('latin1').split('\r\n', 1)
      if (/^upgrade: *websocket/im.test(head.toString('latin1'))) {
        swallowed.push(request)
        return
      }
      const far = connect(port, '127.0.0.1')
      sockets.add(far)
      far.on('error', () => near.destroy())
      far.write(head)
      near.pipe(far).pipe(near)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, swallowed }
}
