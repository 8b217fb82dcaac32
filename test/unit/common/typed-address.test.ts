import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInvite } from '../../../common/invite.js'
import { parseTyped } from '../../../common/typed-address.js'

const origin = 'http://192.168.1.5:8080'

describe('an address as people paste it', () => {
  test.each([
    ['"192.168.1.5:8080"', 'quotes'],
    ['“192.168.1.5”', 'curly quotes'],
    ['«192.168.1.5»', 'guillemets'],
    ['<http://192.168.1.5:8080>', 'angle brackets'],
    ['(http://192.168.1.5:8080/)', 'parentheses'],
    ['Join me: http://192.168.1.5:8080/', 'words before it'],
    ['Join me at http://192.168.1.5:8080.', 'a full stop'],
    ['192.168.1.5.', 'a full stop behind an address'],
    ['192.168.1.5:', 'a colon'],
    ['192.168.1.5, ', 'a comma'],
    ['192。168。1。5', 'ideographic full stops'],
    ['１９２．１６８．１．５：８０８０', 'full-width characters'],
    ['192.168\u200b.1.5\u200b', 'zero-width spaces'],
    ['\u2066192.168.1.5\u2069', 'marks of direction'],
    ['\ufeff192.168.1.5', 'a byte order mark'],
    ['http//192.168.1.5:8080', 'no colon'],
    ['HTTP//192.168.1.5:8080', 'capitals and no colon'],
    ['http:/192.168.1.5:8080', 'one slash'],
    ['http:\\\\192.168.1.5:8080', 'slashes of Windows'],
    ['Join me at 192.168.1.5:8080, please', 'words around an address'],
    ['my address (192.168.1.5)', 'words and parentheses'],
    ['[192.168.1.5]:8080', 'brackets'],
    ['http://[192.168.1.5]:8080', 'brackets in a link'],
  ])('%j leads there in spite of %s', (text) => {
    expect(parseTyped(text)).toEqual({ origin })
  })

  test.each([
    ['fd00::1', 'http://[fd00::1]:8080'],
    ['::1', 'http://[::1]:8080'],
    ['FD00::1', 'http://[fd00::1]:8080'],
    ['<fd00::1>', 'http://[fd00::1]:8080'],
    ['Join me: http://[fd00::1]:8080/.', 'http://[fd00::1]:8080'],
    ['［fd00：：1］：8080', 'http://[fd00::1]:8080'],
    ['::ffff:192.168.1.5', 'http://[::ffff:c0a8:105]:8080'],
    ['[fd00::1]', 'http://[fd00::1]:8080'],
    ['[fd00::1]:9000', 'http://[fd00::1]:9000'],
    ['"[fd00::1]"', 'http://[fd00::1]:8080'],
  ])('%j is an IPv6 address', (text, origin) => {
    expect(parseTyped(text)).toEqual({ origin })
  })

  test.each([
    ['Join me: http://192.168.1.5:8080/standup.', 'standup'],
    ['“http://192.168.1.5:8080/standup”', 'standup'],
    ['fd00::1/standup', 'standup'],
    ['192.168.1.5/stand up', 'stand up'],
    ['http://192.168.1.5:8080/Hi!', 'Hi!'],
    ['Come to 192.168.1.5:8080/standup.', 'standup'],
  ])('%j names the room %j', (text, room) => {
    expect(parseTyped(text)).toMatchObject({ room })
  })

  test.each([
    '',
    '""',
    '<>',
    '.',
    'hello world',
    'Join me: standup',
    'http//',
    ':',
    '1.2.3.4.5',
    'version 1.2.3.4.5',
    '999.1.1.1',
    'Join me at 999.1.1.1',
  ])('%j leads nowhere', (text) => {
    expect(parseTyped(text)).toBe('bad-address')
  })

  test.each([
    'fe80::1',
    'FE80::1%eth0',
    '[fe80::1%eth0]',
    '[fe80::1%25en0]:8080',
    'http://[fe80::1]:8080/a',
    'febf::1',
  ])('%j is good on one link alone', (text) => {
    expect(parseTyped(text)).toBe('link-local-address')
  })

  test.each(['fd00::1::2', '::::', '[fd00::1', '[fd00::1]8080', '[fd00::1%eth0]', 'fd00::1%eth0', '[]', 'fd00:::1'])(
    '%j is no IPv6 address',
    (text) => {
      expect(parseTyped(text)).toBe('bad-ipv6-address')
    },
  )

  test('is found in whatever sentence, quoted and written wide or not', () => {
    const octet = fc.integer({ min: 1, max: 255 })
    const words = fc.constantFrom('', 'Join me: ', 'come to ', '“', '<', '(', '\u200b', ' \t')
    const ends = fc.constantFrom('', '.', '”', '>', ')', ', ok?', '\ufeff', '\n')
    const wide = (text: string) => text.replace(/[!-~]/g, (ascii) => String.fromCharCode(ascii.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), words, ends, fc.boolean(), (octets, before, after, isWide) => {
        const address = `${octets.join('.')}:8080`
        expect(parseTyped(`${before}${isWide ? wide(address) : address}${after}`)).toEqual({
          origin: `http://${address}`,
        })
      }),
    )
  })

  test('an IPv6 address leads to the same host with brackets and without', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        fc.pre(!/^fe[89ab]/i.test(new URL(`http://[${address}]`).hostname.slice(1)))
        expect(parseTyped(address)).toEqual(parseInvite(`[${address}]`))
        expect(parseTyped(`[${address}]:9000`)).toEqual(parseInvite(`[${address}]:9000`))
      }),
    )
  })

  test('that leads somewhere by itself leads to the same host', () => {
    const octet = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), fc.integer({ min: 1, max: 65_535 }), (octets, port) => {
        const address = `${octets.join('.')}:${port}`
        expect(parseTyped(address)).toEqual(parseInvite(address))
      }),
    )
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseTyped(text)))
  })
})
