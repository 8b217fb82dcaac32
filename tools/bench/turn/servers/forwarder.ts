import { createSocket } from 'node:dgram'

// The least that passes datagrams on: whoever names a link first of all gets what its other end sends from then on.

const partners = new Map<number, number>()
const waiting = new Map<string, number>()
const socket = createSocket('udp4')

function meet(link: string, port: number): void {
  const other = waiting.get(link)
  if (other !== undefined && other !== port) {
    partners.set(port, other).set(other, port)
    for (const end of [port, other]) socket.send('met', end, '127.0.0.1')
  } else {
    waiting.set(link, port)
  }
}

socket.on('message', (datagram, { port }) => {
  const partner = partners.get(port)
  if (partner === undefined) meet(datagram.toString(), port)
  else socket.send(datagram, partner, '127.0.0.1')
})
socket.bind(0, '127.0.0.1', () => console.log(JSON.stringify(socket.address())))
