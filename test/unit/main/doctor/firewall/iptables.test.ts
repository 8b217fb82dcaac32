import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Packet } from '../../../../../main/doctor/firewall/firewall.js'
import { parseIptables } from '../../../../../main/doctor/firewall/iptables.js'
import { fateIn } from '../../../../../main/doctor/firewall/packet-filter.js'
import { PACKET } from './packet.js'

const fate = (rules: string, packet: Partial<Packet> = {}) =>
  fateIn(parseIptables(rules, { ...PACKET, ...packet }), 'INPUT')

/** As `iptables -S` of version 1.8.9 prints them. */
const SERVER = `-P INPUT DROP
-P FORWARD ACCEPT
-P OUTPUT ACCEPT
-N extra
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -s 192.168.1.0/24 -p tcp -m multiport --dports 8080,8443 -m comment --comment "calls -j DROP" -j ACCEPT
-A INPUT ! -i eth9 -p udp -m udp --dport 5353 -j extra
-A INPUT -p tcp -m tcp --dport 9000:9010 --tcp-flags FIN,SYN,RST,ACK SYN -j ACCEPT
-A INPUT -s 1.2.3.4/32 -g extra
-A extra -m limit --limit 5/min -j LOG --log-prefix "in "
-A extra -j REJECT --reject-with icmp-port-unreachable
`

test.each<[string, Partial<Packet>]>([
  ['accept', {}],
  ['accept', { port: 8443 }],
  ['drop', { port: 8081 }],
  ['accept', { port: 9010 }],
  ['drop', { port: 9011 }],
  ['accept', { port: 1, interface: 'lo' }],
  ['drop', { source: '192.168.2.5' }],
  ['drop', { protocol: 'udp', port: 5353 }],
  ['drop', { source: '1.2.3.4' }],
])('a server would %s %o', (expected, packet) => {
  expect(fate(SERVER, packet)).toBe(expected)
})

describe('the packet is', () => {
  test.each([
    ['accept', '-P INPUT ACCEPT'],
    ['drop', '-P INPUT DROP'],
    ['drop', '-P INPUT ACCEPT\n-A INPUT -p tcp -m tcp --dport 8080 -j DROP'],
    ['drop', '-P INPUT ACCEPT\n-A INPUT -j REJECT --reject-with icmp-host-prohibited'],
    ['accept', '-P INPUT ACCEPT\n-A INPUT -p tcp -m tcp --dport 8080 -j ACCEPT\n-A INPUT -j DROP'],
    ['accept', '-P INPUT DROP\n-A INPUT -i wl+ -j ACCEPT'],
    ['drop', '-P INPUT DROP\n-A INPUT -i eth+ -j ACCEPT'],
    ['drop', '-P INPUT ACCEPT\n-A INPUT ! -s 10.0.0.0/8 -j DROP'],
    ['accept', '-P INPUT ACCEPT\n-A INPUT -d 224.0.0.251/32 -j DROP'],
    ['accept', '-P INPUT ACCEPT\n-A INPUT -m state --state INVALID,UNTRACKED -j DROP'],
    ['accept', '-P INPUT DROP\n-A INPUT -p tcp -m state --state NEW,ESTABLISHED -j ACCEPT'],
    // Ways through other chains.
    ['drop', '-P INPUT ACCEPT\n-N a\n-A INPUT -j a\n-A a -p tcp -j DROP'],
    ['accept', '-P INPUT ACCEPT\n-N a\n-A INPUT -j a\n-A a -p tcp -j RETURN\n-A a -j DROP'],
    ['accept', '-P INPUT ACCEPT\n-N a\n-A INPUT -g a\n-A INPUT -j DROP\n-A a -p udp -j DROP'],
    ['drop', '-P INPUT ACCEPT\n-N a\n-A INPUT -j a\n-A INPUT -j DROP\n-A a -p udp -j DROP'],
    ['drop', '-P INPUT DROP\n-A INPUT -j LOG --log-prefix "-j ACCEPT"\n-A INPUT -j gone'],
    ['drop', '-P INPUT DROP\n-N a\n-A INPUT -j a\n-A a -j a'],
    // In doubt it is not called shut.
    ['accept', '-P INPUT DROP\n-A INPUT -m set --match-set lan src -j ACCEPT'],
    ['accept', '-P INPUT ACCEPT\n-A INPUT -m set --match-set bad src -j DROP'],
    ['accept', '-P INPUT ACCEPT\n-A INPUT -p tcp -m socket --transparent -j DROP'],
    ['accept', '-P INPUT DROP\n-N a\n-A INPUT -m recent --rcheck --name x -j a\n-A a -p tcp -j ACCEPT'],
    ['accept', '-P INPUT ACCEPT\n-N a\n-A INPUT -m recent --rcheck --name x -g a\n-A a -p tcp -j DROP'],
    ['accept', '-P INPUT ACCEPT\n-A INPUT -m mark --mark 0x1 -j RETURN\n-A INPUT -j ACCEPT\n'],
  ])('%sed: %s', (expected, rules) => {
    expect(fate(rules)).toBe(expected)
  })

  test('not decided over by rules that are not there', () => {
    expect(fate('')).toBeUndefined()
  })
})

test('no text makes it throw', () => {
  const word = fc.constantFrom('-A', '-P', 'INPUT', 'a', '-j', '-g', '!', '-s', '-p', '--dport', 'DROP', '"', '\n', '-')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join(' ')),
      ),
      (rules) => {
        expect(['accept', 'drop', undefined]).toContain(fate(rules))
      },
    ),
  )
})
