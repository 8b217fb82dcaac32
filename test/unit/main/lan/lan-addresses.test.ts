import type { NetworkInterfaceInfo } from 'node:os'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Interfaces } from '../../../../main/lan/address.js'
import { LanAddresses, type LanAddressesOptions } from '../../../../main/lan/lan-addresses.js'

const ipv4 = (address: string): NetworkInterfaceInfo => ({
  address,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '02:00:00:00:00:01',
  internal: false,
  cidr: `${address}/24`,
})

/** What the system says when it is asked. */
class System {
  interfaces: Interfaces = {}
  defaultRoute: string | undefined
  error: Error | undefined
  looks = 0

  constructor(addresses: Record<string, string>, defaultRoute?: string) {
    this.become(addresses, defaultRoute)
  }

  become(addresses: Record<string, string>, defaultRoute?: string): void {
    const entries = Object.entries(addresses).map(([name, address]) => [name, [ipv4(address)]])
    this.interfaces = Object.fromEntries(entries)
    this.defaultRoute = defaultRoute
  }

  async start(options: LanAddressesOptions = {}): Promise<LanAddresses> {
    const read = {
      interfaces: () => {
        if (this.error) throw this.error
        return this.interfaces
      },
      defaultRoute: async () => {
        this.looks++
        return this.defaultRoute
      },
    }
    const addresses = await LanAddresses.start({ read, ...options })
    onTestFinished(() => addresses.close())
    return addresses
  }
}

const TWO = { eth0: '192.168.1.2', eth1: '192.168.2.2' }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the list', () => {
  test('is there from the start, ranked', async () => {
    const addresses = await new System(TWO, '192.168.2.2').start()
    expect(addresses.list).toEqual(['192.168.2.2', '192.168.1.2'])
    expect(addresses.all[0]).toEqual({ address: '192.168.2.2', interface: 'eth1', reasons: ['default-route'] })
  })

  test('follows the system within a second', async () => {
    const system = new System(TWO)
    const addresses = await system.start()
    const heard = vi.fn()
    addresses.onChange(heard)

    system.become({ wlan0: '10.0.0.5' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(addresses.list).toEqual(['10.0.0.5'])
    expect(heard.mock.calls).toEqual([[addresses.all]])

    system.become({})
    await vi.advanceTimersByTimeAsync(1_000)
    expect(addresses.list).toEqual([])
  })

  test('follows the default route', async () => {
    const system = new System(TWO, '192.168.1.2')
    const addresses = await system.start()
    system.defaultRoute = '192.168.2.2'
    await addresses.refresh()
    expect(addresses.list[0]).toBe('192.168.2.2')
  })

  test('is told of only when it is another', async () => {
    const system = new System(TWO)
    const addresses = await system.start()
    const heard = vi.fn()
    const stop = addresses.onChange(heard)
    system.become(TWO)
    await vi.advanceTimersByTimeAsync(5_000)
    addresses.pin(undefined)
    expect(heard).not.toHaveBeenCalled()

    stop()
    addresses.pin('192.168.2.2')
    expect(heard).not.toHaveBeenCalled()
  })

  test('stays as it was while the system does not answer', async () => {
    const system = new System(TWO)
    const addresses = await system.start()
    system.error = new Error('uv_interface_addresses')
    system.become({})
    await addresses.refresh()
    expect(addresses.list).toEqual(['192.168.1.2', '192.168.2.2'])
    system.error = undefined
    await vi.advanceTimersByTimeAsync(1_000)
    expect(addresses.list).toEqual([])
  })

  test('is looked at once at a time, and no more when closed', async () => {
    const system = new System(TWO)
    const addresses = await system.start()
    system.looks = 0
    const first = addresses.refresh()
    expect(addresses.refresh()).toBe(first)
    await first
    expect(system.looks).toBe(1)

    addresses.close()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(system.looks).toBe(1)
  })
})

describe('bound to', () => {
  test.each([['0.0.0.0'], ['::'], [undefined]])('%s, a host is reached at all addresses', async (bound) => {
    expect((await new System(TWO).start({ bound })).list).toEqual(['192.168.1.2', '192.168.2.2'])
  })

  test.each([['127.0.0.1'], ['127.5.5.5'], ['::1']])('%s, a host is reached at none', async (bound) => {
    expect((await new System(TWO).start({ bound })).list).toEqual([])
  })

  test('one address, a host is reached at that one while it is there', async () => {
    const system = new System(TWO)
    const addresses = await system.start({ bound: '192.168.2.2' })
    expect(addresses.list).toEqual(['192.168.2.2'])
    system.become({ eth0: '192.168.1.2' })
    await addresses.refresh()
    expect(addresses.list).toEqual([])
  })
})

describe('the pinned address', () => {
  test('comes first, at once and with its reason', async () => {
    const addresses = await new System(TWO).start()
    const heard = vi.fn()
    addresses.onChange(heard)
    addresses.pin('192.168.2.2')
    expect(addresses.pinned).toBe('192.168.2.2')
    expect(addresses.all[0]).toEqual({ address: '192.168.2.2', interface: 'eth1', reasons: ['pinned'] })
    addresses.pin(undefined)
    expect(addresses.list[0]).toBe('192.168.1.2')
    expect(heard).toHaveBeenCalledTimes(2)
  })

  test('is kept while the machine does not have it', async () => {
    const system = new System({ eth0: '192.168.1.2' })
    const addresses = await system.start({ pinned: '192.168.2.2' })
    expect(addresses).toMatchObject({ list: ['192.168.1.2'], pinned: '192.168.2.2' })
    system.become(TWO)
    await addresses.refresh()
    expect(addresses.list[0]).toBe('192.168.2.2')
  })
})

describe('who comes in', () => {
  test.each([['192.168.2.2'], ['::ffff:192.168.2.2'], ['::FFFF:192.168.2.2']])(
    'from another machine on %s proves it',
    async (local) => {
      const addresses = await new System(TWO, '192.168.1.2').start()
      addresses.cameInOn(local, '192.168.2.9')
      expect(addresses.all[0]).toEqual({ address: '192.168.2.2', interface: 'eth1', reasons: ['proven'] })
    },
  )

  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
    ['192.168.2.2', '192.168.2.2'],
    ['192.168.2.2', '::ffff:192.168.1.2'],
    ['192.168.2.2', '127.0.0.1'],
    ['fe80::1', 'fe80::2'],
    ['', ''],
    [undefined, undefined],
  ])('on %s from %s proves nothing', async (local, remote) => {
    const addresses = await new System(TWO).start()
    const before = addresses.all
    addresses.cameInOn(local, remote)
    await addresses.refresh()
    expect(addresses.all).toBe(before)
  })

  test('on an address proves it until the machine loses it', async () => {
    const system = new System(TWO)
    const addresses = await system.start()
    addresses.cameInOn('192.168.2.2', '192.168.2.9')
    system.become({ eth0: '192.168.1.2' })
    await addresses.refresh()
    system.become(TWO)
    await addresses.refresh()
    expect(addresses.list).toEqual(['192.168.1.2', '192.168.2.2'])
  })

  test('on an address that is newer than the last look proves it as well', async () => {
    const system = new System({ eth0: '192.168.1.2' })
    const addresses = await system.start()
    addresses.cameInOn('192.168.2.2', '192.168.2.9')
    expect(addresses.list).toEqual(['192.168.1.2'])
    system.become(TWO)
    await addresses.refresh()
    expect(addresses.list).toEqual(['192.168.2.2', '192.168.1.2'])
  })
})
