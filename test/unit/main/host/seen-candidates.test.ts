import { expect, test } from 'vitest'
import { seenCandidates } from '../../../../main/host/seen-candidates.js'

const NAME = '2f802eb0-71f2-44dd-9633-cc8d70487682.local'
const hidden = (port: number) =>
  `candidate:92309910 1 udp 2113937151 ${NAME} ${port} typ host generation 0 ufrag bko7 network-cost 999`
const ADDRESS = '192.168.1.9'
/** 100 in place of 126 as the preference of the type. */
const seen = (port: number, address = ADDRESS, related = '0.0.0.0') =>
  `candidate:92309910s 1 udp 1677729535 ${address} ${port} typ srflx raddr ${related} rport 9 generation 0 ufrag bko7 network-cost 999`

const candidate = (text: string) => ({ candidate: { candidate: text } })

test('a candidate whose address is hidden is told at the address that the host sees', () => {
  const rest = { sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'bko7' }
  const told = seenCandidates({ candidate: { candidate: hidden(42_421), ...rest } }, ADDRESS)
  expect(told).toEqual([{ candidate: seen(42_421), ...rest }])
})

test.each(['fd00:77::2', '2001:db8::9'])('so it is at the IPv6 address %s', (address) => {
  expect(seenCandidates(candidate(hidden(42_421)), address)).toEqual([{ candidate: seen(42_421, address, '::') }])
})

test('a foundation stays within its 32 characters', () => {
  const long = hidden(1).replace('92309910', 'f'.repeat(32))
  const [told] = seenCandidates(candidate(long), ADDRESS)
  expect(told?.candidate).toContain(`candidate:${'f'.repeat(31)}s 1 udp`)
})

test.each(['', '127.0.0.1', '127.8.8.8', '::1', 'fe80::1', 'FE80::1%eth0', 'febf::1'])(
  'the address "%s" is told nobody',
  (address) => {
    expect(seenCandidates(candidate(hidden(42_421)), address)).toEqual([])
  },
)

test.each([
  hidden(1).replace(NAME, '192.168.1.7'),
  hidden(1).replace(NAME, 'fd00::7'),
  // Where nobody listens: whoever it is connects by themselves (RFC 6544).
  `candidate:1 1 tcp 1518214911 ${NAME} 9 typ host tcptype active`,
  hidden(1).replace('typ host', 'typ relay'),
  hidden(1).replace(' 1 udp', ' x udp'),
  `a ${NAME} b`,
  '.local ',
  `${'candidate:'.repeat(300)} .local `,
  '',
])('nothing is added to "%s"', (text) => {
  expect(seenCandidates(candidate(text), ADDRESS)).toEqual([])
})

const sdp = (...sections: string[][]) => ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', ...sections.flat(), ''].join('\r\n')

test('those of a description are told with the section that they are of', () => {
  const description = {
    type: 'offer' as const,
    sdp: sdp(
      ['m=audio 9 UDP/TLS/RTP/SAVPF 111', `a=${hidden(1)}`, 'a=mid:sound'],
      ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=mid:picture', `a=${hidden(2)}`, `a=${hidden(3)}`],
      ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', `a=${hidden(4)}`],
    ),
  }
  expect(seenCandidates({ description }, ADDRESS)).toEqual([
    { candidate: seen(1), sdpMid: 'sound', sdpMLineIndex: 0 },
    { candidate: seen(2), sdpMid: 'picture', sdpMLineIndex: 1 },
    { candidate: seen(3), sdpMid: 'picture', sdpMLineIndex: 1 },
    { candidate: seen(4), sdpMid: null, sdpMLineIndex: 2 },
  ])
})

test('of a description no more than sixteen are told', () => {
  const lines = Array.from({ length: 1_000 }, (_, port) => `a=${hidden(port)}`)
  const told = seenCandidates({ description: { type: 'offer', sdp: sdp(['m=audio 9 x 0', ...lines]) } }, ADDRESS)
  expect(told.map(({ candidate }) => candidate)).toEqual(Array.from({ length: 16 }, (_, port) => seen(port)))
})

test.each([
  { restart: true as const },
  { description: { type: 'offer' as const } },
  { description: { type: 'answer' as const, sdp: sdp() } },
])('nothing is added to %j', (signal) => {
  expect(seenCandidates(signal, ADDRESS)).toEqual([])
})
