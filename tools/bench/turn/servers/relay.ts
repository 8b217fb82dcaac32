import { networkInterfaces } from 'node:os'
import { openRelay } from '../../../../main/host/relay/relay.js'
import { openSharedPort } from '../../../../test/helpers/shared-port.js'

// The relay of our host by itself, over UDP and TCP, with a secret that is told, and everybody in one room.

const [secret = ''] = process.argv.slice(2)
const relay = await openRelay({
  port: 0,
  address: '127.0.0.1',
  secret,
  interfaces: networkInterfaces,
  addresses: () => ['127.0.0.1'],
  mayReach: (_, peer) => peer.person !== undefined,
  log: console.error,
})
await openSharedPort(relay, relay.port, (_, response) => void response.end())
console.log(JSON.stringify({ port: relay.port }))
