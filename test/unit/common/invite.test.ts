import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildInvite, parseInvite, roomFromPath } from '../../../common/invite.js'
import { RoomName } from '../../../common/protocol.js'

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

test.each([
  ...['', ' ', '\n', 'hello world', '/', '/standup', '?', '#', '.', '..', ':', ':8080', '@', '%', '-:-'],
  ...['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'file://mypc/etc', 'about:blank', 'mailto:a@b'],
  ...['http://', 'https://', 'http:///', 'http://:8080', 'http:192.168.1.5', 'http:/192.168.1.5', '//192.168.1.5'],
  ...['ftp://192.168.1.5', 'ws://192.168.1.5:8080', 'lanline://192.168.1.5', 'http://http://192.168.1.5'],
  ...['1.2.3.4:99999', '1.2.3.4:65536', '1.2.3.4:0', '1.2.3.4:', '1.2.3.4:-1', '1.2.3.4:80a', '1.2.3.4:8080:8080'],
  ...['999.1.1.1', '1.2.3.256', '1.2.3.4.5', '1.2..4', '1.2.3', '192.168.1', '127.1', '8080', '2130706433'],
  ...['0x7f.0.0.1', '0300.168.1.5', '192.168.001.010'],
  ...['user:pw@host', 'user@host', 'http://user@host/', 'http://user:pw@192.168.1.5:8080/standup', 'http://@host/'],
  ...['::1', 'fe80::1', '[::1', '::1]', '[]', '[zz]', '[fe80::1%eth0]', '[1.2.3.4]', '[::1]x', '[::1]:99999'],
  ...['host\\evil', 'http:\\\\host', 'ho st', 'ho\tst', 'host\u0000', '<host>', 'a,b', 'host!', "host'", '*.local'],
])('%j leads nowhere', (text) => {
  expect(parseInvite(text)).toBeUndefined()
})

test('any text is an invite or none, without an error', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc
      .array(
        fc.constantFrom('http', '://', ':', '/', '.', '..', '[', ']', '::', '1', '192.168', 'pc', '%', '@', '\\', 'é'),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (input) => {
      const invite = parseInvite(input)
      if (invite === undefined) return
      expect(new URL(invite.origin).origin).toBe(invite.origin)
      expect(invite.origin).toMatch(/^https?:\/\//)
      if (invite.room !== undefined) expect(RoomName.parse(invite.room)).toBe(invite.room)
      expect(parseInvite(buildInvite(invite))).toEqual(invite)
    }),
    { numRuns: 2_000, seed: 1 },
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

  test('leads to the room it was made for, whatever its name', () => {
    const hard = fc.constantFrom(
      '...',
      '%2e',
      '%',
      '%%',
      '\\',
      'a/b',
      '/',
      '//',
      '?',
      '#',
      "'",
      '"',
      '+',
      ' & ',
      '🎉',
      'ё',
    )
    const name = fc.oneof(
      hard,
      fc.string({ unit: 'grapheme', maxLength: 64 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
    )
    const room = name.map((text) => RoomName.safeParse(text)).filter(({ success }) => success)
    const origin = fc.constantFrom(
      'http://192.168.1.5:8080',
      'https://mypc.local',
      'http://[fe80::1]:8080',
      'http://pc',
    )
    fc.assert(
      fc.property(origin, room, (from, { data }) => {
        const invite = { origin: from, room: data ?? '' }
        const link = buildInvite(invite)
        expect(parseInvite(link)).toEqual(invite)
        expect(roomFromPath(new URL(link).pathname)).toBe(invite.room)
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
