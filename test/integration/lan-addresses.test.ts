import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { RankedAddress } from '../../common/control.js'
import { LanProcess } from '../helpers/lan-process.js'
import { BareMachine, namespacesMissing } from '../helpers/namespaces.js'

/** How soon a change must be known. */
const SOON_MS = 3_000

const missing = namespacesMissing()

describe.skipIf(missing)(`the addresses of a machine${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let machine: BareMachine

  beforeEach(() => {
    machine = new BareMachine()
    onTestFinished(() => machine.remove())
  })

  /** Starts to look at the machine, whose addresses must be these, best first. */
  async function watch(...expected: string[]) {
    const watcher = new LanProcess<RankedAddress[]>(machine.prefix, 'address-watcher.ts')
    onTestFinished(() => watcher.end())
    const first = await watcher.next(() => true)
    expect(first.map(({ address }) => address)).toEqual(expected)
    return {
      first,
      /** Resolves when the addresses are these, best first; rejects where that takes more than 3 s. */
      become: (...addresses: string[]) =>
        watcher.next((all) => all.map(({ address }) => address).join() === addresses.join(), SOON_MS),
    }
  }

  const route = (device: string) => machine.ip('route', 'replace', 'default', 'dev', device)

  test('with Docker, a VPN on the default route and Wi-Fi', async () => {
    machine.plug('docker0', '172.17.0.1/16')
    machine.plug('tun0', '10.8.0.1/24')
    machine.plug('wlan0', '192.168.1.5/24')
    route('tun0')
    const { first, become } = await watch('192.168.1.5', '10.8.0.1', '172.17.0.1')
    expect(first).toEqual([
      { address: '192.168.1.5', interface: 'wlan0', reasons: [] },
      { address: '10.8.0.1', interface: 'tun0', reasons: ['virtual', 'default-route'] },
      { address: '172.17.0.1', interface: 'docker0', reasons: ['virtual'] },
    ])

    machine.ip('link', 'set', 'wlan0', 'down')
    await become('10.8.0.1', '172.17.0.1')
    machine.ip('link', 'set', 'wlan0', 'up')
    await become('192.168.1.5', '10.8.0.1', '172.17.0.1')
    machine.ip('address', 'add', '192.168.9.7/24', 'dev', 'wlan0')
    machine.ip('address', 'delete', '192.168.1.5/24', 'dev', 'wlan0')
    await become('192.168.9.7', '10.8.0.1', '172.17.0.1')
    machine.ip('link', 'delete', 'tun0')
    await become('192.168.9.7', '172.17.0.1')
  })

  test('with two network cards, the default route on the second', async () => {
    machine.plug('eth0', '192.168.1.5/24')
    machine.plug('eth1', '192.168.2.5/24')
    route('eth1')
    const { become } = await watch('192.168.2.5', '192.168.1.5')

    route('eth0')
    await become('192.168.1.5', '192.168.2.5')
    machine.ip('route', 'delete', 'default')
    route('eth1')
    await become('192.168.2.5', '192.168.1.5')
    machine.ip('link', 'delete', 'eth1')
    await become('192.168.1.5')
  })

  test('without a network, and with one that comes and goes', async () => {
    const { become } = await watch()
    machine.plug('docker0', '172.17.0.1/16')
    await become('172.17.0.1')
    machine.plug('wlan0', '192.168.1.5/24')
    await become('192.168.1.5', '172.17.0.1')
    machine.ip('link', 'delete', 'wlan0')
    await become('172.17.0.1')
    machine.ip('link', 'delete', 'docker0')
    await become()
  })
})
