import { beforeEach, describe, expect, test, vi } from 'vitest'
import { CallError, type CallErrorCode } from '../../../../renderer/call/errors.js'
import { Passcodes } from '../../../../renderer/state/passcodes.js'

const HOST = 'http://192.168.1.5:8080'
const OTHER = 'http://192.168.1.6:8080'

let kept: Map<string, string>
let passcodes: Passcodes

beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  passcodes = new Passcodes()
})

const refused = (code: CallErrorCode) => new CallError(code, code)

/** What a host does with whoever comes: it lets in those who say this. */
function asks(origin: string, right: string): () => Promise<string> {
  return async () => {
    const given = passcodes.of(origin)
    if (given !== right) throw refused(given === undefined ? 'passcode-required' : 'wrong-passcode')
    return 'in'
  }
}

/** Resolves once a host asks, with the reason. */
const asked = (origin: string) =>
  vi.waitFor(() => {
    const request = passcodes.request.value
    if (request?.origin !== origin || request.isTrying) throw new Error('nobody asks')
    return request.problem
  })

describe('a host that asks for a passcode', () => {
  test('is told what the person enters, until it is right, and what was right is kept', async () => {
    const entering = passcodes.enter(HOST, asks(HOST, 'sesame'))
    expect(await asked(HOST)).toBe('passcode-required')
    passcodes.give('barley')
    expect(await asked(HOST)).toBe('wrong-passcode')
    expect([...kept.values()]).toEqual([])
    passcodes.give('sesame')
    expect(await entering).toBe('in')
    expect(passcodes.request.value).toBeUndefined()

    expect(await passcodes.enter(HOST, asks(HOST, 'sesame'))).toBe('in')
    expect(passcodes.of(OTHER)).toBeUndefined()
  })

  test('does not call a passcode wrong that the person did not enter now', async () => {
    passcodes.keep(HOST, 'outdated')
    const entering = passcodes.enter(HOST, asks(HOST, 'sesame'))
    expect(await asked(HOST)).toBe('passcode-required')
    expect([...kept.values()]).toEqual([])
    passcodes.give('sesame')
    expect(await entering).toBe('in')
  })

  test('that the app knows is told without asking the person, who is asked where that is wrong', async () => {
    let known: string | undefined = 'sesame'
    passcodes = new Passcodes(async (origin) => (origin === HOST ? known : undefined))
    expect(await passcodes.enter(HOST, asks(HOST, 'sesame'))).toBe('in')
    known = 'of before'
    passcodes.keep(HOST, 'outdated')
    const entering = passcodes.enter(HOST, asks(HOST, 'barley'))
    expect(await asked(HOST)).toBe('wrong-passcode')
    passcodes.give('barley')
    expect(await entering).toBe('in')
  })

  test('is asked of the person where the app does not answer', async () => {
    passcodes = new Passcodes(() => Promise.reject(new Error('no answer')))
    const entering = passcodes.enter(HOST, asks(HOST, 'sesame'))
    expect(await asked(HOST)).toBe('passcode-required')
    passcodes.give('sesame')
    expect(await entering).toBe('in')
  })

  test('is asked at once where it has refused before', async () => {
    const attempt = vi.fn(asks(HOST, 'sesame'))
    const entering = passcodes.enter(HOST, attempt, refused('passcode-required'))
    await asked(HOST)
    expect(attempt).not.toHaveBeenCalled()
    passcodes.give('sesame')
    expect(await entering).toBe('in')
  })

  test('is not entered where the person will not say, for the reason it gave last', async () => {
    const entering = passcodes.enter(HOST, asks(HOST, 'sesame'))
    await asked(HOST)
    passcodes.give('barley')
    await asked(HOST)
    passcodes.cancel()
    await expect(entering).rejects.toMatchObject({ code: 'wrong-passcode' })
    expect(passcodes.request.value).toBeUndefined()
    expect(passcodes.of(HOST)).toBeUndefined()
  })

  test('asks no further when the person gives up while a passcode is tried', async () => {
    let refuse: (reason: Error) => void = () => {}
    const attempt = vi.fn(() => new Promise<void>((_, reject) => (refuse = reject)))
    const entering = passcodes.enter(HOST, attempt, refused('passcode-required'))
    await asked(HOST)
    passcodes.give('barley')
    await vi.waitFor(() => expect(attempt).toHaveBeenCalled())
    passcodes.cancel()
    refuse(refused('wrong-passcode'))
    await expect(entering).rejects.toMatchObject({ code: 'wrong-passcode' })
    expect(passcodes.request.value).toBeUndefined()
  })

  test('gives way to another host that asks', async () => {
    const first = passcodes.enter(HOST, asks(HOST, 'sesame'))
    await asked(HOST)
    const second = passcodes.enter(OTHER, asks(OTHER, 'barley'))
    await expect(first).rejects.toMatchObject({ code: 'passcode-required' })
    expect(await asked(OTHER)).toBe('passcode-required')
    passcodes.give('barley')
    expect(await second).toBe('in')
  })
})

test.each<CallErrorCode>(['host-unreachable', 'removed', 'origin-not-allowed'])(
  'a host that refuses with %s is asked no further',
  async (code) => {
    await expect(passcodes.enter(HOST, () => Promise.reject(refused(code)))).rejects.toMatchObject({ code })
    await expect(passcodes.enter(HOST, asks(HOST, ''), refused(code))).rejects.toMatchObject({ code })
    expect(passcodes.request.value).toBeUndefined()
  },
)

test('a passcode that stays right under too many tries is kept', async () => {
  passcodes.keep(HOST, 'sesame')
  const entering = passcodes.enter(HOST, () => Promise.reject(refused('too-many-attempts')))
  expect(await asked(HOST)).toBe('too-many-attempts')
  passcodes.cancel()
  await expect(entering).rejects.toMatchObject({ code: 'too-many-attempts' })
  expect(passcodes.of(HOST)).toBe('sesame')
})

test('after too many tries it is known when there may be another', async () => {
  const error = new CallError('too-many-attempts', 'no', 42_000)
  const before = Date.now()
  const entering = passcodes.enter(HOST, () => Promise.reject(error))
  await asked(HOST)
  expect(passcodes.request.value?.blockedUntil).toBeGreaterThanOrEqual(before + 42_000)
  passcodes.cancel()
  await expect(entering).rejects.toBe(error)
})

test('a browser that keeps nothing still lets a passcode be entered', async () => {
  vi.stubGlobal('sessionStorage', undefined)
  const entering = passcodes.enter(HOST, asks(HOST, 'sesame'))
  await asked(HOST)
  passcodes.give('sesame')
  expect(await entering).toBe('in')
})
