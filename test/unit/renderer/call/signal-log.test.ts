import { describe, expect, test } from 'vitest'
import { logText, payloadText, summaryOf } from '../../../../renderer/call/log-text.js'
import { KEPT_ENTRIES, type LogEntry, SignalLog } from '../../../../renderer/call/signal-log.js'

const nameOf = (id: string) => (id === 'b0b' ? 'Bob' : id)
const entry = (fields: Partial<LogEntry>): LogEntry => ({ id: 0, at: 0, direction: 'in', type: 'signal', ...fields })

describe('the log', () => {
  test('keeps 2,000 entries, and the oldest go', () => {
    const log = new SignalLog()
    for (let index = 0; index < KEPT_ENTRIES + 500; index++)
      log.add({ direction: 'page', type: 'test', payload: index })
    expect(KEPT_ENTRIES).toBe(2_000)
    expect(log.entries).toHaveLength(2_000)
    expect(log.entries[0]).toMatchObject({ id: 500, payload: 500 })
    expect(log.entries.at(-1)).toMatchObject({ id: 2_499, payload: 2_499 })
  })

  test('keeps fewer where they are large, and the last one always', () => {
    const log = new SignalLog()
    for (let index = 0; index < 100; index++) log.add({ direction: 'in', type: 'signal', payload: 'x'.repeat(1 << 20) })
    expect(log.entries.length).toBeLessThanOrEqual(8)
    log.add({ direction: 'in', type: 'signal', payload: 'x'.repeat(64 << 20) })
    expect(log.entries).toHaveLength(1)
  })

  test('takes a payload that nests deeper than the stack goes, and keeps it by reference', () => {
    const log = new SignalLog()
    let deep: unknown = '192.168.1.5'
    for (let depth = 0; depth < 100_000; depth++) deep = [deep]
    log.add({ direction: 'in', type: 'message', payload: deep })
    expect(log.entries[0]?.payload === deep).toBe(true)
    expect(payloadText(deep)).toBe('This is nested too deeply to be shown.')
    expect(logText(log.entries, { nameOf, includesSecrets: false })).toContain('nested too deeply')
  })

  test('tells of each entry, and knows people by the names they have now', () => {
    const log = new SignalLog()
    const told: LogEntry[] = []
    log.on('entry', (added) => told.push(added))
    log.add({ direction: 'out', type: 'leave' })
    expect(told).toEqual(log.entries)
    log.introduce('b0b', 'Bob')
    log.introduce('b0b', 'Robert')
    expect(log.nameOf('b0b')).toBe('Robert')
    expect(log.nameOf('carl')).toBe('carl')
  })
})

test.each<[Partial<LogEntry>, string]>([
  [{ peer: 'b0b', payload: { from: 'b0b', description: { type: 'offer', sdp: 'v=0' } } }, 'offer from Bob'],
  [
    {
      direction: 'out',
      peer: 'b0b',
      payload: { candidate: { candidate: 'candidate:1 1 udp 2 192.168.1.5 5000 typ host generation 0' } },
    },
    'candidate host udp 192.168.1.5 to Bob',
  ],
  [{ direction: 'page', peer: 'carl', payload: 'checking' }, 'checking with carl'],
  [{ type: 'log', payload: ['Message from server:', 'Hello\nthere'] }, 'Message from server: Hello there'],
  [{ type: 'join', payload: ['standup', { id: 'b0b', name: 'Bob' }] }, 'standup Bob'],
  [{ payload: { ok: true, room: 'standup', peers: [1, 2] } }, 'ok: true, room: standup, peers: 2'],
  [{ payload: undefined }, ''],
  [{ payload: null }, 'null'],
  [{ payload: new ArrayBuffer(3) }, '[3 bytes]'],
  [{ payload: { candidate: null, description: 7 } }, 'candidate: null, description: 7'],
])('%j in a few words is "%s"', (fields, summary) => {
  expect(summaryOf(entry(fields), nameOf)).toBe(summary)
})

test('a summary stays short, whatever came', () => {
  const payload = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, 'x'.repeat(5_000)]))
  expect(summaryOf(entry({ payload }), nameOf).length).toBeLessThan(200)
})

test('a session description in a payload is written line by line, and a backslash stays one', () => {
  const payload = { description: { type: 'offer', sdp: 'v=0\r\ns=-\r\n' }, path: 'C:\\new' }
  expect(payloadText(payload).split('\n')).toEqual([
    '{',
    '  "description": {',
    '    "type": "offer",',
    '    "sdp": "v=0',
    '      s=-',
    '      "',
    '  },',
    '  "path": "C:\\\\new"',
    '}',
  ])
})

describe('the log as text', () => {
  const entries = [
    entry({ at: Date.UTC(2026, 10, 20, 22, 41, 7, 377), type: 'ipaddr', payload: '192.168.1.5' }),
    entry({ type: 'send', direction: 'out', payload: { message: 'meet me at 5' } }),
    entry({ type: 'message', payload: { message: 'fine', author: 'Bob' } }),
    entry({ type: 'message', payload: 'got user media' }),
    entry({ type: '10.1.2.3', payload: 'x' }),
  ]

  test('leaves addresses and chat out', () => {
    const text = logText(entries, { nameOf, includesSecrets: false })
    expect(text).toContain('2026-11-20T22:41:07.377Z  in    ipaddr  [address]')
    expect(text).toContain('"author": "Bob"')
    for (const secret of ['192.168.1.5', 'meet me', 'fine', 'got user', '10.1.2.3']) expect(text).not.toContain(secret)
  })

  test('has them where they are asked for, and says so', () => {
    const text = logText(entries, { nameOf, includesSecrets: true })
    for (const secret of ['with IP addresses', '192.168.1.5', 'meet me', 'fine']) expect(text).toContain(secret)
  })
})
