import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { HostProcess } from '../host-process.js'

/** How the clients of one server speak: all of it over WebSockets, as text. */
export interface Dialect {
  /** Behind the server's address. */
  path(room: string, side: Side): string
  /** What a client says to what it is told before it is in the room; `ready` ends that. */
  greet(told: string, room: string): { say?: string; id?: string; isReady?: boolean }
  /** The candidate, for the other in the room, who has that id. */
  relayed(candidate: object, to: string): string
  /** Whether this is what the other has sent. */
  isRelayed(told: string): boolean
}

export type Side = 'a' | 'b'

export interface Contender {
  start(hostScript: string): Promise<HostProcess>
  readonly dialect: Dialect
}

/** Each with what stands over its column; PeerJS where it is installed. */
export function contenders(): Record<string, Contender> {
  return {
    'ours, signal': { start: startOurs, dialect: ours(['signal']) },
    'ours, message': { start: startOurs, dialect: ours(['message']) },
    [SOCKET_IO]: { start: smallest('socket-io.js'), dialect: socketIo },
    'bare ws': { start: smallest('ws.js'), dialect: bareWs },
    ...(hasPeerJs() && { PeerJS: { start: smallest('peerjs.js'), dialect: peerJs } }),
  }
}

/** What the others are compared with. */
export const SOCKET_IO = 'Socket.IO'

/** Collects garbage when it is asked for its usage: what a client takes is what is not garbage. */
const ARGS = ['--expose-gc']
const startOurs = (script: string) => HostProcess.lanline(script, 2, ARGS)
const smallest = (name: string) => () =>
  HostProcess.start([...ARGS, fileURLToPath(new URL(`servers/${name}`, import.meta.url))])

function hasPeerJs(): boolean {
  try {
    createRequire(import.meta.url).resolve('peer')
    return true
  } catch {
    return false
  }
}

const ENGINE_IO = '/socket.io/?EIO=4&transport=websocket'

/** What Engine.IO and Socket.IO say before and around the first request, which is acknowledged. */
const engineIo = (auth: string, join: (room: string) => string): Pick<Dialect, 'path' | 'greet'> => ({
  path: () => ENGINE_IO,
  greet(told, room) {
    if (told.startsWith('0')) return { say: `40${auth}` }
    if (told.startsWith('40')) return { say: `420${join(room)}` }
    if (told.startsWith('44')) throw new Error(`A client was not let in: ${told.slice(2)}`)
    if (told.startsWith('42["welcome"')) return { id: (JSON.parse(told.slice(2)) as [string, { id: string }])[1].id }
    return { isReady: told.startsWith('430') }
  },
})

const ours = ([event]: ['signal' | 'message']): Dialect => ({
  ...engineIo('', (room) => JSON.stringify(['create or join', room])),
  relayed: (candidate, to) => `42${JSON.stringify([event, event === 'signal' ? { to, candidate } : { candidate }])}`,
  isRelayed: (told) => told.startsWith(`42["${event}"`),
})

const socketIo: Dialect = {
  ...engineIo('', (room) => JSON.stringify(['join', room])),
  relayed: (candidate) => `42${JSON.stringify(['signal', { candidate }])}`,
  isRelayed: (told) => told.startsWith('42["signal"'),
}

const bareWs: Dialect = {
  path: (room) => `/${room}`,
  greet: () => ({ isReady: true }),
  relayed: (candidate) => JSON.stringify({ candidate }),
  isRelayed: (told) => told.startsWith('{"candidate"'),
}

const peerJs: Dialect = {
  path: (room, side) => `/peerjs?key=peerjs&token=bench&id=${room}-${side}`,
  greet: (told) => ({ isReady: told.includes('"OPEN"') }),
  relayed: (candidate, to) => JSON.stringify({ type: 'CANDIDATE', payload: { candidate }, dst: to }),
  isRelayed: (told) => told.includes('"CANDIDATE"'),
}
