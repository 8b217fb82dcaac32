import { randomBytes } from 'node:crypto'
import { channelHeader, FIRST_CHANNEL } from '../../../main/host/relay/channel-data.js'
import { credentialsFor } from '../../../main/host/relay/credentials.js'
import { TurnClient, tcpWire, udpWire, type Wire } from '../../../test/helpers/turn-client.js'

/** As large as browsers make packets of pictures. */
export const DATAGRAM_BYTES = 1_100
const PAYLOAD = randomBytes(DATAGRAM_BYTES)
export const SECRET = 'the secret of this benchmark'
const CREDENTIALS_S = 3_600

/** One end of a link between two people. */
export interface End {
  /** Sends a datagram to the other end. */
  send(): void
  /** Tells of each datagram that comes from there, from now on. */
  listen(onDatagram: () => void): void
  close(): void
}

/** Makes both ends of a link between two of these people, who are named by numbers. */
export type Connect = (port: number, people: readonly [number, number]) => Promise<readonly End[]>

/** By an allocation for each end, as browsers make one for each connection. */
const byRelay =
  (open: (port: number) => Promise<Wire>): Connect =>
  async (port, people) => {
    const ends = await Promise.all(people.map(async (person) => relayed(await open(port), `person ${person}`)))
    const [first, second] = ends as [Relayed, Relayed]
    await first.bindTo(second)
    await second.bindTo(first)
    return ends
  }

export const overUdp = byRelay((port) => udpWire(port))
export const overTcp = byRelay((port) => tcpWire(port))

type Relayed = Awaited<ReturnType<typeof relayed>>

async function relayed(wire: Wire, person: string) {
  let take: ((bytes: Buffer) => void) | undefined
  wire.listen((bytes) => take?.(bytes))
  const passedOn: Wire = { ...wire, listen: (given) => (take = given) }
  const client = new TurnClient(passedOn, credentialsFor(person, SECRET, CREDENTIALS_S))
  const { error } = await client.allocate()
  if (error !== undefined) throw new Error(`The relay refused an allocation with ${error}.`)
  const frame = Buffer.concat([channelHeader(FIRST_CHANNEL, DATAGRAM_BYTES), PAYLOAD])
  return {
    client,
    bindTo: (other: { client: TurnClient }) => client.bindChannel(FIRST_CHANNEL, other.client.relayed),
    send: () => wire.send(frame),
    listen: (onDatagram: () => void) => (take = onDatagram),
    close: () => wire.close(),
  }
}

/** By the least that forwards: each end says which link it is of. */
export const forwarded: Connect = async (port, people) => {
  const wires = await Promise.all(people.map(() => udpWire(port)))
  const link = Buffer.from(people.join('-'))
  const met = wires.map((wire) => new Promise<void>((resolve) => wire.listen(() => resolve())))
  for (const wire of wires) wire.send(link)
  await Promise.all(met)
  return wires.map((wire) => ({
    send: () => wire.send(PAYLOAD),
    listen: (onDatagram) => wire.listen(onDatagram),
    close: () => wire.close(),
  }))
}
