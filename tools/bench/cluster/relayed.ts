import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'

/** Signals that each pair has under way. */
const IN_FLIGHT = 4
const CANDIDATE = {
  candidate: `candidate:1 1 udp 2122260223 192.168.1.5 50000 typ host ${'x'.repeat(120)}`,
  sdpMid: '0',
}

/** How many signals a second get from one of a pair to the other, who are at different nodes where there are several. */
export async function relayed(urls: readonly string[], pairs: number, seconds: number): Promise<number> {
  const sockets: Socket[] = []
  const begin: (() => void)[] = []
  let count = 0
  try {
    for (let pair = 0; pair < pairs; pair++) {
      const [sender, receiver] = [await connect(urls, pair), await connect(urls, pair + 1)]
      sockets.push(sender.socket, receiver.socket)
      for (const { socket } of [sender, receiver]) await socket.emitWithAck('create or join', `pair-${pair}`)
      const send = () => sender.socket.emit('signal', { to: receiver.id, candidate: CANDIDATE })
      receiver.socket.on('signal', () => {
        count++
        send()
      })
      begin.push(send)
    }
    for (const send of begin) for (let index = 0; index < IN_FLIGHT; index++) send()
    await delay(1_000)
    const [before, from] = [count, performance.now()]
    await delay(1_000 * seconds)
    return (count - before) / ((performance.now() - from) / 1_000)
  } finally {
    for (const socket of sockets) socket.disconnect()
  }
}

async function connect(urls: readonly string[], index: number): Promise<{ socket: Socket; id: string }> {
  const auth = { session: randomBytes(16).toString('base64url'), name: `relayer ${index}` }
  const socket = io(urls[index % urls.length] ?? '', { forceNew: true, transports: ['websocket'], auth })
  const [{ id }] = await new Promise<[{ id: string }]>((resolve, reject) => {
    socket.once('welcome', (self: { id: string }) => resolve([self]))
    socket.once('connect_error', reject)
  })
  return { socket, id }
}
