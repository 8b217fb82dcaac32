import { expect, test } from 'vitest'
import { Queue } from '../../../common/queue.js'

test('jobs run one after the other, in the order in which they were added', async () => {
  const queue = new Queue()
  const log: string[] = []
  const job = (name: string) => async () => {
    log.push(`${name} begins`)
    await Promise.resolve()
    log.push(`${name} ends`)
    return name
  }
  const results = await Promise.all([queue.add(job('first')), queue.add(job('second'))])
  expect(results).toEqual(['first', 'second'])
  expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
})

test('a job that fails rejects by itself and stops no other', async () => {
  const queue = new Queue()
  const failing = queue.add(() => Promise.reject(new Error('no')))
  const next = queue.add(() => 'done')
  await expect(failing).rejects.toThrow('no')
  await expect(next).resolves.toBe('done')
})

test('it is idle when every job is over', async () => {
  const queue = new Queue()
  let isOver = false
  void queue.add(async () => {
    await Promise.resolve()
    isOver = true
  })
  await queue.idle
  expect(isOver).toBe(true)
})
