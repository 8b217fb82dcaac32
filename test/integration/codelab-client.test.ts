import { once } from 'node:events'
import { io, type Socket } from 'socket.io-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { startHost } from '../helpers/host.js'

expectNothingUnforeseen()

const lan = vi.hoisted(() => ({ addresses: ['192.168.1.5', '10.0.0.7'] }))
vi.mock('../../main/lan/address.js', async (original) => ({
  ...(await original<typeof import('../../main/lan/address.js')>()),
  rankAddresses: () => lan.addresses.map((address) => ({ address, interface: 'eth0', reasons: [] })),
}))

interface Description {
  type: 'offer' | 'answer'
  sdp: string
}
type Message = string | Description | { type: 'candidate'; label: number; id: string; candidate: string }

/**
 * The page of the WebRTC codelab, event by event: Socket.IO's client as it comes, no handshake, no acknowledgement.
 * In place of a camera and an RTCPeerConnection it has made-up descriptions and candidates.
 */
class CodelabPage {
  readonly socket: Socket
  /** What happened, in the words of the page's console. */
  readonly console: string[] = []
  readonly messages: Message[] = []
  readonly logged: unknown[][] = []
  readonly addresses: string[] = []
  #isInitiator = false
  #isChannelReady = false
  #isStarted = false

  constructor(url: string, room: string) {
    this.socket = io(url, { forceNew: true })
    onTestFinished(() => void this.socket.disconnect())
    this.socket.emit('create or join', room)
    this.socket.on('created', (name) => {
      this.console.push(`Created room ${name}`)
      this.#isInitiator = true
    })
    this.socket.on('full', (name) => this.console.push(`Room ${name} is full`))
    this.socket.on('join', (name) => {
      this.console.push(`Another peer made a request to join room ${name}`)
      this.#isChannelReady = true
    })
    this.socket.on('joined', (name) => {
      this.console.push(`joined: ${name}`)
      this.#isChannelReady = true
    })
    this.socket.on('ready', () => this.console.push('Socket is ready'))
    this.socket.on('bye', (name) => this.console.push(`Peer leaving room ${name}.`))
    this.socket.on('log', (array) => this.logged.push(array))
    this.socket.on('ipaddr', (address) => this.addresses.push(address))
    this.socket.on('message', (message) => this.#onMessage(message))
    this.socket.emit('ipaddr')
  }

  /** Resolves with the next event of that name. */
  async next(event: string): Promise<unknown[]> {
    return once(this.socket as unknown as NodeJS.EventEmitter, event)
  }

  /** The camera is on. */
  gotUserMedia(): void {
    this.#send('got user media')
    if (this.#isInitiator) this.#maybeStart()
  }

  hangUp(): void {
    this.#send('bye')
    this.#isStarted = false
  }

  /** The page is closed. */
  unload(): void {
    this.socket.emit('bye', 'foo')
    this.socket.disconnect()
  }

  #send(message: Message): void {
    this.socket.emit('message', message)
  }

  #maybeStart(): void {
    if (this.#isStarted || !this.#isChannelReady) return
    this.#isStarted = true
    if (this.#isInitiator) this.#describe('offer')
  }

  #describe(type: 'offer' | 'answer'): void {
    this.#send({ type, sdp: `v=0 ${type}` })
    this.#send({ type: 'candidate', label: 0, id: 'audio', candidate: `candidate:1 of ${type}` })
  }

  #onMessage(message: Message): void {
    this.messages.push(message)
    if (message === 'got user media') this.#maybeStart()
    if (message === 'bye') this.console.push('Session terminated.')
    if (typeof message === 'object' && message.type === 'offer') {
      this.#maybeStart()
      this.#describe('answer')
    }
  }
}

const description = (type: 'offer' | 'answer') => [
  { type, sdp: `v=0 ${type}` },
  { type: 'candidate', label: 0, id: 'audio', candidate: `candidate:1 of ${type}` },
]

/** Two pages in the room "foo", negotiated to the last candidate. */
async function inCall(): Promise<{ url: string; first: CodelabPage; second: CodelabPage }> {
  const { url } = await startHost({ address: '0.0.0.0' })
  const first = new CodelabPage(url, 'foo')
  await first.next('created')
  first.gotUserMedia()
  const second = new CodelabPage(url, 'foo')
  await Promise.all([second.next('ready'), first.next('ready')])
  second.gotUserMedia()
  while (first.messages.length < 3) await first.next('message')
  return { url, first, second }
}

test('two pages of the codelab meet in a room and negotiate', async () => {
  const { first, second } = await inCall()
  expect(first.console).toEqual(['Created room foo', 'Another peer made a request to join room foo', 'Socket is ready'])
  expect(second.console).toEqual(['joined: foo', 'Socket is ready'])
  expect(second.messages).toEqual(description('offer'))
  expect(first.messages).toEqual(['got user media', ...description('answer')])
})

test('the third is told that the room is full, and nothing of what goes on there', async () => {
  const { url, first, second } = await inCall()
  const third = new CodelabPage(url, 'foo')
  expect(await third.next('full')).toEqual(['foo'])
  third.gotUserMedia()
  const heard = [first.messages.length, second.messages.length]
  first.hangUp()
  await second.next('message')
  expect(third.console).toEqual(['Room foo is full'])
  expect(third.messages).toEqual([])
  expect([first.messages.length, second.messages.length - 1]).toEqual(heard)
})

test('"bye" as a message ends the session, and both are still in the room', async () => {
  const { first, second } = await inCall()
  first.hangUp()
  await second.next('message')
  expect(second.messages.at(-1)).toBe('bye')
  expect(second.console.at(-1)).toBe('Session terminated.')
  second.gotUserMedia()
  await first.next('message')
  expect(first.messages.at(-1)).toBe('got user media')
})

test('closing the page makes "bye" for the other, and room for the next', async () => {
  const { url, first, second } = await inCall()
  first.unload()
  expect(await second.next('bye')).toEqual(['foo'])
  expect(second.console.at(-1)).toBe('Peer leaving room foo.')
  const next = new CodelabPage(url, 'foo')
  await next.next('ready')
  expect(next.console).toEqual(['joined: foo', 'Socket is ready'])
})

test('each page is told the addresses it asks for, and about its own requests alone', async () => {
  const { url, first, second } = await inCall()
  const third = new CodelabPage(url, 'bar')
  while (third.addresses.length < lan.addresses.length) await third.next('ipaddr')
  for (const page of [first, second, third]) expect(page.addresses).toEqual(lan.addresses)
  for (const page of [first, second, third]) {
    expect(page.logged.every(([from]) => from === 'Message from server:')).toBe(true)
  }
  expect(first.logged.flat()).toContain('Received request to create or join room foo')
  expect(first.logged.flat()).toContain('Room foo now has 1 client(s)')
  expect(second.logged.flat()).toContain('Room foo now has 2 client(s)')
  expect(third.logged.join()).not.toContain('foo')
})

test('each page is told what it did in the words of the codelab’s server', async () => {
  const { first, second } = await inCall()
  for (const page of [first, second]) while (page.logged.length < 6) await page.next('log')
  const of = ({ logged }: CodelabPage) => logged.filter(([, , message]) => typeof message !== 'object')
  expect(of(first)).toEqual([
    ['Message from server:', 'Received request to create or join room foo'],
    ['Message from server:', 'Room foo now has 1 client(s)'],
    ['Message from server:', `Client ID ${first.socket.id} created room foo`],
    ['Message from server:', 'Client said: ', 'got user media'],
  ])
  expect(of(second)).toEqual([
    ['Message from server:', 'Received request to create or join room foo'],
    ['Message from server:', 'Room foo now has 2 client(s)'],
    ['Message from server:', `Client ID ${second.socket.id} joined room foo`],
    ['Message from server:', 'Client said: ', 'got user media'],
  ])
  expect(second.logged.slice(-2)).toEqual(
    description('answer').map((said) => ['Message from server:', 'Client said: ', said]),
  )
})
