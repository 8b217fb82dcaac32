import { setImmediate as settled } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { NO_MEDIA } from '../../../../common/channels.js'
import { ControlChannel } from '../../../../renderer/call/control-channel.js'
import { FakeChannel } from '../../../helpers/fake-connection.js'

/** A channel that speaks over fake ones, and what it told, in order. */
function start() {
  const channel = new ControlChannel()
  const told: [event: string, payload: unknown][] = []
  channel.media.subscribe((media) => media !== NO_MEDIA && told.push(['media', media]))
  for (const event of ['chat', 'reaction', 'carried', 'prove', 'proof', 'succession', 'goodbye', 'lost'] as const)
    channel.on(event, (payload) => told.push([event, payload]))
  const use = () => {
    const fake = new FakeChannel()
    channel.use(fake as unknown as RTCDataChannel)
    return fake
  }
  return { channel, told, use }
}

const NEW_HOST = { type: 'new-host', origins: ['http://192.168.1.5:8080'], ticket: 'ticket' }
const NONCE = 'n'.repeat(22)
const PROOF = { key: 'k'.repeat(122), signature: 's'.repeat(86) }
const MUTED = { microphone: false, camera: true, screen: false }

describe('what is said', () => {
  test('of what is shown is repeated on opening, and is for the other side to heed', () => {
    const { channel, use } = start()
    channel.want({ camera: 540, screen: 0 })
    const fake = use()
    fake.open()
    channel.want({ camera: 720, screen: 0 })
    expect(fake.sent).toEqual([
      { type: 'media', ...NO_MEDIA },
      { type: 'want', camera: 540, screen: 0 },
      { type: 'want', camera: 720, screen: 0 },
    ])
    expect(channel.wanted.value).toBeUndefined()
    fake.hear({ type: 'want', camera: 270, screen: 1080 })
    fake.hear({ type: 'want', camera: -1, screen: 1080 })
    fake.hear({ type: 'want', camera: 1e9, screen: 1.5 })
    expect(channel.wanted.value).toMatchObject({ camera: 270, screen: 1080 })
  })

  test('of media and of what is shown is said again once the other side is heard, by whom the first time may be lost', () => {
    const { channel, use } = start()
    channel.tell(MUTED)
    channel.want({ camera: 540, screen: 0 })
    const all = [
      { type: 'media', ...MUTED },
      { type: 'want', camera: 540, screen: 0 },
    ]
    const fake = use()
    fake.open()
    expect(fake.sent).toEqual(all)
    fake.hear({ type: 'media', ...MUTED })
    fake.hear({ type: 'chat', text: 'Hello' })
    expect(fake.sent).toEqual([...all, ...all])
    const next = use()
    next.open()
    next.hear({ type: 'chat', text: 'Hello again' })
    expect(next.sent).toEqual([...all, ...all])
  })

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
    fake.hear({ type: 'reaction', reaction: 'heart' })
    fake.hear({ type: 'media', ...MUTED, hand: true })
    fake.hear({ type: 'prove', nonce: NONCE })
    fake.hear({ type: 'proof', ...PROOF })
    fake.hear({ type: 'can-host' })
    fake.hear(NEW_HOST)
    fake.hear({ type: 'goodbye' })
    fake.close()
    expect(told).toEqual([
      ['media', { type: 'media', ...MUTED, screen: true }],
      ['chat', 'hello'],
      ['reaction', 'heart'],
      ['media', { type: 'media', ...MUTED, hand: true }],
      ['prove', NONCE],
      ['proof', { type: 'proof', ...PROOF }],
      ['succession', { type: 'can-host' }],
      ['succession', NEW_HOST],
      ['goodbye', 'left'],
      ['lost', undefined],
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
    [{ type: 'reaction', reaction: 'a picture of mine' }],
    [{ type: 'media', ...MUTED, hand: 'both' }],
    [{ type: 'prove', nonce: 'short' }],
    [{ type: 'proof', ...PROOF, key: '+'.repeat(122) }],
    [{ type: 'farewell' }],
    [{ ...NEW_HOST, origins: [] }],
    [{ ...NEW_HOST, origins: ['javascript:alert(1)'] }],
    [{ ...NEW_HOST, ticket: '' }],
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

test('of a channel that this side left or replaced nothing is told', async () => {
  const { channel, told, use } = start()
  const replaced = use()
  const left = use()
  await channel.leave()
  for (const fake of [replaced, left]) {
    fake.open()
    fake.hear({ type: 'media', ...MUTED })
    fake.hear({ type: 'chat', text: 'still on its way' })
    fake.close()
    expect(fake.sent).toEqual([])
  }
  expect(told).toEqual([])
})

describe('a goodbye', () => {
  /** A channel that is open and has sent more than the network takes at once, and whether it has been left. */
  function leave(bufferedAmount: number) {
    const { channel, use } = start()
    const fake = use()
    fake.open()
    fake.bufferedAmount = bufferedAmount
    const left = vi.fn()
    void channel.leave().then(left)
    return { fake, left }
  }

  test('is the last that is said', async () => {
    const { fake, left } = leave(0)
    expect(fake.sent.at(-1)).toEqual({ type: 'goodbye' })
    await settled()
    expect(left).toHaveBeenCalled()
  })

  test('waits for what was sent before it', async () => {
    const { fake, left } = leave(1_000)
    await settled()
    expect(left).not.toHaveBeenCalled()
    fake.flush()
    await settled()
    expect(left).toHaveBeenCalled()
  })

  test('waits for half a second at most', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { left } = leave(1_000)
    await vi.advanceTimersByTimeAsync(499)
    expect(left).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(left).toHaveBeenCalled()
    vi.useRealTimers()
  })
})
