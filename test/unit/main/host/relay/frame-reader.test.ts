import { describe, expect, test } from 'vitest'
import { channelHeader } from '../../../../../main/host/relay/channel-data.js'
import { FrameReader, isStun } from '../../../../../main/host/relay/frame-reader.js'
import { encodeStun, METHOD } from '../../../../../main/host/relay/stun-message.js'

const message = (...values: string[]) =>
  encodeStun({
    ...{ method: METHOD.send, class: 'indication', transaction: Buffer.alloc(12, 3) },
    attributes: values.map((value) => ({ type: 0x0013, value: Buffer.from(value) })),
  })
const channelData = (payload: string) => Buffer.concat([channelHeader(0x4000, payload.length), Buffer.from(payload)])
const filled = (frame: Buffer) => Buffer.concat([frame], (frame.length + 3) & ~3)

const FRAMES = [
  message(),
  channelData('12345'),
  message('hello'),
  channelData(''),
  channelData('1234'),
  message('x', 'y'),
]
const STREAM = Buffer.concat(FRAMES.map(filled))

describe('frames', () => {
  test('that come all at once are found', () => {
    expect(new FrameReader().push(STREAM)).toEqual(FRAMES)
  })

  test.each([1, 2, 3, 5, 7, 11, 33])('that come in pieces of %i bytes are found', (size) => {
    const reader = new FrameReader()
    const found: Buffer[] = []
    for (let at = 0; at < STREAM.length; at += size) found.push(...(reader.push(STREAM.subarray(at, at + size)) ?? []))
    expect(found).toEqual(FRAMES)
  })

  test('of the largest size are found, even byte by byte', () => {
    const frame = channelData('x'.repeat(65_535))
    const reader = new FrameReader()
    const found: Buffer[] = []
    for (const byte of filled(frame)) found.push(...(reader.push(Buffer.from([byte])) ?? []))
    expect(found.map((each) => each.equals(frame))).toEqual([true])
  })

  test.each([
    ['HTTP', Buffer.from('POST / HTTP/1.1\r\n\r\n')],
    ['TLS', Buffer.from('1603010200010001fc0303', 'hex')],
    ['another cookie', Buffer.from('000100002112a443', 'hex')],
    ['a message of uneven length', Buffer.from('000100032112a442', 'hex')],
    ['a channel beyond the last', Buffer.from('50000000', 'hex')],
  ])('are not what %s is', (_name, bytes) => {
    expect(new FrameReader().push(bytes)).toBeUndefined()
    const reader = new FrameReader()
    expect(reader.push(filled(channelData('fine')))).toHaveLength(1)
    expect(reader.push(bytes)).toBeUndefined()
  })
})

describe('a connection', () => {
  test.each([
    { bytes: '', verdict: undefined },
    { bytes: '00', verdict: undefined },
    { bytes: '000300082112a4', verdict: undefined },
    { bytes: '000300082112a442', verdict: true },
    { bytes: '000300082112a443', verdict: false },
    { bytes: '16', verdict: false },
    { bytes: '1603010200010001fc', verdict: false },
    { bytes: '47', verdict: false },
    { bytes: '40000000', verdict: false },
  ])('that begins with "$bytes" is for the relay: $verdict', ({ bytes, verdict }) => {
    expect(isStun(Buffer.from(bytes, 'hex'))).toBe(verdict)
  })
})
