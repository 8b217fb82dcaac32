import { once } from 'node:events'
import { io, type Socket } from 'socket.io-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { LIMITS } from '../../common/limits.js'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { type Client, page, refusalCode, startHost, type TestHost } from '../helpers/host.js'

expectNothingUnforeseen()

type Received = [event: string, payload: unknown]

/**
 * The page of the chat-and-signaling sample: Socket.IO's client as it comes, no handshake, no acknowledgement. It is in
 * one room for chat and in one for signaling.
 */
class SamplePage {
  readonly socket: Socket
  readonly received: Received[] = []

  constructor(
    url: string,
    readonly chatRoom: string,
    readonly signalRoom: string,
  ) {
    this.socket = io(url, { forceNew: true })
    onTestFinished(() => void this.socket.disconnect())
    for (const event of ['announce', 'message', 'signaling_message', 'updateUserlist']) {
      this.socket.on(event, (payload) => this.received.push([event, payload]))
    }
    this.socket.emit('ready', { chat_room: chatRoom, signal_room: signalRoom })
  }

  say(author: string, message: string, room = this.chatRoom): void {
    this.socket.emit('send', { author, message, room })
  }

  signal(type: string, message: unknown, room = this.signalRoom): void {
    this.socket.emit('signal', { type, message, room })
  }

  /** When this resolves, the host has dealt with all that was sent, and what it sent to this page before is here. */
  async roundTrip(): Promise<void> {
    await this.socket.timeout(10_000).emitWithAck('round trip')
  }

  /** All that has come since the last time, the list of people aside. */
  async takeReceived(): Promise<Received[]> {
    await this.roundTrip()
    return this.received.splice(0).filter(([event]) => event !== 'updateUserlist')
  }
}

/** Pages that are all in the same two rooms, and have heard of each other. */
async function inRooms(url: string, count: number, chat = 'chat', signals = 'signals'): Promise<SamplePage[]> {
  const pages: SamplePage[] = []
  for (let index = 0; index < count; index++) {
    const next = new SamplePage(url, chat, signals)
    await next.roundTrip()
    pages.push(next)
  }
  for (const one of pages) await one.takeReceived()
  return pages
}

async function three(): Promise<{ host: TestHost; ann: SamplePage; bob: SamplePage; cem: SamplePage }> {
  const host = await startHost()
  const [ann, bob, cem] = (await inRooms(host.url, 3)) as [SamplePage, SamplePage, SamplePage]
  return { host, ann, bob, cem }
}

test('those who are in its rooms hear of a new client, once, and it does not itself', async () => {
  const { url } = await startHost()
  const ann = new SamplePage(url, 'chat', 'signals')
  await ann.roundTrip()
  const other = new SamplePage(url, 'other', 'signals')
  await other.roundTrip()
  const stranger = new SamplePage(url, 'elsewhere', 'apart')
  await stranger.roundTrip()
  for (const one of [ann, other, stranger]) await one.takeReceived()
  const bob = new SamplePage(url, 'chat', 'signals')
  await bob.roundTrip()
  expect(await ann.takeReceived()).toEqual([['announce', { message: 'New client in the chat room.' }]])
  expect(await other.takeReceived()).toEqual([['announce', { message: 'New client in the signals room.' }]])
  for (const one of [bob, stranger]) expect(await one.takeReceived()).toEqual([])
})

test('what one sends reaches all in the room, who sent it included', async () => {
  const { ann, bob, cem } = await three()
  ann.say('Ann', 'hello everyone')
  await ann.roundTrip()
  for (const one of [ann, bob, cem]) {
    expect(await one.takeReceived()).toEqual([['message', { author: 'Ann', message: 'hello everyone' }]])
  }
})

test('a signal reaches the others in the room as it is', async () => {
  const { ann, bob, cem } = await three()
  const candidate = { label: 0, candidate: 'candidate:1', deep: [{ null: null }] }
  bob.signal('user_here', 'Would you like to call me?')
  bob.signal('ice candidate', candidate)
  await bob.roundTrip()
  for (const one of [ann, cem]) {
    expect(await one.takeReceived()).toEqual([
      ['signaling_message', { type: 'user_here', message: 'Would you like to call me?' }],
      ['signaling_message', { type: 'ice candidate', message: candidate }],
    ])
  }
  expect(await bob.takeReceived()).toEqual([])
})

test('both rooms may be one', async () => {
  const { url } = await startHost()
  const [ann, bob] = (await inRooms(url, 2, 'both', 'both')) as [SamplePage, SamplePage]
  ann.say('Ann', 'hello')
  ann.signal('offer', 'v=0')
  await ann.roundTrip()
  expect(await bob.takeReceived()).toEqual([
    ['message', { author: 'Ann', message: 'hello' }],
    ['signaling_message', { type: 'offer', message: 'v=0' }],
  ])
})

describe('rooms hear nothing of each other', () => {
  test('nor does one who is in none of them get anything in', async () => {
    const { host, ann } = await three()
    const [eve] = (await inRooms(host.url, 1, 'elsewhere', 'apart')) as [SamplePage]
    eve.say('Eve', 'from outside', 'chat')
    eve.signal('offer', 'v=0', 'signals')
    // Each has a room for chat and one for signals, and is in no third one.
    ann.say('Ann', 'into the other one', 'elsewhere')
    await eve.roundTrip()
    for (const one of [ann, eve]) expect(await one.takeReceived()).toEqual([])
    expect(await eve.socket.emitWithAck('send', { author: 'Eve', message: 'hi', room: 'chat' })).toMatchObject({
      code: 'not-in-room',
    })
    expect(await eve.socket.emitWithAck('signal', { type: 'x', message: 1, room: 'signals' })).toMatchObject({
      code: 'not-in-room',
    })
  })

  test('and are no rooms of calls, whatever their names, locked or not', async () => {
    const host = await startHost()
    const inCall = await host.enter('standup', 'ann', 'bob')
    await inCall.ann.ask('lock', { locked: true })
    for (const one of Object.values(inCall)) await one.received()
    const [eve, fay] = (await inRooms(host.url, 2, 'standup', 'standup')) as [SamplePage, SamplePage]
    eve.say('Eve', 'let me in')
    eve.signal('offer', 'v=0')
    await eve.roundTrip()
    expect((await eve.takeReceived()).map(([event]) => event)).toEqual(['message'])
    expect((await fay.takeReceived()).map(([event]) => event)).toEqual(['message', 'signaling_message'])
    const send = async (client: Client) => {
      await client.ask('send', { message: 'among us' })
      await client.ask('message', 'and by the codelab')
    }
    await send(inCall.ann)
    for (const one of [eve, fay]) expect(await one.takeReceived()).toEqual([])
    expect(
      (await inCall.bob.received()).map(([event, payload]) => [event, (payload as { message?: string }).message]),
    ).toEqual([
      ['message', 'among us'],
      ['message', undefined],
    ])
  })

  test('nor does the lobby, in which their members are not', async () => {
    const { host, ann } = await three()
    const eve = await host.connect({ auth: { name: 'eve' } })
    await eve.ask('send', { message: 'hello lobby' })
    expect(await ann.takeReceived()).toEqual([])
    ann.say('Ann', 'hello room')
    await ann.roundTrip()
    expect((await eve.received()).map(([, payload]) => payload)).toEqual([expect.objectContaining({ from: eve.id })])
  })
})

describe('limits', () => {
  test('a flood of chat is refused, for the one who floods', async () => {
    const { ann, bob } = await three()
    const replies = await Promise.all(
      Array.from({ length: 40 }, () => ann.socket.emitWithAck('send', { author: 'Ann', message: 'x', room: 'chat' })),
    )
    expect(replies.findIndex(({ ok }) => !ok)).toBe(20)
    expect(replies.at(-1)).toMatchObject({ code: 'too-fast' })
    expect(await bob.takeReceived()).toHaveLength(20)
    bob.say('Bob', 'please stop')
    await bob.roundTrip()
    expect(await bob.takeReceived()).toHaveLength(1)
  })

  test('a flood of signals too, though negotiating takes many', async () => {
    const { ann, bob } = await three()
    for (let index = 0; index < 500; index++) ann.signal('ice candidate', index)
    await ann.roundTrip()
    const heard = await bob.takeReceived()
    expect(heard.length).toBeGreaterThanOrEqual(100)
    expect(heard.length).toBeLessThan(500)
  })

  test.each([
    ['too long a message', 'send', { author: 'Ann', message: 'x'.repeat(LIMITS.chatMessage + 1), room: 'chat' }],
    ['an empty one', 'send', { author: 'Ann', message: ' ', room: 'chat' }],
    ['too long an author', 'send', { author: 'x'.repeat(41), message: 'hello', room: 'chat' }],
    ['a message that is no text', 'send', { author: 'Ann', message: { text: 'hello' }, room: 'chat' }],
    ['no room', 'send', { author: 'Ann', message: 'hello', room: null }],
    [
      'too deep a signal',
      'signal',
      { type: 'x', message: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`), room: 'signals' },
    ],
    ['a binary signal', 'signal', { type: 'x', message: Buffer.from('x'), room: 'signals' }],
    ['no message', 'signal', { type: 'x', room: 'signals' }],
    ['too long a type', 'signal', { type: 'x'.repeat(65), message: 1, room: 'signals' }],
    ['one room', 'ready', { chat_room: 'chat' }],
    ['rooms of no name', 'ready', { chat_room: '', signal_room: '..' }],
    ['no rooms', 'ready', undefined],
  ])('%s is refused, and nothing sent', async (_what, event, payload) => {
    const { ann, bob, cem } = await three()
    expect(await ann.socket.emitWithAck(event, payload)).toMatchObject({ ok: false, code: 'bad-request' })
    for (const one of [ann, bob, cem]) expect(await one.takeReceived()).toEqual([])
  })

  test('nobody is in any number of rooms', async () => {
    const host = await startHost()
    const ann = new SamplePage(host.url, 'chat 0', 'signals 0')
    const codes: string[] = []
    for (let index = 1; index < 10; index++) {
      const reply = await ann.socket.emitWithAck('ready', {
        chat_room: `chat ${index}`,
        signal_room: `signals ${index}`,
      })
      codes.push(reply.ok ? 'ok' : reply.code)
    }
    expect(codes).toEqual(['ok', 'ok', 'ok', ...Array(6).fill('not-allowed')])
    expect(await ann.socket.emitWithAck('send', { message: 'still here', room: 'chat 0' })).toEqual({ ok: true })
  })

  test('a room holds a limited number of people', async () => {
    const { url } = await startHost()
    const pages = await inRooms(url, 32)
    const late = new SamplePage(url, 'chat', 'apart')
    expect(await late.socket.emitWithAck('ready', { chat_room: 'chat', signal_room: 'apart' })).toMatchObject({
      ok: false,
      code: 'room-full',
    })
    expect(await late.socket.emitWithAck('send', { message: 'hello', room: 'chat' })).toMatchObject({
      code: 'not-in-room',
    })
    pages[0]?.socket.disconnect()
    await expect
      .poll(() => late.socket.emitWithAck('ready', { chat_room: 'chat', signal_room: 'apart' }))
      .toEqual({ ok: true })
  })
})

test('who has gone is in no room any more, and is heard nowhere', async () => {
  const { host, ann, bob, cem } = await three()
  cem.socket.disconnect()
  const again = new SamplePage(host.url, 'chat', 'elsewhere')
  await again.roundTrip()
  await ann.takeReceived()
  ann.signal('offer', 'v=0')
  await ann.roundTrip()
  expect(await bob.takeReceived()).toContainEqual(['signaling_message', { type: 'offer', message: 'v=0' }])
  expect(await again.takeReceived()).toEqual([])
})

test('a page of Lanline that is loaded anew has left them, and is in the lobby', async () => {
  const { host, ann } = await three()
  const eve = await host.connect(page('eve'))
  expect(await eve.ask('ready', { chat_room: 'chat', signal_room: 'signals' })).toEqual({ ok: true })
  const again = await host.connect({ auth: { ...eve.socket.auth, fresh: true } })
  expect(await again.ask('send', { message: 'hello', room: 'chat' })).toMatchObject({ code: 'not-in-room' })
  await ann.takeReceived()
  ann.say('Ann', 'hello')
  await ann.roundTrip()
  expect(await again.received()).toEqual([])
  expect(await again.ask('send', { message: 'hello lobby' })).toEqual({ ok: true })
  expect(await again.received()).toMatchObject([['message', { message: 'hello lobby', author: 'eve' }]])
})

test('a host with a passcode lets no such page in that does not know it', async () => {
  const host = await startHost({ passcode: 'sesame' })
  expect(await refusalCode(host, {})).toBe('passcode-required')
  const socket = io(host.url, { forceNew: true, reconnection: false })
  onTestFinished(() => void socket.disconnect())
  socket.emit('ready', { chat_room: 'chat', signal_room: 'signals' })
  const [error] = await once(socket as unknown as NodeJS.EventEmitter, 'connect_error')
  expect(error.data).toEqual({ code: 'passcode-required' })
})

test('a refusal goes to the log of a page that asks for no acknowledgement', async () => {
  const { ann } = await three()
  const logged = once(ann.socket as unknown as NodeJS.EventEmitter, 'log')
  ann.say('Ann', '')
  expect(await logged).toEqual([['Message from server:', expect.stringContaining('1 to 4000 characters')]])
})
