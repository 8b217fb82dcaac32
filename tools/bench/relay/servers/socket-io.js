import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { listenAndTell } from './listen.js'

// The smallest Socket.IO server that relays: from one to the others in a room. Like the others here it is no TypeScript:
// what translates that leaves much memory behind, which clients then take before the process grows by them.

const http = createServer()

new Server(http, { serveClient: false, perMessageDeflate: false }).on('connection', (socket) => {
  socket.on('join', async (room, answer) => {
    await socket.join(room)
    socket.on('signal', (signal) => socket.to(room).emit('signal', signal))
    answer()
  })
})

listenAndTell(http)
