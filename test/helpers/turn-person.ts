import { createInterface } from 'node:readline'
import { credentialsFor } from '../../main/host/relay/relay.js'
import type { TransportAddress } from '../../main/host/relay/transport-address.js'
import { TurnClient, udpWire } from './turn-client.js'

export type TurnOrder =
  | { readonly permit: TransportAddress }
  | { readonly to: TransportAddress; readonly say: string }
  | 'refresh'

export interface TurnLine {
  /** After an allocation, once. */
  readonly relayed?: TransportAddress
  /** After each order that is a request, with the code of its error or null. */
  readonly error?: number | null
  /** What somebody said. */
  readonly heard?: string
}

/**
 * A person on a machine of their own who asks a relay over UDP, at one address of its machine: the secret, the name, and where
 * the relay is. As browsers do, it takes answers from that address alone.
 */
const [secret = '', name = '', address = '', port = ''] = process.argv.slice(2)
const AGAIN_MS = 300

const client = new TurnClient(await udpWire(Number(port), address), credentialsFor(name, secret, 60))
const print = (line: TurnLine) => console.log(JSON.stringify(line))

/** Greets until there is an answer. What is asked then is asked once: the answer to a second allocation is an error. */
async function greet(): Promise<void> {
  for (;;) {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, AGAIN_MS))
    if ((await Promise.race([client.greet(), late])) !== undefined) return
  }
}

async function carryOut(order: TurnOrder): Promise<void> {
  if (order === 'refresh') print({ error: (await client.refresh(600)) ?? null })
  else if ('permit' in order) print({ error: (await client.permit(order.permit)) ?? null })
  else client.sendTo(order.to, order.say)
}

await greet()
const { error = null } = await client.allocate()
print({ relayed: client.relayed, error })
createInterface({ input: process.stdin }).on('line', (line) => void carryOut(JSON.parse(line)))
for (;;) print({ heard: (await client.datagram()).payload })
