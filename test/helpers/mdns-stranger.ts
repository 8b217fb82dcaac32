import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Answer } from 'dns-packet'
import multicastDns from 'multicast-dns'
import { jsonLines } from './json-lines.js'

const MDNS = { port: 5353, group: '224.0.0.251' }

interface HttpAnswer {
  port: number
  status: number
  headers: Record<string, string>
  body: string
}

/** What the script prints: that it is ready, at first and when told to, and each packet it hears, in base64. */
export type StrangerLine = { ready: true } | { from: string; packet: string }

export type StrangerOrder =
  /** Sends records, whatever they are. */
  | { records: object[] }
  /** Sends bytes, in base64. */
  | { bytes: string }
  /** Answers every HTTP request on a port like this. */
  | HttpAnswer
  /** Says when all before is done. */
  | 'tell'

/** Somebody who can send anything from the address that the script takes. */
const [address = ''] = process.argv.slice(2)
const mdns = multicastDns({ interface: address, bind: '0.0.0.0' })
await once(mdns, 'ready')

const socket = createSocket({ type: 'udp4', reuseAddr: true })
socket.bind(MDNS.port)
await once(socket, 'listening')
socket.addMembership(MDNS.group, address)
socket.setMulticastInterface(address)

const toGroup = (bytes: Buffer, sent: () => void) => socket.send(bytes, MDNS.port, MDNS.group, sent)
const answering = ({ status, headers, body }: HttpAnswer) =>
  createServer((_, response) => response.writeHead(status, headers).end(body))
const print = (line: StrangerLine) => process.stdout.write(`${JSON.stringify(line)}\n`)
socket.on('message', (bytes, { address: from }) => print({ from, packet: bytes.toString('base64') }))
print({ ready: true })

for await (const order of jsonLines<StrangerOrder>(process.stdin)) {
  if (order === 'tell') print({ ready: true })
  else if ('records' in order) await new Promise<void>((sent) => mdns.respond(order.records as Answer[], () => sent()))
  else if ('bytes' in order) await new Promise<void>((sent) => toGroup(Buffer.from(order.bytes, 'base64'), sent))
  else await once(answering(order).listen(order.port), 'listening')
}
