import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { lanAddresses } from '../../../main/lan/address.js'

/** What the operating system says to a UDP socket that is connected to the world: its own address, or an error. */
const system = vi.hoisted(() => ({ answer: '' as string | Error, closed: 0 }))

vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  networkInterfaces: () => ({
    eth0: [{ address: '192.168.1.2', internal: false }],
    eth1: [{ address: '10.0.0.2', internal: false }],
  }),
}))

vi.mock('node:dgram', () => ({
  createSocket: () =>
    Object.assign(new EventEmitter(), {
      // As Node does it: the callback, where there is one, also gets the error, which is then not emitted.
      connect(this: EventEmitter, _port: number, _address: string, callback?: (error?: Error) => void) {
        const error = system.answer instanceof Error ? system.answer : undefined
        process.nextTick(() => {
          if (callback) callback(error)
          else this.emit(error ? 'error' : 'connect', error)
        })
      },
      address: () => {
        if (system.answer instanceof Error) throw new Error('not connected')
        return { address: system.answer }
      },
      close: () => {
        system.closed++
      },
    }),
}))

test('the address towards the world comes first', async () => {
  system.answer = '10.0.0.2'
  await expect(lanAddresses()).resolves.toEqual(['10.0.0.2', '192.168.1.2'])
})

test('without a default route the addresses are still there', async () => {
  system.answer = Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' })
  await expect(lanAddresses()).resolves.toEqual(['192.168.1.2', '10.0.0.2'])
})

test('no socket stays open', async () => {
  system.closed = 0
  system.answer = '10.0.0.2'
  await lanAddresses()
  system.answer = new Error('connect ENETUNREACH')
  await lanAddresses()
  expect(system.closed).toBe(2)
})
