import { expect, test } from 'vitest'
import { Emitter } from '../../../common/emitter.js'

class Bell extends Emitter<{ ring: number }> {
  ring(times: number): void {
    this.emit('ring', times)
  }
}

test('each listener hears what is emitted until it is taken off', () => {
  const bell = new Bell()
  const heard: number[] = []
  const off = bell.on('ring', (times) => heard.push(times))
  bell.on('ring', (times) => heard.push(10 * times))
  bell.ring(1)
  off()
  bell.ring(2)
  expect(heard).toEqual([1, 10, 20])
})

test('a listener that throws keeps no other from hearing, and its error is thrown', () => {
  const bell = new Bell()
  const heard: number[] = []
  bell.on('ring', () => {
    throw new Error('deaf')
  })
  bell.on('ring', (times) => heard.push(times))
  expect(() => bell.ring(3)).toThrow('deaf')
  expect(heard).toEqual([3])
})
