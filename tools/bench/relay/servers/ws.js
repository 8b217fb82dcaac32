import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { listenAndTell } from './listen.js'

// The smallest relay over bare WebSockets: its path names the room, and what one says goes to the others as it is.

const http = createServer()
const rooms = new Map()

new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket, { url = '' }) => {
  const members = rooms.get(url) ?? new Set()
  rooms.set(url, members.add(socket))
  socket.on('close', () => {
    members.delete(socket)
    if (members.size === 0) rooms.delete(url)
  })
  socket.on('message', (data, isBinary) => {
    for (const member of members) if (member !== socket) member.send(data, { binary: isBinary })
  })
  socket.send('{"type":"OPEN"}')
})

listenAndTell(http)
