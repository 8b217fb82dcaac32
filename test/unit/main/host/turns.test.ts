import { expect, test } from 'vitest'
import { Turns } from '../../../../main/host/turns.js'

/** A job that ends when the test says so, and what has happened so far. */
function start() {
  const turns = new Turns()
  const happened: string[] = []
  const ends = new Map<string, () => void>()
  const slow = (name: string) => () => {
    happened.push(`${name} begins`)
    return new Promise<void>((resolve) => ends.set(name, resolve)).then(() => void happened.push(`${name} ends`))
  }
  const quick = (name: string) => () => void happened.push(name)
  return { turns, happened, slow, quick, end: (name: string) => ends.get(name)?.() }
}

test('what ends at once is done at once, and costs no promise', () => {
  const { turns, happened, quick } = start()
  expect(turns.run('ann', quick('first'))).toBeUndefined()
  expect(turns.run('ann', () => 5)).toBe(5)
  expect(happened).toEqual(['first'])
})

test('what comes behind something that is under way waits for it, in order', async () => {
  const { turns, happened, slow, quick, end } = start()
  turns.run('ann', slow('join'))
  turns.run('ann', quick('message'))
  const last = turns.run('ann', slow('leave'))
  expect(happened).toEqual(['join begins'])
  end('join')
  await expect.poll(() => happened.at(-1)).toBe('leave begins')
  end('leave')
  await last
  expect(happened).toEqual(['join begins', 'join ends', 'message', 'leave begins', 'leave ends'])
})

test('others do not wait', () => {
  const { turns, happened, slow, quick } = start()
  turns.run('ann', slow('join'))
  turns.run('bob', quick('message'))
  expect(happened).toEqual(['join begins', 'message'])
})

test('once all is done, the next is done at once again', async () => {
  const { turns, happened, slow, quick, end } = start()
  const joined = turns.run('ann', slow('join'))
  end('join')
  await joined
  await expect
    .poll(() => {
      happened.length = 0
      turns.run('ann', quick('message'))
      return [...happened]
    })
    .toEqual(['message'])
})

test('one that fails does so for whoever had it done, and keeps nobody waiting', async () => {
  const { turns, happened, quick } = start()
  const failed = turns.run('ann', () => Promise.reject(new Error('out of order')))
  const next = turns.run('ann', quick('next'))
  await expect(failed).rejects.toThrow('out of order')
  await next
  expect(happened).toEqual(['next'])
})
