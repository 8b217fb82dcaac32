import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CONTROL_LIMITS, type HostCard } from '../../../../common/control.js'
import { Candidates } from '../../../../main/lan/candidates.js'

/** What answers at each address and port: a card, or an error; nothing else there. */
const network = vi.hoisted(() => ({ answers: new Map<string, HostCard | Error>(), asked: [] as string[] }))

vi.mock('../../../../main/lan/host-card.js', () => ({
  async askForCard(origin: string) {
    const { host } = new URL(origin)
    network.asked.push(host)
    const answer = network.answers.get(host) ?? new Error('The operation was aborted')
    if (answer instanceof Error) throw answer
    return answer
  },
}))

const REFUSED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
const card = (name: string, key?: string): HostCard => ({
  name,
  version: '1.2.3',
  hasPasscode: false,
  ...(key && { secure: { port: 8443, fingerprint: Array(32).fill('AB').join(':'), key: key.repeat(43) } }),
})
const heard = (instance: string, port = 8080) => ({ instance, name: instance, port })

/** Lets the questions under way be answered. */
const answered = () => vi.advanceTimersByTimeAsync(0)

let outOfReach: Set<string>
let candidates: Candidates
const names = () => candidates.found.map(({ name }) => name)

beforeEach(() => {
  vi.useFakeTimers()
  network.answers.clear()
  network.asked.length = 0
  outOfReach = new Set()
  candidates = new Candidates(
    (address) => !outOfReach.has(address),
    () => {},
  )
})
afterEach(() => {
  vi.useRealTimers()
})

/** Announces a host that answers with this card, or one that does not answer. */
async function announce(instance: string, address: string, answer?: HostCard): Promise<void> {
  if (answer) network.answers.set(`${address}:8080`, answer)
  candidates.hear(heard(instance), address)
  await answered()
}

async function round(): Promise<void> {
  candidates.askAll()
  await answered()
}

describe('a host is listed', () => {
  test('with what its card says, at the address it was heard from', async () => {
    await announce('ann', '10.0.0.1', card('Ann', 'k'))
    expect(candidates.found).toEqual([
      {
        id: `ann ${'k'.repeat(43)}`,
        name: 'Ann',
        origin: 'http://10.0.0.1:8080',
        version: '1.2.3',
        key: 'k'.repeat(43),
        hasPasscode: false,
      },
    ])
  })

  test('by its address where it has no name', async () => {
    await announce('ann', '10.0.0.1', card(''))
    expect(names()).toEqual(['10.0.0.1'])
  })

  test('only when it answers', async () => {
    await announce('ann', '10.0.0.1')
    expect(candidates.found).toEqual([])
    network.answers.set('10.0.0.1:8080', card('Ann'))
    await round()
    expect(names()).toEqual(['Ann'])
  })

  test('in the order of names, then origins', async () => {
    await announce('1', '10.0.0.3', card('Zoe'))
    await announce('2', '10.0.0.2', card('Émile'))
    await announce('3', '10.0.0.1', card('zoe'))
    await announce('4', '10.0.0.5', card('Ann'))
    await announce('5', '10.0.0.4', card('Ann'))
    expect(candidates.found.map(({ name, origin }) => `${name} ${origin.slice(7, -5)}`)).toEqual([
      ...['Ann 10.0.0.4', 'Ann 10.0.0.5', 'Émile 10.0.0.2', 'zoe 10.0.0.1', 'Zoe 10.0.0.3'],
    ])
  })

  test('once, though it is heard in two networks, and at the other as soon as one does not answer', async () => {
    await announce('ann', '10.0.0.1', card('Ann', 'k'))
    await announce('ann', '10.1.0.1', card('Ann', 'k'))
    expect(candidates.found.map(({ origin }) => origin)).toEqual(['http://10.0.0.1:8080'])
    network.answers.delete('10.0.0.1:8080')
    await round()
    expect(candidates.found.map(({ origin }) => origin)).toEqual(['http://10.1.0.1:8080'])
  })

  test('once, though it is heard over IPv4 and IPv6, by the address that people can read out', async () => {
    await announce('ann', 'fd00::1')
    network.answers.set('[fd00::1]:8080', card('Ann', 'k'))
    await round()
    expect(candidates.found.map(({ origin }) => origin)).toEqual(['http://[fd00::1]:8080'])
    await announce('ann', '10.0.0.1', card('Ann', 'k'))
    expect(candidates.found.map(({ origin }) => origin)).toEqual(['http://10.0.0.1:8080'])
    network.answers.delete('10.0.0.1:8080')
    await round()
    expect(candidates.found.map(({ origin }) => origin)).toEqual(['http://[fd00::1]:8080'])
  })

  test('though another borrows the name of its instance', async () => {
    await announce('ann', '10.0.0.66', card('Ann', 'x'))
    await announce('ann', '10.0.0.1', card('Ann', 'k'))
    expect(candidates.found.map(({ origin }) => origin)).toEqual(['http://10.0.0.1:8080', 'http://10.0.0.66:8080'])
    expect(new Set(candidates.found.map(({ id }) => id)).size).toBe(2)
  })

  test('anew when it announces itself as another', async () => {
    await announce('ann 1', '10.0.0.1', card('Ann'))
    await announce('ann 2', '10.0.0.1', card('Bob'))
    expect(candidates.found).toMatchObject([{ id: 'ann 2', name: 'Bob' }])
  })

  test('no more than a list has room for, whoever answers', async () => {
    const { foundHosts } = CONTROL_LIMITS
    for (let index = 0; index <= foundHosts; index++) await announce(`${index}`, `10.0.0.${index}`, card(`${index}`))
    expect(candidates.found).toHaveLength(foundHosts)
    expect(names()).not.toContain(`${foundHosts}`)
  })
})

describe('a host is taken off the list', () => {
  beforeEach(() => announce('ann', '10.0.0.1', card('Ann')))

  test('at once when it says goodbye', () => {
    candidates.bye('ANN', '10.0.0.1')
    expect(names()).toEqual([])
  })

  test('not when another says goodbye for it', () => {
    candidates.bye('ann', '10.0.0.2')
    expect(names()).toEqual(['Ann'])
  })

  test('when it has not answered twice, until it answers again', async () => {
    network.answers.delete('10.0.0.1:8080')
    await round()
    expect(names()).toEqual(['Ann'])
    await round()
    expect(names()).toEqual([])
    network.answers.set('10.0.0.1:8080', card('Ann'))
    await round()
    expect(names()).toEqual(['Ann'])
    network.answers.delete('10.0.0.1:8080')
    await round()
    expect(names()).toEqual(['Ann'])
  })

  test('at once when its machine refuses', async () => {
    network.answers.set('10.0.0.1:8080', REFUSED)
    await round()
    expect(names()).toEqual([])
  })

  test('and forgotten when its network is gone', async () => {
    outOfReach.add('10.0.0.1')
    network.asked.length = 0
    await round()
    expect({ names: names(), asked: network.asked }).toEqual({ names: [], asked: [] })
  })
})

describe('a host that was met without an announcement', () => {
  test('is listed with what its card says, and asked like any other from then on', async () => {
    candidates.meet('10.0.0.1', 8080, card('Ann', 'k'))
    expect(candidates.found).toMatchObject([{ name: 'Ann', origin: 'http://10.0.0.1:8080', key: 'k'.repeat(43) }])
    network.answers.set('10.0.0.1:8080', card('Anna', 'k'))
    await round()
    expect(names()).toEqual(['Anna'])
  })

  test('goes when it does not answer, and is not silent then', async () => {
    candidates.meet('10.0.0.1', 8080, card('Ann'))
    await round()
    await round()
    expect({ found: candidates.found, silent: candidates.silent }).toEqual({ found: [], silent: [] })
  })

  test('is one with the host that is announced there later', async () => {
    candidates.meet('10.0.0.1', 8080, card('Ann'))
    await announce('ann', '10.0.0.1', card('Ann'))
    expect(candidates.found).toMatchObject([{ id: 'ann', name: 'Ann' }])
  })

  test('is not taken in out of reach', () => {
    outOfReach.add('8.8.8.8')
    candidates.meet('8.8.8.8', 8080, card('Ann'))
    expect(candidates.found).toEqual([])
  })
})

describe('a silent host', () => {
  test('is one that announces itself and does not answer', async () => {
    await announce('ann', '10.0.0.1')
    await announce('bob', '10.0.0.2', card('Bob'))
    expect(candidates.silent).toEqual([{ name: 'ann', address: '10.0.0.1', port: 8080 }])
  })

  test('is not one that has stopped, unless it goes on announcing itself', async () => {
    await announce('ann', '10.0.0.1', card('Ann'))
    network.answers.set('10.0.0.1:8080', REFUSED)
    await round()
    expect(candidates.silent).toEqual([])
    await announce('ann', '10.0.0.1')
    expect(candidates.silent).toHaveLength(1)
  })

  test('is silent for a minute after its last announcement', async () => {
    await announce('ann', '10.0.0.1')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(candidates.silent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(candidates.silent).toEqual([])
  })
})

describe('a host with several addresses', () => {
  test('is silent once, at the one that people can read out', async () => {
    await announce('ann', 'fd00::1')
    await announce('Ann', '10.0.0.1')
    expect(candidates.silent).toEqual([{ name: 'Ann', address: '10.0.0.1', port: 8080 }])
  })

  test('is not silent where it answers at one', async () => {
    await announce('ann', '10.0.0.1')
    await announce('ann', '10.1.0.1', card('Ann'))
    expect(candidates.silent).toEqual([])
  })

  test('leaves room for those that have one', async () => {
    const { foundHosts } = CONTROL_LIMITS
    for (let index = 1; index <= foundHosts; index++) {
      network.answers.set(`[fd00::${index}]:8080`, card(`v6 ${index}`))
      await announce(`v6 ${index}`, `fd00::${index}`)
    }
    await announce('ann', '10.0.0.1', card('Ann'))
    expect(names()).toContain('Ann')
    expect(names()).toHaveLength(foundHosts)
  })
})

describe('who is asked', () => {
  test('is nobody out of reach', async () => {
    outOfReach.add('8.8.8.8')
    await announce('ann', '8.8.8.8', card('Ann'))
    await round()
    expect(network.asked).toEqual([])
  })

  test('is everyone once a round and once when new, however often they announce themselves', async () => {
    for (let count = 0; count < 10; count++) await announce('ann', '10.0.0.1', card('Ann'))
    await round()
    expect(network.asked).toEqual(['10.0.0.1:8080', '10.0.0.1:8080'])
  })

  test('is nobody twice at a time', () => {
    for (let count = 0; count < 10; count++) candidates.hear(heard(`${count}`), '10.0.0.1')
    candidates.askAll()
    expect(network.asked).toHaveLength(1)
  })

  test('is not the one that has been silent for longest where there is no room', async () => {
    const { foundHosts } = CONTROL_LIMITS
    await announce('ann', '10.0.0.1', card('Ann'))
    for (let port = 1; port < foundHosts; port++) {
      await vi.advanceTimersByTimeAsync(1)
      candidates.hear(heard('silent', port), '10.0.0.66')
    }
    await announce('bob', '10.0.0.2', card('Bob'))
    expect(names()).toEqual(['Ann', 'Bob'])
    network.asked.length = 0
    await round()
    expect(network.asked).toHaveLength(foundHosts)
    expect(network.asked).not.toContain('10.0.0.66:1')
  })

  test('is nobody who was not heard of for ten minutes', async () => {
    await announce('ann', '10.0.0.1')
    await announce('bob', '10.0.0.2', card('Bob'))
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    await round()
    await vi.advanceTimersByTimeAsync(5 * 60_000 + 1)
    network.asked.length = 0
    await round()
    expect(network.asked).toEqual(['10.0.0.2:8080'])
  })

  test('is nobody when all are forgotten', async () => {
    await announce('ann', '10.0.0.1', card('Ann'))
    candidates.clear()
    expect(candidates.found).toEqual([])
    network.asked.length = 0
    await round()
    expect(network.asked).toEqual([])
  })
})
