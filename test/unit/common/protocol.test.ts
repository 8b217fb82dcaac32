import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../../common/limits.js'
import {
  ChatText,
  Handshake,
  IncomingSignal,
  JoinReply,
  OutgoingSignal,
  Peer,
  PersonName,
  RelayOffer,
  Rename,
  RoomName,
} from '../../../common/protocol.js'
import type { Schema } from '../../../common/schema.js'

const accepts = (schema: Schema<unknown>, value: unknown) => v.is(schema, value)

/** Values that are no text, of every other kind JSON and Socket.IO can carry. */
const NOT_TEXT = [undefined, null, true, 0, 5, Number.NaN, [], ['room'], {}, { name: 'room' }, Buffer.from('room')]

const FAMILY = '👨‍👩‍👧‍👦'

test('a chat message has something to be seen, in lines or not', () => {
  for (const text of ['a', ' a ', 'a\n\tb', '.', FAMILY, '⠁', 'ᄀ']) expect(accepts(ChatText, text)).toBe(true)
  for (const text of [
    '',
    ' \n\t',
    '\u200b\u200d',
    '\u202e',
    '\u2066\u2069',
    '\u3164',
    '\u115f\u1160',
    '\u2800',
    '\ufeff',
  ]) {
    expect(accepts(ChatText, text)).toBe(false)
  }
})

describe('a room name', () => {
  test.each([
    ['standup', 'standup'],
    ['  standup\t\n', 'standup'],
    ['\u00a0\u3000stand up\ufeff', 'stand up'],
    ['Лекция по физике', 'Лекция по физике'],
    ['회의실 하나', '회의실 하나'],
    ['غرفة الاجتماع', 'غرفة الاجتماع'],
    ['会議室', '会議室'],
    ['अंतरिक्ष', 'अंतरिक्ष'],
    ['می‌خواهم', 'می‌خواهم'],
    [FAMILY, FAMILY],
    ['🎉', '🎉'],
    ['a/b?c#d%20e', 'a/b?c#d%20e'],
    ['...', '...'],
    ['.a', '.a'],
    ['a..', 'a..'],
    ['%2e', '%2e'],
    ['\\', '\\'],
    ['<script>', '<script>'],
    ['__proto__', '__proto__'],
    ['0', '0'],
    ['-', '-'],
    ['e\u0301', '\u00e9'],
    ['\u1112\u1161\u11ab', '한'],
  ])('may be %j, which is %j', (text, name) => {
    expect(v.parse(RoomName, text)).toBe(name)
  })

  test.each([
    ['64 letters', 'a'.repeat(64)],
    ['64 letters in spaces', `  ${'a'.repeat(64)}  `],
    ['64 emoji of two units each', '😀'.repeat(64)],
    ['64 decomposed letters', 'e\u0301'.repeat(64)],
    ['64 decomposed Korean syllables', '\u1112\u1161\u11ab'.repeat(64)],
  ])('may be %s', (_what, text) => {
    expect([...v.parse(RoomName, text)]).toHaveLength(64)
  })

  test.each([
    ['65 letters', 'a'.repeat(65)],
    ['65 emoji', '😀'.repeat(65)],
    ['65 decomposed letters', 'e\u0301'.repeat(65)],
    ['half a megabyte', 'a'.repeat(LIMITS.packetBytes)],
    ['half a megabyte of spaces and a letter inside', `a${' '.repeat(LIMITS.packetBytes)}a`],
  ])('may not be %s', (_what, text) => {
    expect(accepts(RoomName, text)).toBe(false)
  })

  test.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['every space there is', '\u0009\u00a0\u1680\u2000\u2003\u200a\u202f\u205f\u3000'],
    ['a zero-width space', '\u200b'],
    ['joiners', '\u200c\u200d\u2060'],
    ['byte order marks', '\ufeff\ufeff'],
    ['soft hyphens', '\u00ad\u00ad'],
    ['a variation selector', '\ufe0f'],
    ['a Hangul filler', '\u3164'],
    ['a Braille blank', '\u2800'],
    ['a direction mark', '\u200f'],
    ['tag characters', '\u{e0061}\u{e0062}'],
  ])('may not be %s alone', (_what, text) => {
    expect(accepts(RoomName, text)).toBe(false)
  })

  test.each(['.', '..', ' . ', '..\n'])('may not be %j, where no link can lead', (text) => {
    expect(accepts(RoomName, text)).toBe(false)
  })

  test.each([
    ['NUL', 'a\u0000b'],
    ['a line feed', 'a\nb'],
    ['a carriage return', 'a\rb'],
    ['a tab', 'a\tb'],
    ['escape', 'a\u001b[31mb'],
    ['delete', 'a\u007fb'],
    ['a C1 control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a left-to-right override', 'a\u202db'],
    ['a right-to-left override', 'a\u202eb'],
    ['an embedding', 'a\u202ab\u202c'],
    ['an isolate', 'a\u2067b\u2069'],
    ['a lone high surrogate', 'a\ud83d'],
    ['a lone low surrogate', '\ude00a'],
    ['surrogates the wrong way round', '\ude00\ud83d'],
  ])('may not contain %s', (_what, text) => {
    expect(accepts(RoomName, text)).toBe(false)
  })

  test.each(NOT_TEXT)('may not be %j, which is no text', (value) => {
    expect(accepts(RoomName, value)).toBe(false)
  })

  test('of any text is refused or comes out trimmed, short, printable and stable', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 80 }))
    fc.assert(
      fc.property(text, (input) => {
        const result = v.safeParse(RoomName, input)
        if (!result.success) return
        expect(result.output).toBe(result.output.trim().normalize())
        expect([...result.output].length).toBeGreaterThan(0)
        expect([...result.output].length).toBeLessThanOrEqual(64)
        expect(result.output).not.toMatch(/\p{Cc}|\p{Cs}/u)
        expect(v.parse(RoomName, result.output)).toBe(result.output)
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})

describe("a person's name", () => {
  test.each([
    ['Ann', 'Ann'],
    ['  Анна ', 'Анна'],
    ['.', '.'],
    ['김민지 🎧', '김민지 🎧'],
    ['ليلى', 'ليلى'],
    ['', ''],
    ['   ', ''],
    ['\u200b\u200d', ''],
    ['\u3164', ''],
    ['😀'.repeat(40), '😀'.repeat(40)],
  ])('may be %j, which is %j', (text, name) => {
    expect(v.parse(PersonName, text)).toBe(name)
  })

  test.each<unknown>(['a'.repeat(41), '😀'.repeat(41), 'a\nb', 'a\u202eb', 'a\ud83d', ...NOT_TEXT])(
    'may not be %j',
    (value) => {
      expect(accepts(PersonName, value)).toBe(false)
    },
  )

  test('is what a rename carries', () => {
    expect(v.parse(Rename, { name: ' Ann ' })).toEqual({ name: 'Ann' })
    expect([{}, 'Ann', { name: 5 }, null, []].filter((value) => accepts(Rename, value))).toEqual([])
  })
})

describe('a handshake', () => {
  test.each([{}, { name: 'Ann' }, { session: 'a'.repeat(22) }, { session: 'A-_9'.repeat(16), name: '' }])(
    'may be %j',
    (value) => {
      expect(accepts(Handshake, value)).toBe(true)
    },
  )

  test.each([
    null,
    [],
    'Ann',
    { name: null },
    { name: 'a'.repeat(41) },
    { session: 'a'.repeat(21) },
    { session: 'a'.repeat(65) },
    { session: `${'a'.repeat(22)}\n` },
    { session: `${'a'.repeat(22)} ` },
    { session: `../${'a'.repeat(22)}` },
    { session: ['a'.repeat(22)] },
    { session: 5 },
  ])('may not be %j', (value) => {
    expect(accepts(Handshake, value)).toBe(false)
  })
})

describe('a peer', () => {
  test('has an id and a name', () => {
    expect(v.parse(Peer, { id: 'x', name: ' Ann ' })).toEqual({ id: 'x', name: 'Ann' })
    expect(accepts(Peer, { id: 'x'.repeat(64), name: '' })).toBe(true)
  })

  test.each([
    {},
    { id: 'x' },
    { name: 'Ann' },
    { id: '', name: 'Ann' },
    { id: 'x'.repeat(65), name: 'Ann' },
    { id: 5, name: 'Ann' },
  ])('is not %j', (value) => {
    expect(accepts(Peer, value)).toBe(false)
  })
})

describe('a signal', () => {
  const description = { type: 'offer', sdp: 'v=0\r\n' }
  const candidate = { candidate: 'candidate:1 1 UDP 1 192.168.1.5 5000 typ host', sdpMid: '0', sdpMLineIndex: 0 }

  test.each([
    { description },
    { description: { type: 'answer', sdp: '' } },
    { description: { type: 'rollback' } },
    { description: { type: 'offer', sdp: 'x'.repeat(LIMITS.sdp) } },
    { candidate },
    { candidate: { candidate: '' } },
    { candidate: { candidate: '', sdpMid: null, sdpMLineIndex: null, usernameFragment: null } },
    { candidate: { ...candidate, usernameFragment: 'x'.repeat(256), sdpMLineIndex: 1024 } },
  ])('may carry %#', (content) => {
    expect(v.parse(OutgoingSignal, { to: 'x', ...content })).toEqual({ to: 'x', ...content })
    expect(v.parse(IncomingSignal, { from: 'x', ...content })).toEqual({ from: 'x', ...content })
  })

  test.each([
    {},
    { description, candidate },
    { description: null },
    { description: 'v=0' },
    { description: { type: 'offer', sdp: 5 } },
    { description: { type: 'toString', sdp: '' } },
    { description: { sdp: 'v=0' } },
    { description: { type: 'offer', sdp: 'x'.repeat(LIMITS.sdp + 1) } },
    { candidate: null },
    { candidate: 'candidate:1' },
    { candidate: {} },
    { candidate: { candidate: 'x'.repeat(LIMITS.candidate + 1) } },
    { candidate: { ...candidate, sdpMid: 'x'.repeat(65) } },
    { candidate: { ...candidate, sdpMLineIndex: -1 } },
    { candidate: { ...candidate, sdpMLineIndex: 0.5 } },
    { candidate: { ...candidate, sdpMLineIndex: 1025 } },
    { candidate: { ...candidate, sdpMLineIndex: '0' } },
    { candidate: { ...candidate, usernameFragment: 'x'.repeat(257) } },
  ])('may not carry %#', (content) => {
    expect(accepts(OutgoingSignal, { to: 'x', ...content })).toBe(false)
    expect(accepts(IncomingSignal, { from: 'x', ...content })).toBe(false)
  })

  test.each([undefined, null, '', 5, ['x'], 'x'.repeat(65)])('may not go to %j', (to) => {
    expect(accepts(OutgoingSignal, { to, description })).toBe(false)
  })

  test('loses what does not belong into it', () => {
    const forged = JSON.parse('{"to":"x","from":"y","__proto__":{"from":"y"},"description":{"type":"offer","extra":1}}')
    const signal = v.parse(OutgoingSignal, forged)
    expect(signal).toEqual({ to: 'x', description: { type: 'offer' } })
    expect('from' in signal).toBe(false)
  })
})

test('the reply to a join is either joined or refused', () => {
  const joined = { ok: true, room: 'one', id: 'x', initiator: false, peers: [{ id: 'y', name: 'Ann' }] }
  expect(v.parse(JoinReply, joined)).toEqual(joined)
  expect(accepts(JoinReply, { ok: false, code: 'room-full', message: 'Room one is full.' })).toBe(true)
  expect(accepts(JoinReply, { ok: false, code: 'made-up', message: '' })).toBe(false)
  expect(accepts(JoinReply, { ...joined, peers: [{ id: '' }] })).toBe(false)
  expect(accepts(JoinReply, { ...joined, ok: 'true' })).toBe(false)
})

const relay = { name: 'Ann', username: '1:ann', credential: 'secret', lifetime: 3_600 }

test.each([
  'turn:192.168.1.5:8080?transport=udp',
  'turn:[fd00::5]:8080?transport=tcp',
  'turn:anns-computer.local:8443?transport=tcp',
])('a relay may be at %s', (url) => {
  expect(accepts(RelayOffer, { ...relay, urls: [url] })).toBe(true)
})

test.each([
  'turn:192.168.1.5:70000?transport=udp',
  'turn:[fd00::5::1]:8080?transport=udp',
  'turn:192.168.1.5:8080',
  'turn:192.168.1.5:8080?transport=sctp',
  'turn:ann@192.168.1.5:8080?transport=udp',
  'turns:192.168.1.5:8080?transport=tcp',
  'stun:192.168.1.5:8080',
  `turn:${'x'.repeat(600)}:80?transport=udp`,
])('a relay is not at %s, which browsers may not take', (url) => {
  expect(accepts(RelayOffer, { ...relay, urls: [url] })).toBe(false)
})
