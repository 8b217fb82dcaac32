import type { Random } from '../../tools/bench/random.js'

/** What events and their payloads are made of. */
const EVENTS = [
  ...['create or join', 'leave', 'rename', 'lock', 'signal', 'send', 'call', 'relay', 'ticket', 'move', 'refuse'],
  ...['disconnectPeer', 'message', 'ipaddr', 'offer', 'answer', 'iceCandidate', 'ready', 'listChanges', 'pin'],
  ...['takeFiles', 'offerFile', 'acceptFile', 'endFiles', 'fileSignal'],
  ...['passcode', 'discovery', 'capacity', 'remove', 'check', 'connect', 'disconnect', 'error', '__proto__', ''],
]
const KEYS = [
  ...['to', 'from', 'name', 'room', 'message', 'author', 'type', 'sdp', 'description', 'candidate', 'locked'],
  ...['audioOnly', 'restart', 'chat_room', 'signal_room', 'session', 'ticket', '__proto__', 'constructor', 'length'],
]
const TEXTS = [
  ...['', ' ', 'one', 'two', 'three', 'offer', 'answer', 'rollback', 'v=0', '\u0000', '\u202e', '🐛', '__proto__'],
  ...['call-aaaaaaaaaaaaaaaaaaaaaa', 'x'.repeat(41), 'x'.repeat(5_000), '%zz', '../../etc/passwd', '-1', 'NaN'],
]
/** Packets of Engine.IO and Socket.IO that are whole, broken, or out of place. */
const PACKETS = [
  ...['', '1', '2', '3', '5', '6', '7', '9', 'x', '2probe', '4', '4x', '40', '40{}', '40null', '40[]', '40/host,'],
  ...['40/other,', '41', '41/host,', '42', '42[', '42{}', '42[]', '42[null]', '42/,["leave"]', '429999999999["leave"]'],
  ...[
    '42-1["leave"]',
    '43',
    '430[]',
    '44',
    '44{}',
    '45',
    '451-["message"]',
    '451-["send",{"_placeholder":true,"num":0}]',
  ],
  ...['4511-["message"]', '451e9-["x"]', '46', '461-1[]', '42/host,["check"]', '42/host,1["capacity",9]'],
]

export const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)] as T

/** Any JSON value, of few levels; `ids` are of people who may be there. */
function anyValue(random: Random, ids: readonly string[], depth = 3): unknown {
  switch (random.below(depth > 0 ? 9 : 6)) {
    case 0:
      return random.below(2) === 0
    case 1:
      return null
    case 2:
      return (random.next() - 0.5) * 10 ** random.below(20)
    case 3:
    case 4:
      return pick(random, TEXTS)
    case 5:
      return ids.length > 0 ? pick(random, ids) : 'nobody'
    case 6:
      return Array.from({ length: random.below(4) }, () => anyValue(random, ids, depth - 1))
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [pick(random, KEYS), anyValue(random, ids, depth - 1)]),
      )
  }
}

/** What makes sense to a host for the most part, so that it gets past the first check. */
function fittingPayload(random: Random, event: string, ids: readonly string[]): unknown {
  const to = ids.length > 0 ? pick(random, ids) : 'nobody'
  const room = pick(random, ['one', 'two', 'three', 'four'])
  switch (event) {
    case 'create or join':
      return room
    case 'rename':
      return { name: pick(random, TEXTS).slice(0, 40) }
    case 'lock':
      return { locked: random.below(2) === 0 }
    case 'signal':
      return random.below(2) === 0 ? { to, description: { type: 'offer', sdp: 'v=0' } } : { to, restart: true }
    case 'send':
      return random.below(2) === 0 ? { message: 'hello' } : { message: 'hello', room }
    case 'call':
      return { to, audioOnly: random.below(2) === 0 }
    case 'ready':
      return { chat_room: room, signal_room: room }
    default:
      return { to, sdp: 'v=0' }
  }
}

/** One packet of Engine.IO, as text. */
export function anyPacket(random: Random, ids: readonly string[]): string {
  if (random.below(6) === 0) return mutated(random, pick(random, PACKETS))
  const event = pick(random, EVENTS)
  const payload = random.below(2) === 0 ? fittingPayload(random, event, ids) : anyValue(random, ids)
  const id = random.below(3) === 0 ? '' : String(random.below(1_000))
  const packet = `42${id}${JSON.stringify([event, payload])}`
  return random.below(8) === 0 ? mutated(random, packet) : packet
}

/** The same with a sign left out, put in or repeated, as often as not. */
function mutated(random: Random, text: string): string {
  const at = random.below(text.length + 1)
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1)
    case 1:
      return text.slice(0, at) + String.fromCharCode(random.below(0x250)) + text.slice(at)
    case 2:
      return text.slice(0, at)
    default:
      return text
  }
}
