import type { NetworkInterfaceInfo } from 'node:os'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ADDRESS_REASONS, type RankedAddress } from '../../../../common/control.js'
import { type Evidence, isOnLink, rankAddresses } from '../../../../main/lan/address.js'

const ipv4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  internal,
  cidr: `${address}/24`,
})

const ipv6 = (address: string): NetworkInterfaceInfo => ({
  address,
  netmask: 'ffff:ffff:ffff:ffff::',
  family: 'IPv6',
  mac: '00:00:00:00:00:00',
  internal: false,
  cidr: `${address}/64`,
  scopeid: 0,
})

type Adapters = [name: string, address: string][]

function interfacesOf(adapters: Adapters): Record<string, NetworkInterfaceInfo[]> {
  const interfaces: Record<string, NetworkInterfaceInfo[]> = {}
  for (const [name, address] of adapters) {
    interfaces[name] = [...(interfaces[name] ?? []), ipv4(address, address.startsWith('127.'))]
  }
  return interfaces
}

const addressesOf = (...args: Parameters<typeof rankAddresses>) => rankAddresses(...args).map(({ address }) => address)

/** The addresses of adapters written as name and address pairs, in order. */
const ranked = (adapters: Adapters, defaultRoute?: string, evidence: Evidence = {}) =>
  addressesOf(interfacesOf(adapters), { defaultRoute, ...evidence })

/** What the adapter's address has for reasons. */
const reasonsOf = (name: string, address: string, evidence: Evidence = {}) =>
  rankAddresses(interfacesOf([[name, address]]), evidence).flatMap(({ reasons }) => reasons)

describe('whole machines', () => {
  test('Linux laptop with Docker, KVM and a VPN', () => {
    expect(
      ranked(
        [
          ['lo', '127.0.0.1'],
          ['docker0', '172.17.0.1'],
          ['br-5f3c2a1b9d8e', '172.18.0.1'],
          ['virbr0', '192.168.122.1'],
          ['tun0', '10.8.0.2'],
          ['enp3s0', '192.168.1.20'],
          ['wlp2s0', '192.168.1.21'],
        ],
        '192.168.1.21',
      ),
    ).toEqual(['192.168.1.21', '192.168.1.20', '172.17.0.1', '172.18.0.1', '192.168.122.1', '10.8.0.2'])
  })

  test('Windows with WSL, Hyper-V, VMware and VirtualBox', () => {
    expect(
      ranked(
        [
          ['vEthernet (WSL)', '172.29.64.1'],
          ['vEthernet (Default Switch)', '172.20.0.1'],
          ['VMware Network Adapter VMnet8', '192.168.80.1'],
          ['VirtualBox Host-Only Network', '192.168.56.1'],
          ['Ethernet', '169.254.12.7'],
          ['Wi-Fi', '192.168.0.14'],
          ['Loopback Pseudo-Interface 1', '127.0.0.1'],
        ],
        '192.168.0.14',
      ),
    ).toEqual(['192.168.0.14', '172.29.64.1', '172.20.0.1', '192.168.80.1', '192.168.56.1', '169.254.12.7'])
  })

  test('macOS with internet sharing, a VPN and Fusion', () => {
    expect(
      ranked(
        [
          ['lo0', '127.0.0.1'],
          ['bridge100', '192.168.2.1'],
          ['utun3', '10.100.0.5'],
          ['vmnet8', '172.16.5.1'],
          ['awdl0', '169.254.99.1'],
          ['en0', '192.168.1.5'],
          ['en1', '10.0.0.5'],
        ],
        '10.0.0.5',
      ),
    ).toEqual(['10.0.0.5', '192.168.1.5', '192.168.2.1', '10.100.0.5', '172.16.5.1', '169.254.99.1'])
  })

  test('a VPN on the default route, Docker and Wi-Fi', () => {
    expect(
      ranked(
        [
          ['docker0', '172.17.0.1'],
          ['br-5f3c2a1b9d8e', '172.18.0.1'],
          ['veth12ab34c', '169.254.81.7'],
          ['tun0', '10.8.0.1'],
          ['wlan0', '192.168.1.5'],
        ],
        '10.8.0.1',
      ),
    ).toEqual(['192.168.1.5', '10.8.0.1', '172.17.0.1', '172.18.0.1', '169.254.81.7'])
  })

  test('two real network cards, the default route on the second', () => {
    const adapters: Adapters = [
      ['enp3s0', '192.168.1.5'],
      ['enp4s0', '192.168.2.5'],
    ]
    expect(ranked(adapters, '192.168.2.5')).toEqual(['192.168.2.5', '192.168.1.5'])
  })

  test('a machine without a network has none', () => {
    expect(rankAddresses({})).toEqual([])
    expect(ranked([['lo', '127.0.0.1']], '127.0.0.1')).toEqual([])
    expect(rankAddresses({ eth0: undefined })).toEqual([])
  })
})

describe('the order', () => {
  test('is that of the interfaces among equals', () => {
    const adapters: Adapters = [
      ['eth0', '192.168.1.2'],
      ['eth1', '10.0.0.2'],
      ['eth2', '172.16.0.2'],
    ]
    expect(ranked(adapters)).toEqual(['192.168.1.2', '10.0.0.2', '172.16.0.2'])
    expect(ranked(adapters.toReversed())).toEqual(['172.16.0.2', '10.0.0.2', '192.168.1.2'])
  })

  test('puts the default route first, even a public address', () => {
    const adapters: Adapters = [
      ['eth0', '192.168.1.2'],
      ['eth1', '203.0.113.7'],
    ]
    expect(ranked(adapters, '203.0.113.7')).toEqual(['203.0.113.7', '192.168.1.2'])
  })

  test.each([
    ['10.0.0.1'],
    ['10.255.255.254'],
    ['172.16.0.1'],
    ['172.31.255.254'],
    ['192.168.0.1'],
    ['192.168.255.254'],
  ])('puts the private %s before a public address', (address) => {
    expect(
      ranked([
        ['eth0', '8.8.4.4'],
        ['eth1', address],
      ]),
    ).toEqual([address, '8.8.4.4'])
  })

  test.each([['172.15.0.1'], ['172.32.0.1'], ['192.169.0.1'], ['11.0.0.1'], ['100.64.0.1'], ['110.0.0.1']])(
    'does not take %s for private',
    (address) => {
      expect(
        ranked([
          ['eth0', address],
          ['eth1', '192.168.1.2'],
        ]),
      ).toEqual(['192.168.1.2', address])
    },
  )

  test('keeps a virtual adapter below a real one, even on the default route', () => {
    expect(
      ranked(
        [
          ['tun0', '10.8.0.2'],
          ['eth0', '203.0.113.7'],
        ],
        '10.8.0.2',
      ),
    ).toEqual(['203.0.113.7', '10.8.0.2'])
  })

  test('among virtual adapters prefers the default route', () => {
    const adapters: Adapters = [
      ['vEthernet (WSL)', '172.29.64.1'],
      ['vEthernet (External Switch)', '192.168.1.9'],
    ]
    expect(ranked(adapters, '192.168.1.9')).toEqual(['192.168.1.9', '172.29.64.1'])
  })

  test('puts link-local last, below virtual ones and even on the default route', () => {
    expect(
      ranked(
        [
          ['eth0', '169.254.3.4'],
          ['docker0', '172.17.0.1'],
          ['tailscale0', '100.101.102.103'],
        ],
        '169.254.3.4',
      ),
    ).toEqual(['172.17.0.1', '100.101.102.103', '169.254.3.4'])
  })

  test('takes only 169.254 for link-local', () => {
    expect(
      ranked([
        ['eth0', '169.253.0.1'],
        ['docker0', '172.17.0.1'],
      ]),
    ).toEqual(['169.253.0.1', '172.17.0.1'])
  })

  test('puts a Tailscale address below the LAN', () => {
    const adapters: Adapters = [
      ['tailscale0', '100.101.102.103'],
      ['wlan0', '192.168.1.2'],
    ]
    expect(ranked(adapters, '100.101.102.103')).toEqual(['192.168.1.2', '100.101.102.103'])
  })
})

describe('evidence', () => {
  const adapters: Adapters = [
    ['eth0', '192.168.1.2'],
    ['eth1', '192.168.2.2'],
    ['docker0', '172.17.0.1'],
    ['eth2', '169.254.3.4'],
  ]

  test('that others came in on an address outweighs the default route', () => {
    const proven = new Set(['192.168.2.2'])
    expect(ranked(adapters, '192.168.1.2', { proven })[0]).toBe('192.168.2.2')
  })

  test('that others came in lifts no virtual adapter above a real one, and no link-local address above either', () => {
    const proven = new Set(['172.17.0.1', '169.254.3.4'])
    expect(ranked(adapters, undefined, { proven })).toEqual(ranked(adapters))
  })

  test.each(adapters)('the pinned %s %s comes first', (_, pinned) => {
    const proven = new Set(['192.168.1.2', '192.168.2.2'])
    expect(ranked(adapters, '192.168.1.2', { pinned, proven })[0]).toBe(pinned)
  })

  test('of addresses that are not there adds none', () => {
    const absent = { pinned: '10.9.9.9', proven: new Set(['10.9.9.8']) }
    expect(ranked(adapters, '10.9.9.7', absent)).toEqual(ranked(adapters))
  })
})

describe('the reasons', () => {
  test('come with the name of the interface', () => {
    expect(rankAddresses(interfacesOf([['wlan0', '192.168.1.5']]))).toEqual([
      { address: '192.168.1.5', interface: 'wlan0', reasons: [] },
    ])
  })

  test('are all that apply, the weightiest first', () => {
    const address = '100.101.102.103'
    const evidence = { pinned: address, proven: new Set([address]), defaultRoute: address }
    expect(reasonsOf('tailscale0', address, evidence)).toEqual([
      ...['pinned', 'virtual', 'proven', 'default-route', 'public'],
    ])
    expect(reasonsOf('veth1', '169.254.3.4')).toEqual(['link-local', 'virtual'])
  })
})

/** Adapters of every kind, each with an address of its own. */
const machines = fc
  .uniqueArray(fc.tuple(fc.nat(255), fc.nat(255)), { maxLength: 12, selector: String })
  .chain((hosts) =>
    fc.tuple(
      ...hosts.map(([third, fourth]) =>
        fc.tuple(
          fc.constantFrom('eth0', 'wlan0', 'docker0', 'tun0', 'vEthernet (WSL)'),
          fc.constantFrom('192.168', '169.254', '203.0', '10.8').map((net) => `${net}.${third}.${fourth}`),
        ),
      ),
    ),
  )
  .chain((adapters) => {
    const some = fc.option(fc.constantFrom('0.0.0.0', ...adapters.map(([, address]) => address)), { nil: undefined })
    const proven = fc.subarray(adapters.map(([, address]) => address)).map((list) => new Set(list))
    return fc.record({ adapters: fc.constant(adapters), pinned: some, defaultRoute: some, proven })
  })

test('whatever the machine, each reason outweighs all that come after it', () => {
  /** The reasons as digits, best first: pinned and so on are good to have, the others bad. */
  const digits = ({ reasons }: RankedAddress) =>
    ADDRESS_REASONS.map((reason) => (reasons.includes(reason) === GOOD.includes(reason) ? 0 : 1)).join('')
  const GOOD = ['pinned', 'proven', 'default-route']
  fc.assert(
    fc.property(machines, ({ adapters, ...evidence }) => {
      const result = rankAddresses(interfacesOf(adapters), evidence)
      expect(result.map(({ address }) => address).sort()).toEqual(adapters.map(([, address]) => address).sort())
      expect(result.map(digits)).toEqual(result.map(digits).sort())
    }),
  )
})

describe('on link', () => {
  const interfaces = interfacesOf([
    ['lo', '127.0.0.1'],
    ['eth0', '192.168.1.2'],
    ['tun0', '10.8.0.2'],
  ])

  test.each([['192.168.1.2'], ['192.168.1.254'], ['10.8.0.1']])('is %s', (address) => {
    expect(isOnLink(address, interfaces)).toBe(true)
  })

  test.each([['192.168.2.1'], ['8.8.8.8'], ['127.0.0.1'], ['fe80::1'], ['::ffff:192.168.1.3'], ['localhost'], ['']])(
    'is not "%s"',
    (address) => {
      expect(isOnLink(address, interfaces)).toBe(false)
    },
  )

  test('are the IPv6 addresses of its networks that URLs can name, though an adapter was given a single one', () => {
    const alone = { ...ipv6('fd00:77::2'), cidr: 'fd00:77::2/128' }
    const adapters = {
      lo: [{ ...ipv6('fd00:99::1'), internal: true }],
      eth0: [ipv6('fe80::1'), alone, ipv6('2001:db8::2')],
    }
    for (const address of ['fd00:77::1', 'fd00:77:0:0:1::9', '2001:DB8::1'])
      expect(isOnLink(address, adapters)).toBe(true)
    for (const address of ['fe80::2', 'fd00:77:0:1::1', '2001:db9::1', 'fd00:99::2', '::1', '::ffff:192.168.1.3']) {
      expect(isOnLink(address, adapters)).toBe(false)
    }
  })

  test('is nothing without a network', () => {
    expect(isOnLink('192.168.1.2', { eth0: undefined, eth1: [ipv6('fe80::1')] })).toBe(false)
  })
})

describe('IPv6', () => {
  test('alone is a network, of which the private range leads', () => {
    const all = { lo: [ipv6('::1')], eth0: [ipv6('fe80::1'), ipv6('2001:db8::2'), ipv6('fd00::2')] }
    expect(rankAddresses(all)).toEqual([
      { address: 'fd00::2', interface: 'eth0', reasons: [] },
      { address: '2001:db8::2', interface: 'eth0', reasons: ['public'] },
    ])
  })

  test('comes after IPv4 of the same worth, before what is virtual or given by the machine to itself', () => {
    const all = {
      docker0: [ipv4('172.17.0.1'), ipv6('fd00:d::1')],
      eth0: [ipv6('fd00::2'), ipv4('8.8.4.4'), ipv4('169.254.0.1')],
    }
    const evidence = { proven: new Set(['fd00::2']), defaultRoute: 'fd00::2' }
    const order = ['8.8.4.4', 'fd00::2', '172.17.0.1', 'fd00:d::1', '169.254.0.1']
    expect(addressesOf(all, evidence)).toEqual(order)
    expect(addressesOf(all, { pinned: 'fd00:d::1' })[0]).toBe('fd00:d::1')
  })
})

describe('left out are', () => {
  test('loopback addresses, also those not marked internal', () => {
    expect(addressesOf({ lo: [ipv4('127.0.0.1', true)], lo1: [ipv4('127.53.0.1')] })).toEqual([])
  })

  test('adapters marked internal', () => {
    expect(addressesOf({ dummy0: [ipv4('10.1.1.1', true)] })).toEqual([])
  })

  test('IPv6 addresses that no URL can name, or that lead nowhere', () => {
    const left = ['fe80::1', 'febf::1', '::1', 'ff02::fb', '::ffff:192.168.1.2', 'fec0::1'].map(ipv6)
    expect(addressesOf({ eth0: left })).toEqual([])
  })

  test('IPv6 addresses of an adapter in a network where it has a better one', () => {
    const made = ['fd00::a', 'fd00::b', '2001:db8:0:1::a', '2001:db8:0:1::b', '2001:db8:0:2::a'].map(ipv6)
    expect(addressesOf({ eth0: made })).toEqual(['fd00::a', '2001:db8:0:1::a', '2001:db8:0:2::a'])
    expect(addressesOf({ eth0: made }, { proven: new Set(['fd00::b']) })[0]).toBe('fd00::b')
    expect(addressesOf({ eth0: [ipv6('fd00::a')], wlan0: [ipv6('fd00::b')] })).toEqual(['fd00::a', 'fd00::b'])
  })

  test('duplicates, which count where they rank best', () => {
    expect(
      ranked([
        ['docker0', '10.0.0.1'],
        ['veth1', '10.0.0.9'],
        ['eth0', '10.0.0.1'],
      ]),
    ).toEqual(['10.0.0.1', '10.0.0.9'])
  })

  test('no address of an adapter that has several', () => {
    expect(addressesOf({ eth0: [ipv4('8.8.4.4'), ipv4('10.0.0.1'), ipv4('169.254.0.1')] })).toEqual([
      '10.0.0.1',
      '8.8.4.4',
      '169.254.0.1',
    ])
  })
})

/** Listed first with a private address, it still comes after a real adapter with a public one if it is virtual. */
const isVirtual = (adapter: string) =>
  ranked([
    [adapter, '10.0.0.1'],
    ['en0', '8.8.4.4'],
  ])[0] === '8.8.4.4'

test.each([
  ...['docker0', 'br-5f3c2a1b9d8e', 'veth12ab34c', 'virbr0', 'virbr0-nic', 'vmnet1', 'vmnet8', 'vboxnet0'],
  ...['utun0', 'utun3', 'tun0', 'tap0', 'wg0', 'wg-home', 'tailscale0', 'zt5u4uptmb', 'ztabcdef12', 'bridge100'],
  ...['awdl0', 'llw0', 'lxcbr0', 'lxdbr0', 'podman0', 'cni0', 'flannel.1', 'ppp0', 'nordlynx'],
  ...['vEthernet (WSL)', 'vEthernet (WSL (Hyper-V firewall))', 'vEthernet (Default Switch)', 'VETHERNET (nat)'],
  ...['VMware Network Adapter VMnet1', 'VMware Network Adapter VMnet8', 'VirtualBox Host-Only Network'],
  ...['VirtualBox Host-Only Network #2', 'Tailscale', 'ZeroTier One [8056c2e21c000001]', 'OpenVPN TAP-Windows6'],
])('"%s" is virtual', (adapter) => {
  expect(isVirtual(adapter)).toBe(true)
})

test.each([
  ...['eth0', 'eth1', 'enp3s0', 'eno1', 'ens33', 'enx001122334455', 'wlan0', 'wlp3s0', 'wlp0s20f3', 'wls1', 'wwan0'],
  ...['br0', 'br1', 'bond0', 'bond0.20', 'team0', 'eth0.100', 'usb0', 'ib0', 'end0', 'lan1', 'wan'],
  ...['en0', 'en1', 'en7', 'ap1', 'igb0', 're0', 'em0'],
  ...['Ethernet', 'Ethernet 2', 'Wi-Fi', 'Wi-Fi 2', 'WLAN', 'WiFi', 'LAN-Verbindung', 'Local Area Connection'],
  ...[
    'Local Area Connection* 2',
    'Bluetooth Network Connection',
    'Сетевое подключение',
    '이더넷',
    'Подключение по локальной сети',
  ],
])('"%s" is real', (adapter) => {
  expect(isVirtual(adapter)).toBe(false)
})
