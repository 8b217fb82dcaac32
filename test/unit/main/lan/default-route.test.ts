import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { defaultRouteAddress } from '../../../../main/lan/default-route.js'

/** What the operating system says to a UDP socket that is connected to the world: its own address, or an error. */
const system = vi.hoisted(() => ({ answer: '' as string | Error, closed: 0 }))

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

test('is the address towards the world', async () => {
  system.answer = '10.0.0.2'
  await expect(defaultRouteAddress()).resolves.toBe('10.0.0.2')
})

test('is undefined where no route leads there', async () => {
  system.answer = Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' })
  await expect(defaultRouteAddress()).resolves.toBeUndefined()
})

test('no socket stays open', async () => {
  system.closed = 0
  system.answer = '10.0.0.2'
  await defaultRouteAddress()
  system.answer = new Error('connect ENETUNREACH')
  await defaultRouteAddress()
  expect(system.closed).toBe(2)
})
