import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

// The smallest host that serves a page that calls: says its port as JSON, as a real one does, and relays in a room.

const read = (path: string | URL) => readFileSync(path)
const page = read(new URL('./smallest.html', import.meta.url))
const script = read('node_modules/socket.io/client-dist/socket.io.min.js')

const server = createServer(({ url }, response) => {
  const isScript = url === '/socket.io.js'
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
  response.end(isScript ? script : page)
})

new Server(server, { serveClient: false }).on('connection', (socket) => {
  socket.on('join', async (room: string, answer: (isFirst: boolean) => void) => {
    const others = await socket.in(room).fetchSockets()
    await socket.join(room)
    answer(others.length === 0)
    socket.on('signal', (signal) => socket.to(room).emit('signal', signal))
  })
})

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
})
