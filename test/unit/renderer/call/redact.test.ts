import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact, redactPayload } from '../../../../renderer/call/redact.js'

const FINGERPRINT = Array.from({ length: 32 }, (_, index) => (index + 160).toString(16).toUpperCase()).join(':')

const SDP = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 203.0.113.9',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0 1',
  'm=audio 54321 UDP/TLS/RTP/SAVPF 111 63',
  'c=IN IP4 203.0.113.9',
  'a=rtcp:54322 IN IP4 203.0.113.9',
  'a=candidate:842163049 1 udp 2122260223 192.168.1.5 54321 typ host generation 0 network-id 1',
  'a=candidate:1 1 udp 1677729535 203.0.113.9 54321 typ srflx raddr 192.168.1.5 rport 54321 generation 0',
  'a=candidate:2 1 udp 2122262783 2001:db8::8a2e:370:7334 40000 typ host generation 0 ufrag EsAw',
  'a=ice-ufrag:EsAw',
  'a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1',
  'a=ice-options:trickle',
  `a=fingerprint:sha-256 ${FINGERPRINT}`,
  'a=setup:actpass',
  'a=rtpmap:111 opus/48000/2',
  'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz',
  'm=video 9 UDP/TLS/RTP/SAVPF 96',
  'm=application 0 UDP/DTLS/SCTP webrtc-datachannel',
  '',
].join('\r\n')

describe('a session description', () => {
  const redacted = redact(SDP)

  test.each([
    ['203.0.113.9'],
    ['192.168.1.5'],
    ['2001:db8'],
    ['54321'],
    ['54322'],
    ['40000'],
    ['EsAw'],
    ['P2uYro0UCOQ4zxjKXaWCBui1'],
    ['4611731400430051336'],
    [FINGERPRINT.slice(0, 11)],
    ['WVNfX19z'],
  ])('no longer holds %s', (secret) => {
    expect(SDP).toContain(secret)
    expect(redacted).not.toContain(secret)
  })

  test('keeps what explains a call that failed, line by line', () => {
    expect(redacted.split('\r\n')).toEqual([
      'v=0',
      'o=[hidden]',
      's=-',
      't=0 0',
      'a=group:BUNDLE 0 1',
      'm=audio [port] UDP/TLS/RTP/SAVPF 111 63',
      'c=[hidden]',
      'a=rtcp:[port] IN IP4 [address]',
      'a=candidate:842163049 1 udp 2122260223 [address] [port] typ host generation 0 network-id 1',
      'a=candidate:1 1 udp 1677729535 [address] [port] typ srflx raddr [address] rport [port] generation 0',
      'a=candidate:2 1 udp 2122262783 [address] [port] typ host generation 0 ufrag [hidden]',
      'a=ice-ufrag:[hidden]',
      'a=ice-pwd:[hidden]',
      'a=ice-options:trickle',
      'a=fingerprint:[hidden]',
      'a=setup:actpass',
      'a=rtpmap:111 opus/48000/2',
      'a=crypto:[hidden]',
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
      'm=application 0 UDP/DTLS/SCTP webrtc-datachannel',
      '',
    ])
  })
})

test.each([
  // Candidates: a random mDNS name may stay, the name of a machine may not.
  [
    'candidate:1 1 udp 2113937151 3e92802a-688c-4bbe-afe3-beff2f5287c5.local 53108 typ host',
    'candidate:1 1 udp 2113937151 3e92802a-688c-4bbe-afe3-beff2f5287c5.local [port] typ host',
  ],
  [
    'candidate:1 1 udp 2113937151 anns-laptop.local 9 typ host',
    'candidate:1 1 udp 2113937151 [address] [port] typ host',
  ],
  [
    'candidate:1 1 tcp 1 fe80::1%eth0 9 typ host tcptype active',
    'candidate:1 1 tcp 1 [address] [port] typ host tcptype active',
  ],
  // Addresses anywhere.
  ['connecting to http://192.168.1.5:8080/standup', 'connecting to http://[address]:8080/standup'],
  ['http://[fe80::1%25en0]:8080/', 'http://[[address]]:8080/'],
  ['fe80::1%wlan0 is up', '[address] is up'],
  ['::1, :: and ::ffff:10.0.0.1', '[address], [address] and [address]'],
  ['1:2:3:4:5:6:7:8 and 64:ff9b:1:2:3:4:192.0.2.33', '[address] and [address]'],
  ['192.0.2.x', '192.0.2.x'],
  ['MAC 00:1b:44:11:3a:b7', 'MAC [address]'],
  [`sha-256 ${FINGERPRINT.toLowerCase()}`, 'sha-256 [hidden]'],
  // What only looks like one.
  ['22:41:07.377 opus/48000/2', '22:41:07.377 opus/48000/2'],
  ['version 1.2.3 of std:vector', 'version 1.2.3 of std:vector'],
])('%s reads %s', (text, redacted) => {
  expect(redact(text)).toBe(redacted)
})

const literal = fc.oneof(fc.ipV4(), fc.ipV6())
const around = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '',
    ' ',
    ':',
    '.',
    '%',
    '[',
    ']',
    'a=candidate:1 1 udp 1 ',
    'raddr ',
    'c=IN IP4 ',
    FINGERPRINT,
    '\r\n',
  ),
)

test('no IPv4 or IPv6 address of a text survives, wherever it stands', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(around, literal)), around, (parts, end) => {
      const redacted = redact(parts.flat().join('') + end)
      for (const [, address] of parts) expect(redacted).not.toContain(address)
    }),
    { numRuns: 2_000 },
  )
})

// What costs the square of its length takes minutes here, and so ends at the time that a test has.
test.each(['candidate:', 'candidate:1 1 ', 'raddr ', 'aa:', '1.', '::1%', 'a=ice-pwd:', 'm=a ', 'f'])(
  'a text of nothing but "%s" costs no more than its length',
  (part) => {
    expect(redact(part.repeat(Math.ceil((512 * 1024) / part.length)))).not.toBe('')
  },
)

test('secrets go by the names of their fields, at any depth, and names are redacted too', () => {
  const payload = {
    auth: { session: 'f00' },
    list: [{ session: 'f00', usernameFragment: 'EsAw', port: 5, address: '192.0.2.x' }],
    '10.0.0.1': '10.0.0.2',
    room: 'standup',
    count: 3,
    nothing: null,
  }
  expect(redactPayload(payload)).toEqual({
    auth: '[hidden]',
    list: [{ session: '[hidden]', usernameFragment: '[hidden]', port: '[port]', address: '[address]' }],
    '[address]': '[address]',
    room: 'standup',
    count: 3,
    nothing: null,
  })
  expect(redactPayload({ message: 'hello', author: 'Ann' }, ['message'])).toEqual({
    message: '[hidden]',
    author: 'Ann',
  })
})
