import * as v from 'valibot'
import { expect, test } from 'vitest'
import { IceServer, type IceServerProblem, iceServerProblem, toRtcIceServer } from '../../../common/ice-server.js'

const stun = (url: string) => ({ url, username: '', credential: '' })
const turn = (url: string) => ({ url, username: 'ann', credential: 'secret' })

test.each([
  'stun:192.168.1.5',
  'stun:192.168.1.5:3478',
  'stuns:stun.example.org:5349',
  'STUN:stun.example.org.',
  'stun:my_server',
  'stun:[2001:db8::1]:3478',
  'stun:[::1]',
  '  stun:192.168.1.5  ',
])('%s is a STUN server', (url) => {
  expect(iceServerProblem(stun(url))).toBeUndefined()
})

test.each([
  'turn:192.168.1.5',
  'turn:turn.example.org:3478?transport=udp',
  'turns:turn.example.org:443?transport=tcp',
  'turn:[2001:db8::1]?transport=tcp',
])('%s is a TURN server', (url) => {
  expect(iceServerProblem(turn(url))).toBeUndefined()
})

test.each<[string, IceServerProblem]>([
  ['', 'no-url'],
  ['   ', 'no-url'],
  ['192.168.1.5', 'bad-scheme'],
  ['https://stun.example.org', 'bad-scheme'],
  ['stunt:example.org', 'bad-scheme'],
  ['stun://stun.example.org', 'has-slashes'],
  ['stun:', 'bad-host'],
  ['stun::3478', 'bad-host'],
  ['stun:192.168.1', 'bad-host'],
  ['stun:192.168.1.256', 'bad-host'],
  ['stun:8080', 'bad-host'],
  ['stun:my server', 'bad-host'],
  ['stun:-a', 'bad-host'],
  ['stun:ann@example.org', 'bad-host'],
  ['stun:example.org/path', 'bad-host'],
  ['stun:[2001:db8::1', 'bad-host'],
  ['stun:[nonsense]', 'bad-host'],
  ['stun:a..b', 'bad-host'],
  ['stun:example.org:', 'bad-port'],
  ['stun:example.org:0', 'bad-port'],
  ['stun:example.org:65536', 'bad-port'],
  ['stun:example.org:12x', 'bad-port'],
  ['stun:example.org?transport=udp', 'stun-query'],
  ['turn:example.org?transport=sctp', 'bad-query'],
  ['turn:example.org?', 'bad-query'],
  [`stun:${'a'.repeat(600)}`, 'too-long'],
])('"%s" is none: %s', (url, problem) => {
  expect(iceServerProblem(turn(url))).toBe(problem)
})

test('a TURN server needs a user and a password, a STUN server neither', () => {
  expect(iceServerProblem(stun('turn:example.org'))).toBe('no-credential')
  expect(iceServerProblem({ ...turn('turns:example.org'), username: '' })).toBe('no-credential')
  expect(iceServerProblem({ ...turn('turns:example.org'), credential: '' })).toBe('no-credential')
  expect(toRtcIceServer(turn('stun:example.org'))).toEqual({ urls: 'stun:example.org' })
  expect(toRtcIceServer(turn('turn:example.org'))).toEqual({
    urls: 'turn:example.org',
    username: 'ann',
    credential: 'secret',
  })
})

test('a TURN server whose password was lost is still one to be kept, but for nothing else that is wrong', () => {
  expect(v.is(IceServer, { ...turn('turn:example.org'), credential: '' })).toBe(true)
  expect(v.parse(IceServer, turn('  turn:example.org '))).toEqual(turn('turn:example.org'))
  for (const url of ['', 'https://x', 'turn:x:0']) expect(v.is(IceServer, turn(url))).toBe(false)
})
