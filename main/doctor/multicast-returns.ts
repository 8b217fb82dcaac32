import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { on, once } from 'node:events'
import { promisify } from 'node:util'

/** The group and the port of mDNS (RFC 6762, section 3). */
const GROUP = '224.0.0.251'
const PORT = 5353
/** The packet comes back within a millisecond, if at all. */
const TIMEOUT_MS = 1_000

/**
 * Whether a packet to the mDNS group that is sent on the interface with this address comes back to a socket of our own
 * there, as multicast does. Rejects where the port cannot be shared with other programs.
 */
export async function multicastReturns(address: string): Promise<boolean> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  try {
    socket.bind(PORT)
    await once(socket, 'listening')
    return await returns(socket, address)
  } finally {
    socket.close()
  }
}

async function returns(socket: ReturnType<typeof createSocket>, address: string): Promise<boolean> {
  const query = makeQuery()
  try {
    socket.setMulticastInterface(address)
    socket.setMulticastLoopback(true)
    socket.addMembership(GROUP, address)
    const messages = on(socket, 'message', { signal: AbortSignal.timeout(TIMEOUT_MS) })
    await promisify<Buffer, number, string>(socket.send).call(socket, query, PORT, GROUP)
    for await (const [message] of messages) if (query.equals(message)) return true
  } catch {
    // Time is over, the system refuses to send (EPERM, ENETUNREACH), or the interface knows no multicast.
  }
  return false
}

/** A question for a name that nobody has (RFC 1035, section 4.1), which tells our packet from all others. */
function makeQuery(): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  const typeAndClass = Buffer.from([0, 1, 0, 1])
  const labels = [`lanline-${randomBytes(8).toString('hex')}`, 'local']
  const name = labels.map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label)]))
  return Buffer.concat([header, ...name, Buffer.of(0), typeAndClass])
}
