import { createInterface } from 'node:readline'
import { openRelay } from '../../main/host/relay/relay.js'
import { LanAddresses } from '../../main/lan/lan-addresses.js'
import { openSharedPort } from './shared-port.js'

/**
 * A relay on a machine of its own: the address, the secret, the room of each person, and the one address to listen at, if it
 * is not to be all. Lines ask for its counters.
 */
const [address = '', secret = '', rooms = '{}', listenAt] = process.argv.slice(2)
const roomOf: Record<string, string> = JSON.parse(rooms)

const lanAddresses = await LanAddresses.start()
const relay = await openRelay({
  port: 0,
  address: listenAt,
  secret,
  interfaces: () => lanAddresses.interfaces,
  addresses: () => [address],
  mayReach: (person, peer) => peer.person !== undefined && roomOf[person] === roomOf[peer.person],
  log: console.error,
})
await openSharedPort(relay, relay.port, (_request, response) => void response.end('hello'))
console.log(JSON.stringify({ port: relay.port }))
createInterface({ input: process.stdin }).on('line', () => console.log(JSON.stringify(relay.stats())))
