import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { KeyHash } from '../../../common/control.js'
import { buildAppInvite, buildInvite, parseInvite, roomFromPath } from '../../../common/invite.js'
import { RoomName } from '../../../common/protocol.js'
import { readAs } from '../../../common/schema.js'

describe('an address alone', () => {
  test.each([
    ['192.168.1.5', 'http://192.168.1.5:8080'],
    ['192.168.1.5:8081', 'http://192.168.1.5:8081'],
    ['192.168.1.5:80', 'http://192.168.1.5'],
    ['192.168.1.5/', 'http://192.168.1.5:8080'],
    ['  192.168.1.5:8080/ \n', 'http://192.168.1.5:8080'],
    ['mypc.local', 'http://mypc.local:8080'],
    ['MyPC.local:9000', 'http://mypc.local:9000'],
    ['mypc', 'http://mypc:8080'],
    ['my_pc-2', 'http://my_pc-2:8080'],
    ['localhost:65535', 'http://localhost:65535'],
    ['[fe80::1]', 'http://[fe80::1]:8080'],
    ['[fe80::1]:8080', 'http://[fe80::1]:8080'],
    ['[FD00:0:0::2]:9000', 'http://[fd00::2]:9000'],
    ['http://192.168.1.5:8080', 'http://192.168.1.5:8080'],
    ['http://192.168.1.5:8080/', 'http://192.168.1.5:8080'],
    ['http://192.168.1.5', 'http://192.168.1.5'],
    ['HTTP://MYPC.LOCAL:8080/', 'http://mypc.local:8080'],
    ['https://192.168.1.5:8443', 'https://192.168.1.5:8443'],
    ['https://mypc.local', 'https://mypc.local'],
    ['http://mypc.local:8080/?from=qr', 'http://mypc.local:8080'],
    ['http://mypc.local:8080/#top', 'http://mypc.local:8080'],
    ['мойпк.local', 'http://xn--i1aceig.local:8080'],
  ])('%j leads to %s', (text, origin) => {
    expect(parseInvite(text)).toEqual({ origin })
  })
})

describe('an address with a room', () => {
  const origin = 'http://192.168.1.5:8080'
  test.each([
    ['http://192.168.1.5:8080/standup', 'standup'],
    ['192.168.1.5/standup', 'standup'],
    ['192.168.1.5:8080/standup/', 'standup'],
    ['http://192.168.1.5:8080/standup?x=1#y', 'standup'],
    ['http://192.168.1.5:8080/Stand-Up', 'Stand-Up'],
    ['http://192.168.1.5:8080/stand%20up', 'stand up'],
    ['192.168.1.5:8080/stand up', 'stand up'],
    ['http://192.168.1.5:8080/a%2Fb', 'a/b'],
    ['http://192.168.1.5:8080/%D0%9B%D0%B5%D0%BA%D1%86%D0%B8%D1%8F', 'Лекция'],
    ['http://192.168.1.5:8080/Лекция', 'Лекция'],
    ['http://192.168.1.5:8080/회의실', '회의실'],
    ['http://192.168.1.5:8080/غرفة', 'غرفة'],
    ['http://192.168.1.5:8080/🎉', '🎉'],
  ])('%j leads to the room %j', (text, room) => {
    expect(parseInvite(text)).toEqual({ origin, room })
  })

  test.each([
    ['broken percent-encoding', '/%zz'],
    ['bytes that are no UTF-8', '/%ff'],
    ['a control character', '/a%00b'],
    ['an override', '/a%E2%80%AEb'],
    ['too long a name', `/${'a'.repeat(65)}`],
    ['two segments', '/a/b'],
    ['spaces only', '/%20%20'],
    ['a dot', '/%2e'],
    ['a way up', '/..'],
  ])('%s names no room, but the address stands', (_what, path) => {
    expect(parseInvite(`http://192.168.1.5:8080${path}`)).toEqual({ origin })
  })
})

describe('a link that opens the app', () => {
  const origin = 'http://192.168.1.5:8080'
  const key = 'Az09_-'.padEnd(43, 'k')
  test.each([
    ['lanline://192.168.1.5', { origin }],
    ['lanline://192.168.1.5/', { origin }],
    ['LANLINE://192.168.1.5:8080/standup', { origin, room: 'standup' }],
    ['lanline://192.168.1.5:80/standup', { origin: 'http://192.168.1.5', room: 'standup' }],
    ['lanline://MyPC.local/stand%20up/', { origin: 'http://mypc.local:8080', room: 'stand up' }],
    ['lanline://[FD00:0:0::2]:9000', { origin: 'http://[fd00::2]:9000' }],
    ['lanline://мойпк.local/Лекция', { origin: 'http://xn--i1aceig.local:8080', room: 'Лекция' }],
    [`lanline://192.168.1.5/?key=${key}`, { origin, key }],
    [` lanline://192.168.1.5?key=${key} `, { origin, key }],
    [`lanline://192.168.1.5:8080/standup?x=1&key=${key}&y#name=Ann`, { origin, room: 'standup', key }],
    [`lanline://192.168.1.5:8080/a/b?key=${key}`, { origin, key }],
    [`lanline://192.168.1.5:8080/#?key=${key}`, { origin }],
  ])('%j leads to %j', (text, invite) => {
    expect(parseInvite(text)).toEqual(invite)
  })

  test.each([
    ...[
      '?key',
      '?key=',
      '?key=short',
      `?key=${key}k`,
      `?key=${key}%00`,
      `?key=+${key}`,
      `?key=${key.replace('A', '/')}`,
    ],
    ...[`?key=${key}&key=${key}`, `?key=${key}&key=`, `?key=&key=${key}`],
  ])('and whose key is damaged leads nowhere: %s', (query) => {
    expect(parseInvite(`lanline://192.168.1.5:8080/standup${query}`)).toBeUndefined()
  })

  test.each([
    ...['lanline:', 'lanline:/', 'lanline://', 'lanline:///', 'lanline:///standup', 'lanline:192.168.1.5'],
    ...[
      'lanline://user@192.168.1.5',
      'lanline://user:pw@192.168.1.5/',
      'lanline://@192.168.1.5',
      'lanline://1.2.3.4:0',
    ],
    ...['lanline://1.2.3.4:65536', 'lanline://1.2.3', 'lanline://8080', 'lanline://a%41b', 'lanline://1.2.3.4\\evil'],
    ...[
      'lanline://lanline://192.168.1.5',
      'lanline://http://192.168.1.5',
      'lanline:http://192.168.1.5',
      'xlanline://pc',
    ],
    ...['lanline://javascript:alert(1)', 'lanline://ho st', 'lanline://ho\nst', 'lanline://?key=', 'web+lanline://pc'],
  ])('%j leads nowhere', (text) => {
    expect(parseInvite(text)).toBeUndefined()
  })

  test('has no use for a key in the link of a browser', () => {
    expect(parseInvite(`http://192.168.1.5:8080/standup?key=${key}`)).toEqual({ origin, room: 'standup' })
  })
})

test.each([
  ...['', ' ', '\n', 'hello world', '/', '/standup', '?', '#', '.', '..', ':', ':8080', '@', '%', '-:-'],
  ...['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'file://mypc/etc', 'about:blank', 'mailto:a@b'],
  ...['http://', 'https://', 'http:///', 'http://:8080', 'http:192.168.1.5', 'http:/192.168.1.5', '//192.168.1.5'],
  ...['ftp://192.168.1.5', 'ws://192.168.1.5:8080', 'lanline:192.168.1.5', 'http://http://192.168.1.5'],
  ...['1.2.3.4:99999', '1.2.3.4:65536', '1.2.3.4:0', '1.2.3.4:', '1.2.3.4:-1', '1.2.3.4:80a', '1.2.3.4:8080:8080'],
  ...['999.1.1.1', '1.2.3.256', '1.2.3.4.5', '1.2..4', '1.2.3', '192.168.1', '127.1', '8080', '2130706433'],
  ...['0x7f.0.0.1', '0300.168.1.5', '192.168.001.010'],
  ...['user:pw@host', 'user@host', 'http://user@host/', 'http://user:pw@192.168.1.5:8080/standup', 'http://@host/'],
  ...['::1', 'fe80::1', '[::1', '::1]', '[]', '[zz]', '[fe80::1%eth0]', '[1.2.3.4]', '[::1]x', '[::1]:99999'],
  ...['host\\evil', 'http:\\\\host', 'ho st', 'ho\tst', 'host\u0000', '<host>', 'a,b', 'host!', "host'", '*.local'],
])('%j leads nowhere', (text) => {
  expect(parseInvite(text)).toBeUndefined()
})

const key = fc.stringMatching(/^[\w-]{43}$/)
const roomName = fc
  .oneof(
    fc.constantFrom('...', '%2e', '%', '%%', '\\', 'a/b', '/', '//', '?', '#', "'", '"', '+', ' & ', '🎉', 'ё'),
    fc.string({ unit: 'grapheme', maxLength: 64 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  .map((text) => readAs(RoomName, text))
  .filter((name) => name !== undefined)
const plainOrigin = fc.constantFrom(
  ...['http://192.168.1.5:8080', 'http://192.168.1.5', 'http://mypc.local:9000', 'http://[fe80::1]:8080', 'http://pc'],
)

/** A link of either form with a few characters changed, doubled or left out. */
const mutatedLink = fc
  .tuple(
    plainOrigin,
    roomName,
    fc.option(key),
    fc.array(fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }))),
  )
  .map(([origin, room, key, changes]) => {
    const characters = [...(key === null ? buildInvite({ origin, room }) : buildAppInvite({ origin, room, key }))]
    for (const [at, text] of changes) characters[at % characters.length] = text
    return characters.join('')
  })

test('any text is an invite or none, without an error', () => {
  const text = fc.oneof(
    mutatedLink,
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }).map((rest) => `lanline://${rest}`),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }).map((url) => url.replace(/^https?/, 'lanline')),
    fc
      .array(
        fc.constantFrom(
          ...['http', 'lanline', '://', ':', '/', '.', '..', '[', ']', '::', '1', '192.168', 'pc', '%', '@', '\\', 'é'],
          ...['?', '#', '&', 'key=', 'k'.repeat(43)],
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (input) => {
      const invite = parseInvite(input)
      if (invite === undefined) return
      expect(new URL(invite.origin).origin).toBe(invite.origin)
      expect(invite.origin).toMatch(/^https?:\/\//)
      if (invite.room !== undefined) expect(v.parse(RoomName, invite.room)).toBe(invite.room)
      if (invite.key !== undefined) expect(v.parse(KeyHash, invite.key)).toBe(invite.key)
      const { key, ...forBrowsers } = invite
      expect(parseInvite(buildInvite(invite))).toEqual(forBrowsers)
      if (invite.origin.startsWith('http:')) expect(parseInvite(buildAppInvite(invite))).toEqual(invite)
      else expect(key).toBeUndefined()
    }),
    { numRuns: 5_000, seed: 1 },
  )
})

describe('a link', () => {
  test.each([
    ['http://192.168.1.5:8080', undefined, 'http://192.168.1.5:8080/'],
    ['http://192.168.1.5:8080', 'standup', 'http://192.168.1.5:8080/standup'],
    ['http://192.168.1.5:8080', 'a/b?c#d', 'http://192.168.1.5:8080/a%2Fb%3Fc%23d'],
    ['http://[fe80::1]:8080', 'Лекция', 'http://[fe80::1]:8080/%D0%9B%D0%B5%D0%BA%D1%86%D0%B8%D1%8F'],
  ])('to %s and %j is %s', (origin, room, link) => {
    expect(buildInvite(room === undefined ? { origin } : { origin, room })).toBe(link)
  })

  test.each([
    [{ origin: 'http://192.168.1.5:8080' }, 'lanline://192.168.1.5:8080/'],
    [{ origin: 'http://192.168.1.5', room: 'standup' }, 'lanline://192.168.1.5:80/standup'],
    [{ origin: 'http://[fe80::1]:8080', room: 'a/b?c#d' }, 'lanline://[fe80::1]:8080/a%2Fb%3Fc%23d'],
    [
      { origin: 'http://pc:8080', room: 'Лекция', key: 'k'.repeat(43) },
      `lanline://pc:8080/%D0%9B%D0%B5%D0%BA%D1%86%D0%B8%D1%8F?key=${'k'.repeat(43)}`,
    ],
  ])('that opens the app at %j is %s', (invite, link) => {
    expect(buildAppInvite(invite)).toBe(link)
  })

  test('leads to the room it was made for, whatever its name', () => {
    const origin = fc.oneof(plainOrigin, fc.constant('https://mypc.local'))
    fc.assert(
      fc.property(origin, roomName, (from, room) => {
        const invite = { origin: from, room }
        const link = buildInvite(invite)
        expect(parseInvite(link)).toEqual(invite)
        expect(roomFromPath(new URL(link).pathname)).toBe(room)
      }),
      { numRuns: 1_000, seed: 1 },
    )
  })

  test('that opens the app leads to the same, and is left as it is by whoever hands it on', () => {
    const invite = fc.record({ origin: plainOrigin, room: roomName, key }, { requiredKeys: ['origin'] })
    fc.assert(
      fc.property(invite, (made) => {
        const link = buildAppInvite(made)
        expect(parseInvite(link)).toEqual(made)
        expect(new URL(link).href).toBe(link)
      }),
      { numRuns: 1_000, seed: 1 },
    )
  })
})

test.each([
  ['/', undefined],
  ['', undefined],
  ['//', undefined],
  ['/standup', 'standup'],
  ['/standup/', 'standup'],
  ['/a/b', undefined],
  ['/a%2Fb', 'a/b'],
  ['/%D0%9B', 'Л'],
  ['/%', undefined],
  ['/%C3%28', undefined],
])('the path %j names the room %j', (path, room) => {
  expect(roomFromPath(path)).toBe(room)
})
