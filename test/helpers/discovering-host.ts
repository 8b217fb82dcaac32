import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FoundHost, HostCard } from '../../common/control.js'
import { CARD_PATH } from '../../common/control.js'
import type { AnnouncedHost } from '../../main/lan/candidates.js'
import { Discovery } from '../../main/lan/discovery.js'
import { LanAddresses } from '../../main/lan/lan-addresses.js'
import { jsonLines } from './json-lines.js'

/** What the script prints: at first, after each order, and whenever others are found. */
export interface HostLine {
  port: number
  found: readonly FoundHost[]
  silent: readonly AnnouncedHost[]
  /** The order that was carried out. */
  done?: string
}

export type HostOrder = 'start' | 'stop' | 'silent' | 'look' | { become: Partial<HostCard> }

/**
 * A host as far as discovery goes: it has a card, announces itself and looks for others. Takes the name, the port (0
 * for any) and, if not all, the address to be bound to. With "look" a person looks at what it has found.
 */
const [name = '', port = '0', bound] = process.argv.slice(2)
let card: HostCard = { name, version: '1.2.3', hasPasscode: false }

const server = createServer((request, response) => {
  if (request.url === CARD_PATH) response.end(JSON.stringify(card))
  else response.writeHead(404).end()
})
server.listen(Number(port), bound)
await once(server, 'listening')
const { port: taken } = server.address() as AddressInfo
const addresses = await LanAddresses.start({ bound })
const discovery = new Discovery({ host: { card: () => card, port: taken }, addresses })

function print(done?: string): void {
  const { found, silent } = discovery
  const line: HostLine = { port: taken, found, silent, ...(done !== undefined && { done }) }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

discovery.onChange(() => print())
discovery.start()
print()

process.once('SIGTERM', async () => {
  await discovery.stop()
  addresses.close()
  server.close()
  process.stdin.destroy()
})

for await (const order of jsonLines<HostOrder>(process.stdin)) {
  if (order === 'start') discovery.start()
  else if (order === 'stop') await discovery.stop()
  else if (order === 'look') discovery.look()
  else if (order !== 'silent') {
    card = { ...card, ...order.become }
    discovery.update()
  }
  print(JSON.stringify(order))
}
