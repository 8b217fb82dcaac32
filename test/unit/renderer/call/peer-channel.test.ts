import { describe, expect, test } from 'vitest'
import { PeerChannel } from '../../../../renderer/call/peer-channel.js'

/** One end of a data channel, whose other end is the test. */
class FakeChannel {
  readyState: RTCDataChannelState = 'connecting'
  onopen: (() => void) | null = null
  onclose: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  readonly sent: unknown[] = []

  open(): void {
    this.readyState = 'open'
    this.onopen?.()
  }

  close(): void {
    this.readyState = 'closed'
    this.onclose?.()
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  hear(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
}

/** A channel that speaks over fake ones, and what it told, in order. */
function start() {
  const channel = new PeerChannel()
  const told: [event: string, payload: unknown][] = []
  for (const event of ['media', 'chat', 'ended'] as const) channel.on(event, (payload) => told.push([event, payload]))
  const use = () => {
    const fake = new FakeChannel()
    channel.use(fake as unknown as RTCDataChannel)
    return fake
  }
  return { channel, told, use }
}

const MUTED = { microphone: false, camera: true, screen: false }

describe('what is said', () => {
  test('of media is repeated on opening; chat is for an open channel alone', () => {
    const { channel, use } = start()
    channel.tell(MUTED)
    const fake = use()
    channel.chat('too early')
    expect(channel.isOpen).toBe(false)
    fake.open()
    expect(channel.isOpen).toBe(true)
    channel.chat('in time')
    channel.tell({ ...MUTED, microphone: true })
    expect(fake.sent).toEqual([
      { type: 'media', ...MUTED },
      { type: 'chat', text: 'in time' },
      { type: 'media', ...MUTED, microphone: true },
    ])
    fake.close()
    channel.chat('too late')
    expect(fake.sent).toHaveLength(3)
  })

  test('goes over the channel that came last', () => {
    const { channel, told, use } = start()
    const first = use()
    first.open()
    const second = use()
    second.open()
    channel.chat('hello')
    expect(first.sent).not.toContainEqual({ type: 'chat', text: 'hello' })
    expect(second.sent).toContainEqual({ type: 'chat', text: 'hello' })
    expect(first.readyState).toBe('closed')
    expect(told).toEqual([])
  })
})

describe('what is heard', () => {
  test('is told', () => {
    const { told, use } = start()
    const fake = use()
    fake.hear({ type: 'media', ...MUTED, screen: true })
    fake.hear({ type: 'chat', text: 'hello' })
    fake.close()
    expect(told).toEqual([
      ['media', { type: 'media', ...MUTED, screen: true }],
      ['chat', 'hello'],
      ['ended', undefined],
    ])
  })

  test('of a page that knows nothing of screens is that it shares none', () => {
    const { told, use } = start()
    use().hear({ type: 'media', microphone: false, camera: true })
    expect(told).toEqual([['media', { type: 'media', ...MUTED }]])
  })

  test.each([
    [{ type: 'media', microphone: false }],
    [{ type: 'media', ...MUTED, screen: 'yes' }],
    [{ type: 'chat', text: 'x'.repeat(4_001) }],
    [{ type: 'chat' }],
    [{ type: 'goodbye' }],
    [null],
  ])('is left out where it makes no sense: %j', (message) => {
    const { told, use } = start()
    use().hear(message)
    expect(told).toEqual([])
  })

  test('that is no JSON is left out', () => {
    const { told, use } = start()
    const fake = use()
    for (const data of ['{', '', new ArrayBuffer(8)]) fake.onmessage?.({ data })
    expect(told).toEqual([])
  })
})

test('of a channel that this side ended or replaced nothing is told', () => {
  const { channel, told, use } = start()
  const replaced = use()
  const ended = use()
  channel.close()
  for (const fake of [replaced, ended]) {
    fake.open()
    fake.hear({ type: 'media', ...MUTED })
    fake.hear({ type: 'chat', text: 'still on its way' })
    fake.close()
    expect(fake.sent).toEqual([])
  }
  expect(told).toEqual([])
})
