import { describe, expect, test, vi } from 'vitest'
import { Feed } from '../../../common/feed.js'

describe('a feed', () => {
  test('hands on one thing after another, and gives what came of them', async () => {
    const feed = new Feed(async (things: AsyncIterable<number>) => {
      let sum = 0
      for await (const thing of things) sum += thing
      return sum
    })
    for (const thing of [1, 2, 3]) await feed.give(thing)
    expect(await feed.end()).toBe(6)
  })

  test('has what was given until the next is asked for', async () => {
    let done = () => {}
    const using = new Promise<void>((resolve) => {
      done = resolve
    })
    const used: number[] = []
    const feed = new Feed(async (things: AsyncIterable<number>) => {
      for await (const thing of things) {
        await using
        used.push(thing)
      }
    })
    const given = vi.fn()
    const giving = feed.give(1).then(given)
    await Promise.resolve()
    expect(given).not.toHaveBeenCalled()
    done()
    await giving
    expect(used).toEqual([1])
  })

  test('waits for a user that begins late', async () => {
    let begin = () => {}
    const beginning = new Promise<void>((resolve) => {
      begin = resolve
    })
    const feed = new Feed(async (things: AsyncIterable<number>) => {
      await beginning
      for await (const thing of things) throw new Error(`There is no room for ${thing}.`)
    })
    const giving = feed.give(1)
    begin()
    await expect(giving).rejects.toThrow('no room for 1')
  })

  test('tells whoever gives that the user has failed, at once and later', async () => {
    const feed = new Feed(async (things: AsyncIterable<number>) => {
      for await (const thing of things) throw new Error(`There is no room for ${thing}.`)
    })
    await expect(feed.give(1)).rejects.toThrow('no room for 1')
    await expect(feed.give(2)).rejects.toThrow('no room for 1')
    await expect(feed.end()).rejects.toThrow('no room for 1')
  })

  test('takes the rest of what nobody needs any more', async () => {
    const feed = new Feed(async (things: AsyncIterable<number>) => {
      for await (const thing of things) return thing
      return 0
    })
    for (const thing of [1, 2, 3]) await feed.give(thing)
    expect(await feed.end()).toBe(1)
  })

  test('is over also where it is given up before what was given is used', async () => {
    const used: number[] = []
    const feed = new Feed(async (things: AsyncIterable<number>) => {
      for await (const thing of things) used.push(thing)
    })
    void feed.give(1).catch(() => undefined)
    await feed.abandon()
    expect(used).toEqual([1])
    await expect(feed.end()).rejects.toThrow('given up')
  })

  test('that is given up lets the user clean up first', async () => {
    const steps: string[] = []
    const feed = new Feed(async (things: AsyncIterable<number>) => {
      try {
        for await (const thing of things) steps.push(`${thing}`)
      } finally {
        steps.push('closed')
      }
    })
    await feed.give(1)
    await feed.abandon()
    expect(steps).toEqual(['1', 'closed'])
  })
})
