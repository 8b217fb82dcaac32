import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { NetworkInterfaceInfo } from 'node:os'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Client } from '../../main/host/relay/client.js'
import { UdpDoor } from '../../main/host/relay/udp-door.js'

/** The sockets that were made, in that order. */
const made = vi.hoisted(() => [] as Socket[])
vi.mock('../../main/host/relay/relayed-socket.js', async (original) => {
  const actual = await original<typeof import('../../main/host/relay/relayed-socket.js')>()
  const createUdpSocket = (address: string) => {
    const socket = actual.createUdpSocket(address)
    made.push(socket)
    return socket
  }
  return { ...actual, createUdpSocket }
})

const IPV4 = '127.0.0.1'
const IPV6 = '::1'
/** An address for documents (RFC 5737), which no machine has. */
const NOWHERE = '192.0.2.1'

beforeEach(() => {
  made.length = 0
})

/** A door on a machine of these addresses, which answers with what it gets. */
async function open(addresses: string[], port = 0) {
  const clients: Client[] = []
  const said: string[] = []
  const door = await UdpDoor.open({
    port,
    interfaces: () => ({ lo: addresses.map((address) => ({ address }) as NetworkInterfaceInfo) }),
    receive: (client, datagram) => {
      clients.push(client)
      client.send(datagram)
    },
    log: (message) => void said.push(message),
  })
  onTestFinished(() => door.close())
  return { door, clients, said }
}

/** Somebody else's socket. */
async function bound(address: string, port = 0): Promise<Socket> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  onTestFinished(() => void socket.close())
  socket.bind(port, address)
  await once(socket, 'listening')
  return socket
}

/** Says something to the door, and gives what comes back, and from where. */
async function ask(socket: Socket, port: number, address: string, word: string) {
  const answered = once(socket, 'message')
  socket.send(word, port, address)
  const [answer, from] = await answered
  return { answer: `${answer}`, from: { address: from.address, port: from.port } }
}

test('where one socket has an error the others go on, and another takes its place', async () => {
  const { door, clients, said } = await open([IPV4, IPV6])
  const [ann, bob] = await Promise.all([bound(IPV4), bound(IPV6)])
  await ask(ann, door.port, IPV4, 'hello')

  const failing = made.find((socket) => isOpen(socket) && socket.address().address === IPV4)
  failing?.emit('error', new Error('nothing works'))
  expect(said).toEqual([expect.stringContaining(`${IPV4} has an error: Error: nothing works`)])
  // What is for the client meanwhile is lost, as datagrams are.
  clients[0]?.send(Buffer.from('lost'))
  expect(clients[0]?.relay(Buffer.from('lost'), Buffer.from('too'))).toBe(true)
  expect(await ask(bob, door.port, IPV6, 'hello')).toMatchObject({ answer: 'hello' })

  await door.follow()
  const heard = once(ann, 'message')
  clients[0]?.relay(Buffer.from('not '), Buffer.from('lost'))
  expect(`${(await heard)[0]}`).toBe('not lost')
  expect(await ask(ann, door.port, IPV4, 'again')).toEqual({
    answer: 'again',
    from: { address: IPV4, port: door.port },
  })
})

test('the port that another program has at an address is said once, and taken when it is free', async () => {
  const addresses = [IPV4]
  const { door, said } = await open(addresses)
  const other = createSocket('udp6')
  other.bind(door.port, IPV6)
  await once(other, 'listening')
  addresses.push(IPV6)
  for (let times = 0; times < 3; times++) await door.follow()
  expect(said).toEqual([expect.stringMatching(/cannot listen at ::1: .*EADDRINUSE/)])
  expect(await ask(await bound(IPV4), door.port, IPV4, 'hello')).toMatchObject({ answer: 'hello' })

  other.close()
  await door.follow()
  expect(await ask(await bound(IPV6), door.port, IPV6, 'hello')).toMatchObject({ answer: 'hello' })
})

test('an address that cannot be had yet is passed over without a word', async () => {
  const addresses = [IPV4, NOWHERE]
  const { door, said } = await open(addresses)
  await door.follow()
  addresses.push('fe80::1234')
  await door.follow()
  expect(said).toEqual([])
  expect(await ask(await bound(IPV4), door.port, IPV4, 'hello')).toMatchObject({ answer: 'hello' })
})

test('a socket whose address is gone is closed', async () => {
  const addresses = [IPV4, IPV6]
  const { door } = await open(addresses)
  addresses.pop()
  await door.follow()
  // The port is free there.
  await bound(IPV6, door.port)
})

test('a port that is taken at one of the addresses is told to whoever opens a door', async () => {
  const { port } = (await bound(IPV6)).address()
  await expect(open([IPV4, IPV6], port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  expect(made.filter(isOpen)).toEqual([])
})

test.skipIf(process.platform === 'darwin')('who asks at two addresses from one port is two clients', async () => {
  // Other systems have all of 127.0.0.0/8; macOS has one address of it.
  const another = '127.0.0.2'
  const { door, clients } = await open([IPV4, another])
  const ann = await bound(IPV4)
  for (const address of [IPV4, another, another]) {
    expect((await ask(ann, door.port, address, 'hello')).from.address).toBe(address)
  }
  const names = clients.map(({ name }) => name)
  expect(new Set(names).size).toBe(2)
  expect(names[1]).toBe(names[2])
})

function isOpen(socket: Socket): boolean {
  try {
    return socket.address().port > 0
  } catch {
    return false
  }
}
