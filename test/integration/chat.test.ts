import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ChatMessage } from '../../common/protocol.js'
import { expectNothingUnforeseen } from '../helpers/bystanders.js'
import { type Client, close, lose, page, startHost, type TestHost } from '../helpers/host.js'
import { PollingSession } from '../helpers/http.js'

expectNothingUnforeseen()

/** Ann and Bob in "standup", Eve and Fay in the lobby. */
async function standup(): Promise<{ host: TestHost; ann: Client; bob: Client; eve: Client; fay: Client }> {
  const host = await startHost()
  const { ann, bob } = await host.enter('standup', 'ann', 'bob')
  const eve = await host.connect({ auth: { name: 'eve' } })
  const fay = await host.connect({ auth: { name: 'fay' } })
  return { host, ann, bob, eve, fay }
}

const said = (message: string, { person }: Client) => [
  'message',
  { message, author: person.name, from: person.id, at: expect.any(Number) },
]

test('in a room reaches those in the room, its author too, and nobody else', async () => {
  const { host, ann, bob, eve, fay } = await standup()
  const { cem } = await host.enter('retro', 'cem')
  expect(await ann.ask('send', { message: 'hello room' })).toEqual({ ok: true })
  for (const inside of [ann, bob]) expect(await inside.received()).toEqual([said('hello room', ann)])
  for (const outside of [cem, eve, fay]) expect(await outside.received()).toEqual([])
})

test('in the lobby reaches the lobby, its author too, and no room', async () => {
  const { ann, bob, eve, fay } = await standup()
  expect(await eve.ask('send', { message: 'hello lobby' })).toEqual({ ok: true })
  for (const outside of [eve, fay]) expect(await outside.received()).toEqual([said('hello lobby', eve)])
  for (const inside of [ann, bob]) expect(await inside.received()).toEqual([])
})

test('follows whoever comes into a room, and goes back to the lobby', async () => {
  const { ann, bob, eve, fay } = await standup()
  await bob.ask('leave')
  await fay.join('standup')
  for (const client of [ann, bob, eve, fay]) await client.received()
  await bob.ask('send', { message: 'from outside' })
  await fay.ask('send', { message: 'from inside' })
  for (const outside of [bob, eve]) expect(await outside.received()).toEqual([said('from outside', bob)])
  for (const inside of [ann, fay]) expect(await inside.received()).toEqual([said('from inside', fay)])
})

test('works without an acknowledgement', async () => {
  const { eve, fay } = await standup()
  eve.tell('send', { message: 'hello' })
  await eve.roundTrip()
  expect(await fay.received()).toEqual([said('hello', eve)])
})

test('says when', async () => {
  const { eve } = await standup()
  const before = Date.now()
  await eve.ask('send', { message: 'now' })
  const [message] = await eve.next('message')
  const { at } = v.parse(ChatMessage, message)
  expect(at).toBeGreaterThanOrEqual(before)
  expect(at).toBeLessThanOrEqual(Date.now())
})

test('keeps the order in which it was written', async () => {
  const { eve, fay } = await standup()
  const lines = Array.from({ length: 10 }, (_, index) => `line ${index}`)
  for (const message of lines) eve.tell('send', { message })
  await eve.roundTrip()
  expect(await fay.received()).toEqual(lines.map((line) => said(line, eve)))
})

test('reaches a room mate who was away for a moment', async () => {
  const host = await startHost()
  const ann = await host.connect(page('ann'))
  const bob = await host.connect(page('bob'))
  await ann.join('standup')
  await bob.join('standup')
  await bob.received()
  await lose(bob)
  await ann.ask('send', { message: 'are you there?' })
  await bob.connect()
  expect(await bob.received()).toEqual([said('are you there?', ann)])
})

describe('the author', () => {
  const authorOf = async (client: Client, author?: string) => {
    await client.ask('send', { message: 'hello', author })
    return (await client.next('message'))[0] as { author: string; from: string }
  }

  test('is who the handshake says, whatever the message does', async () => {
    const { host } = await standup()
    const ann = await host.connect(page('ann'))
    expect(await authorOf(ann, 'bob')).toMatchObject({ author: 'ann', from: ann.person.id })
    await ann.ask('rename', { name: 'anna' })
    expect(await authorOf(ann, 'bob')).toMatchObject({ author: 'anna', from: ann.person.id })
  })

  test('is whom the message names where the handshake named nobody', async () => {
    const { host } = await standup()
    const unnamed = await host.connect()
    expect(await authorOf(unnamed)).toMatchObject({ author: 'Guest', from: unnamed.id })
    expect(await authorOf(unnamed, '')).toMatchObject({ author: 'Guest' })
    expect(await authorOf(unnamed, ' Грета ')).toMatchObject({ author: 'Грета', from: unnamed.id })
  })
})

test.each([
  ['markup', '<img src=x onerror="alert(1)"><script>alert(2)</script> &lt;b&gt;'],
  ['Arabic', 'مرحبا بالعالم، كيف الحال؟'],
  ['Korean', '안녕하세요, 회의는 세 시입니다'],
  ['Russian', 'Привет! Созвон в три?'],
  ['emoji', '👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 ❤️'],
  ['lines and spaces', '  one\n\ttwo\r\n\n three  '],
  ['one that decomposes', 'e\u0301 \u202edleif\u202c'],
  ['quotes and zeros', '"\'`\\ \u0000 \u2028 {"a":[1]}'],
])('%s arrives as it was written', async (_what, message) => {
  const { ann, bob } = await standup()
  expect(await ann.ask('send', { message })).toEqual({ ok: true })
  expect(await bob.received()).toEqual([said(message, ann)])
})

describe('length', () => {
  test.each(['x', '한', '\n', '🎉'])('4,000 characters such as %j pass', async (character) => {
    const { ann, bob } = await standup()
    const message = `a${character.repeat(3_999)}`
    expect(await ann.ask('send', { message })).toEqual({ ok: true })
    expect(await bob.received()).toEqual([said(message, ann)])
  })

  test.each([
    ['4,001 characters', { message: 'x'.repeat(4_001) }],
    ['4,001 emoji', { message: '🎉'.repeat(4_001) }],
    ['nothing', { message: '' }],
    ['only spaces', { message: ' \n\t\u00a0' }],
    ['no message', {}],
    ['a number', { message: 5 }],
    ['an object', { message: { toString: 'x' } }],
    ['plain text', 'hello'],
    ['null', null],
    ['too long an author', { message: 'hello', author: 'x'.repeat(41) }],
  ])('%s is refused, and nothing sent', async (_what, payload) => {
    const { ann, bob, eve } = await standup()
    expect(await ann.ask('send', payload)).toEqual({
      ok: false,
      code: 'bad-request',
      message: 'A message has 1 to 4000 characters.',
    })
    for (const client of [ann, bob, eve]) expect(await client.received()).toEqual([])
    ann.tell('send', payload)
    expect(await ann.logged()).toEqual([['Message from server:', 'A message has 1 to 4000 characters.']])
    expect(await bob.received()).toEqual([])
  })
})

test('a flood of it is refused, for the one who floods', async () => {
  const { ann, bob } = await standup()
  const replies = await Promise.all(
    Array.from({ length: 60 }, (_, index) => ann.ask('send', { message: `flood ${index}` })),
  )
  const passed = replies.findIndex(({ ok }) => !ok)
  expect(passed).toBe(20)
  expect(replies.slice(passed)).toEqual(
    replies.slice(passed).map(() => ({ ok: false, code: 'too-fast', message: expect.any(String) })),
  )
  expect(await bob.received()).toHaveLength(20)
  expect(await bob.ask('send', { message: 'please stop' })).toEqual({ ok: true })
})

test('the flood goes on being refused when the page is loaded anew', async () => {
  const host = await startHost()
  const ann = await host.connect(page('ann'))
  await Promise.all(Array.from({ length: 20 }, () => ann.ask('send', { message: 'flood' })))
  await close(ann)
  const again = await host.connect({ auth: { ...ann.socket.auth, fresh: true } })
  expect(await again.ask('send', { message: 'flood' })).toMatchObject({ ok: false, code: 'too-fast' })
})

/** What one packet of Engine.IO is to be read at once with others. */
const event = (...packet: unknown[]) => `42${JSON.stringify(packet)}`

test('what was said in a room stays there, though its author leaves in the same breath', async () => {
  const { host, eve } = await standup()
  const { cem } = await host.enter('retro', 'cem')
  const session = await PollingSession.open(host.port)
  await session.send('40{"name":"dan"}')
  await session.receive()
  await session.send(
    event('create or join', 'retro'),
    event('send', { message: 'for the room' }),
    event('leave'),
    event('send', { message: 'for the lobby' }),
    '41',
  )
  expect(await cem.next('message')).toMatchObject([{ message: 'for the room', author: 'dan' }])
  expect(await eve.received()).toMatchObject([['message', { message: 'for the lobby', author: 'dan' }]])
  await eve.roundTrip()
  expect((await cem.received()).map(([name]) => name)).toEqual(['join', 'ready', 'left', 'bye'])
})
