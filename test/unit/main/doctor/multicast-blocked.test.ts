import { describe, expect, test } from 'vitest'
import type { RankedAddress } from '../../../../common/control.js'
import { multicastBlocked } from '../../../../main/doctor/multicast-blocked.js'
import { fakeSystem, LAN, type Readings } from '../../../helpers/fake-system.js'

const ETHERNET: RankedAddress = { address: '10.0.0.5', interface: 'eth0', reasons: [] }
const VPN: RankedAddress = { address: '10.8.0.1', interface: 'tun0', reasons: ['virtual', 'default-route'] }

test('it is found at each address of the LAN where the packet does not come back', async () => {
  const asked: string[] = []
  const system = fakeSystem({
    multicastReturns: async (address) => {
      asked.push(address)
      return address !== ETHERNET.address
    },
  })
  expect(await multicastBlocked(system, [LAN, ETHERNET, VPN])).toEqual([
    { code: 'multicast-blocked', facts: { address: '10.0.0.5', interface: 'eth0' }, commands: [] },
  ])
  expect(asked).toEqual([LAN.address, ETHERNET.address])
})

test('nothing is said where it cannot be tried', async () => {
  const system = fakeSystem({ multicastReturns: () => Promise.reject(new Error('EADDRINUSE')) })
  await expect(multicastBlocked(system, [LAN])).rejects.toThrow('EADDRINUSE')
})

describe('what lets it through is', () => {
  const commands = async (readings: Readings) => {
    const [finding] = await multicastBlocked(fakeSystem({ multicastReturns: async () => false, ...readings }), [LAN])
    return finding?.commands
  }

  test('a rule of ufw', async () => {
    expect(await commands({ files: { '/etc/ufw/ufw.conf': 'ENABLED=yes\n' } })).toEqual([
      'sudo ufw allow proto udp from 192.168.1.0/24 to any port 5353',
    ])
  })

  test('a service of firewalld', async () => {
    const outputs = {
      'firewall-cmd --state': 'running\n',
      'firewall-cmd --get-default-zone': 'public\n',
      'firewall-cmd --list-all-zones': 'public (active)\n  target: default\n  interfaces: wlan0\n  ports: \n',
    }
    expect(await commands({ outputs })).toEqual([
      'sudo firewall-cmd --permanent --zone=public --add-service=mdns',
      'sudo firewall-cmd --reload',
    ])
  })

  test('a rule of iptables', async () => {
    expect(await commands({ outputs: { 'iptables -S': '-P INPUT ACCEPT\n-P OUTPUT DROP\n' } })).toEqual([
      'sudo iptables -I INPUT -s 192.168.1.0/24 -p udp --dport 5353 -j ACCEPT',
      'sudo iptables -I OUTPUT -p udp --dport 5353 -j ACCEPT',
    ])
  })
})
