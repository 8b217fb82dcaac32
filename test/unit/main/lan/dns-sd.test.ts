import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CONTROL_LIMITS, type HostCard } from '../../../../common/control.js'
import {
  type DnsRecord,
  goodbyeOf,
  instanceNames,
  readPacket,
  recordsOf,
  SERVICE,
} from '../../../../main/lan/dns-sd.js'

const KEY = 'k'.repeat(43)
const CARD: HostCard = { name: 'Ann', version: '1.2.3', hasPasscode: false }
const SECURE = { port: 8443, fingerprint: Array(32).fill('AB').join(':'), key: KEY }
const NAMES = { instance: `Ann 12345678.${SERVICE}`, target: 'lanline-12345678.local' }
const NOTHING = { asked: [], heard: [], gone: [] }

/** A packet as multicast-dns hands it over. */
const packet = (type: 'query' | 'response', parts: object) => ({
  type,
  questions: [],
  answers: [],
  authorities: [],
  additionals: [],
  ...parts,
})

/** A record as it arrives: text as bytes. */
const arrived = (record: DnsRecord) =>
  Array.isArray(record.data) ? { ...record, data: record.data.map((text) => Buffer.from(text)) } : record

const response = (records: unknown[]) => packet('response', { answers: records })

/** What is heard of a host that claims this, each claim in place of a proper one. */
function heardOf(claims: { name?: unknown; port?: unknown; instance?: unknown; text?: unknown }) {
  const instance = claims.instance ?? NAMES.instance
  const { heard } = readPacket(
    response([
      { type: 'PTR', name: SERVICE, ttl: 120, data: instance },
      {
        type: 'SRV',
        name: instance,
        ttl: 120,
        data: { port: 'port' in claims ? claims.port : 8080, target: 'x.local' },
      },
      { type: 'TXT', name: instance, ttl: 120, data: claims.text ?? [Buffer.from(`name=${claims.name}`)] },
    ]),
  )
  return heard
}

describe('the records', () => {
  test('tell of an IPv6 address as such', () => {
    const [, , , address] = recordsOf(NAMES, CARD, 8080, 'fd00::5')
    expect(address).toEqual({ name: NAMES.target, type: 'AAAA', ttl: 120, flush: true, data: 'fd00::5' })
  })

  test('tell name, version and port, and the address of one interface', () => {
    expect(recordsOf(NAMES, CARD, 8080, '192.168.1.5')).toEqual([
      { name: SERVICE, type: 'PTR', ttl: 120, data: NAMES.instance },
      { name: NAMES.instance, type: 'SRV', ttl: 120, flush: true, data: { port: 8080, target: NAMES.target } },
      { name: NAMES.instance, type: 'TXT', ttl: 120, flush: true, data: ['name=Ann', 'version=1.2.3'] },
      { name: NAMES.target, type: 'A', ttl: 120, flush: true, data: '192.168.1.5' },
    ])
  })

  test('tell the key and the port of the secure door where there is one', () => {
    const [, , text] = recordsOf(NAMES, { ...CARD, secure: SECURE }, 8080, '192.168.1.5')
    expect(text?.data).toEqual(['name=Ann', 'version=1.2.3', `key=${KEY}`, 'secure=8443'])
  })

  test('are understood by others', () => {
    const records = recordsOf(NAMES, CARD, 8080, '192.168.1.5').map(arrived)
    expect(readPacket(response(records))).toEqual({
      ...NOTHING,
      heard: [{ instance: NAMES.instance, name: 'Ann', port: 8080 }],
    })
  })

  test('are taken back by a goodbye', () => {
    const records = goodbyeOf(recordsOf(NAMES, CARD, 8080, '192.168.1.5')).map(arrived)
    expect(readPacket(response(records))).toEqual({ ...NOTHING, gone: [NAMES.instance] })
  })
})

describe('the instance', () => {
  test('is another each time, so hosts may share a name', () => {
    expect(instanceNames('Ann').instance).toMatch(/^Ann [\da-f]{8}\._lanline\._tcp\.local$/)
    expect(instanceNames('Ann').instance).not.toBe(instanceNames('Ann').instance)
  })

  test('has a name where the host has none', () => {
    expect(instanceNames('').instance).toMatch(/^Lanline [\da-f]{8}\./)
  })

  test('is one label, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
        const { instance, target } = instanceNames(name)
        const label = instance.slice(0, -`.${SERVICE}`.length)
        expect(label).not.toContain('.')
        expect(label).not.toContain('\ufffd')
        expect(Buffer.byteLength(label)).toBeLessThanOrEqual(63)
        expect(target).toMatch(/^lanline-[\da-f]{8}\.local$/)
      }),
    )
  })
})

describe('a packet', () => {
  test('that asks for hosts is understood, and what it knows already is not taken for an announcement', () => {
    const answers = recordsOf(NAMES, CARD, 8080, '192.168.1.5').map(arrived)
    const query = packet('query', { questions: [{ name: SERVICE, type: 'PTR', class: 'IN' }], answers })
    expect(readPacket(query)).toEqual({ ...NOTHING, asked: [SERVICE] })
  })

  test('may write names in any case and keep its records apart', () => {
    const [pointer, ...others] = recordsOf(NAMES, CARD, 8080, '192.168.1.5').map(arrived)
    const answers = [{ ...pointer, name: SERVICE.toUpperCase() }]
    const additionals = others.map((record) => ({ ...record, name: record.name.toLowerCase() }))
    expect(readPacket(packet('response', { answers, additionals })).heard).toHaveLength(1)
  })

  test('of another service says nothing', () => {
    const records = recordsOf(NAMES, CARD, 8080, '192.168.1.5').map((record) => ({
      ...arrived(record),
      name: record.name.replace('_lanline', '_http'),
    }))
    expect(readPacket(response(records))).toEqual(NOTHING)
  })

  test('announces as many hosts as fit on the list', () => {
    const records = Array.from({ length: 500 }, (_, index) =>
      recordsOf({ ...NAMES, instance: `${index}.${SERVICE}` }, CARD, 8080, '192.168.1.5').map(arrived),
    )
    expect(readPacket(response(records.flat())).heard).toHaveLength(CONTROL_LIMITS.foundHosts)
  })

  test('of any shape does no harm', () => {
    const type = fc.constantFrom('PTR', 'SRV', 'TXT', 'A', 'OPT', 7, undefined)
    const name = fc.oneof(fc.constantFrom(SERVICE, NAMES.instance, '', '.', '__proto__'), fc.anything())
    const data = fc.oneof(name, fc.record({ port: fc.anything() }), fc.array(fc.uint8Array()), fc.anything())
    const record = fc.oneof(fc.record({ type, name, ttl: fc.oneof(fc.nat(9), fc.anything()), data }), fc.anything())
    const list = fc.oneof(fc.array(record), fc.anything())
    const any = fc.record({
      type: fc.constantFrom('query', 'response', 'other'),
      questions: list,
      answers: list,
      additionals: list,
    })
    fc.assert(
      fc.property(fc.oneof(any, fc.anything()), (value) => {
        for (const { port } of readPacket(value).heard) expect(port).toBeGreaterThan(0)
      }),
    )
  })
})

describe('a claim', () => {
  test.each([[0], [-1], [65_536], [80.5], ['80'], [null], [undefined], [Number.NaN]])(
    'to port %s is passed over',
    (port) => {
      expect(heardOf({ port })).toEqual([])
    },
  )

  test.each([
    ['a\u0000b'],
    ['line\nbreak'],
    ['\u202eevil'],
    ['\u2066x\u2069'],
    ['\u200b\u200d'],
    ['x'.repeat(200)],
    [''],
  ])('to the name %j is one to none', (name) => {
    expect(heardOf({ name })).toEqual([{ instance: NAMES.instance, name: '', port: 8080 }])
  })

  test('to a name with markup is text', () => {
    expect(heardOf({ name: '<img src=x>' })[0]?.name).toBe('<img src=x>')
  })

  test.each([[[]], ['name=Ann'], [[7]], [[Buffer.from('name')]], [[Buffer.from([0xff, 0xfe])]], [{}]])(
    'of text %j is one to no name',
    (text) => {
      expect(heardOf({ text })[0]?.name).toBe('')
    },
  )
})
