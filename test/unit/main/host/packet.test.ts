import type { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import * as ws from 'ws'
import { Packet, received } from '../../../../main/host/packet.js'

/** What takes a WebSocket's bytes apart; its types do not tell of it. */
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable }

/** The text messages in these bytes, as a client's own WebSocket reads them. */
function messagesIn(bytes: Buffer): string[] {
  const messages: string[] = []
  const receiver = new Receiver({ isServer: false })
  receiver.on('message', (data: Buffer) => messages.push(data.toString()))
  receiver.write(bytes)
  return messages
}

describe('a packet', () => {
  test('is an event as Socket.IO writes it', () => {
    expect(Packet.event('bye', []).text).toBe('2["bye"]')
    expect(Packet.event('signal', [{ from: 'ann', restart: true }]).text).toBe(
      '2["signal",{"from":"ann","restart":true}]',
    )
    expect(Packet.ack('17', { ok: true }).text).toBe('317[{"ok":true}]')
  })

  test.each([0, 100, 110, 111, 112, 65_520, 65_530, 70_000])('of %i characters more is one frame', async (length) => {
    const packet = Packet.event('e', ['x'.repeat(length)])
    await expect.poll(() => messagesIn(packet.frame)).toEqual([`4${packet.text}`])
  })

  test('keeps characters of several bytes', async () => {
    const packet = Packet.event('e', ['안녕 Привет 👋'.repeat(20)])
    await expect.poll(() => messagesIn(packet.frame)).toEqual([`4${packet.text}`])
    expect(packet.options.wsPreEncodedFrame[0]).toBe(packet.frame)
  })
})

describe('what came', () => {
  test('is an event with its first argument, and the number of its acknowledgement', () => {
    expect(received('2["leave"]')).toEqual({ event: 'leave', payload: undefined, ack: undefined })
    expect(received('20["create or join","one"]')).toEqual({ event: 'create or join', payload: 'one', ack: '0' })
    expect(received('2123["send",{"message":"hi"},2]')).toEqual({
      event: 'send',
      payload: { message: 'hi' },
      ack: '123',
    })
  })

  test.each([
    ['of another type', '0{}'],
    ['a goodbye', '1'],
    ['an event with an attachment', '51-["message",{"_placeholder":true,"num":0}]'],
    ['of another namespace', '2/control,["pin",null]'],
    ['an attachment', Buffer.from('2["leave"]')],
    ['nothing', ''],
    ['no JSON', '2["leave"'],
    ['no event', '2[]'],
    ['an event without a name', '2[5]'],
    ['no list', '2{"0":"leave"}'],
    ['an event of Socket.IO itself', '2["disconnect"]'],
    ['a number that no client counts to', '21234567890123456["leave"]'],
  ])('is left to Socket.IO where it is %s', (_, data) => {
    expect(received(data)).toBeUndefined()
  })
})
