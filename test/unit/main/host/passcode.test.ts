import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Passcode } from '../../../../main/host/passcode.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const ANN = { id: 'ann', address: '192.168.1.5' }

test('without one nobody is refused', async () => {
  const passcode = new Passcode()
  expect(passcode.isSet).toBe(false)
  expect([await passcode.refuses(undefined, ANN), await passcode.refuses('any', ANN)]).toEqual([undefined, undefined])
})

test('a minute after five wrong tries there are five more', async () => {
  const passcode = new Passcode('right')
  const tries = (count: number) => Promise.all(Array.from({ length: count }, () => passcode.refuses('wrong', ANN)))
  expect(new Set(await tries(5))).toEqual(new Set(['wrong-passcode']))
  expect(await passcode.refuses('right', ANN)).toBe('too-many-attempts')
  expect(passcode.msUntilNextTry(ANN)).toBe(60_000)
  vi.advanceTimersByTime(59_999)
  expect(await passcode.refuses('right', ANN)).toBe('too-many-attempts')
  expect(passcode.msUntilNextTry(ANN)).toBe(1)
  vi.advanceTimersByTime(1)
  expect(passcode.msUntilNextTry(ANN)).toBe(0)
  expect(await passcode.refuses('right', ANN)).toBeUndefined()
  expect(new Set(await tries(5))).toEqual(new Set(['wrong-passcode']))
})

test('one person does not use up the tries of another, be they at the same address or not', async () => {
  const passcode = new Passcode('right')
  for (let tries = 0; tries < 9; tries++) await passcode.refuses('wrong', ANN)
  expect(await passcode.refuses('right', { ...ANN, id: 'bob' })).toBeUndefined()
  expect(await passcode.refuses('right', { ...ANN, address: '192.168.1.6' })).toBe('too-many-attempts')
  expect(await passcode.refuses('right', { id: undefined, address: ANN.address })).toBeUndefined()
})

/** Guesses as ever other people, until the host listens to none of them any more. */
async function guess(passcode: Passcode, address: (count: number) => string): Promise<number> {
  for (let count = 0; count < 1_000; count++) {
    const answer = await passcode.refuses(`wrong ${count}`, { id: `guest ${count}`, address: address(count) })
    if (answer !== 'wrong-passcode') return count
  }
  throw new Error('it could guess for ever')
}

test('whoever guesses as ever other people keeps out new ones of their address alone, for a minute', async () => {
  const passcode = new Passcode('right')
  expect(await passcode.refuses('right', ANN)).toBeUndefined()
  expect(await guess(passcode, () => ANN.address)).toBe(30)
  expect(await passcode.refuses('right', ANN)).toBeUndefined()
  const bob = { ...ANN, id: 'bob' }
  expect(await passcode.refuses('right', bob)).toBe('too-many-attempts')
  expect(passcode.msUntilNextTry(bob)).toBe(60_000)
  expect(await passcode.refuses('right', { ...bob, address: '192.168.1.6' })).toBeUndefined()
  vi.advanceTimersByTime(60_000)
  expect(await passcode.refuses('right', { ...ANN, id: 'carl' })).toBeUndefined()
})

test('the same wrong one uses up one try of an address, however many people give it, as after it was changed', async () => {
  const passcode = new Passcode('right')
  for (let count = 0; count < 40; count++) {
    expect(await passcode.refuses('the one before', { id: `guest ${count}`, address: ANN.address })).toBe(
      'wrong-passcode',
    )
  }
  expect(await passcode.refuses('right', ANN)).toBeUndefined()
  // At another process of the host, too.
  const elsewhere = new Passcode('right')
  passcode.on('wrong', (wrongTry) => elsewhere.hearWrong(wrongTry))
  for (let count = 40; count < 80; count++) {
    await passcode.refuses('the one before', { id: `guest ${count}`, address: ANN.address })
  }
  expect(await elsewhere.refuses('right', ANN)).toBeUndefined()
})

test('the addresses that one machine has by IPv6 are one', async () => {
  const passcode = new Passcode('right')
  expect(await guess(passcode, (count) => `2001:db8::${count.toString(16)}`)).toBe(30)
})

test('whoever has many addresses has a limit as well, which keeps out nobody who gave the right one before', async () => {
  const passcode = new Passcode('right')
  expect(await passcode.refuses('right', ANN)).toBeUndefined()
  expect(await guess(passcode, (count) => `10.0.0.${count}`)).toBe(120)
  expect(await passcode.refuses('right', { id: 'bob', address: '192.168.1.6' })).toBe('too-many-attempts')
  expect(await passcode.refuses('right', ANN)).toBeUndefined()
  passcode.set('another')
  expect(await passcode.refuses('another', ANN)).toBe('too-many-attempts')
})

test('who gave the right one has no more tries of their own for it', async () => {
  const passcode = new Passcode('right')
  await passcode.refuses('right', ANN)
  for (let tries = 0; tries < 5; tries++) expect(await passcode.refuses('wrong', ANN)).toBe('wrong-passcode')
  expect(await passcode.refuses('right', ANN)).toBe('too-many-attempts')
})

test('is compared whole, whatever its length, and as people see it', async () => {
  const passcode = new Passcode('café')
  for (const [index, other] of ['caf', 'café ', 'CAFÉ', ''].entries()) {
    expect(await passcode.refuses(other, { id: `${index}`, address: ANN.address })).toBe('wrong-passcode')
  }
  expect(await passcode.refuses('cafe\u0301', ANN)).toBeUndefined()
})

test('a stand-in lets in who knows it, and others wait for the one that it stands for', async () => {
  let read = (_passcode: string) => {}
  const passcode = new Passcode('stand-in')
  passcode.standInFor(
    new Promise((resolve) => {
      read = resolve
    }),
  )
  expect(await passcode.refuses('stand-in', ANN)).toBeUndefined()
  const answers = [passcode.refuses('right', ANN), passcode.refuses('wrong', ANN), passcode.refuses(undefined, ANN)]
  read('right')
  expect(await Promise.all(answers)).toEqual([undefined, 'wrong-passcode', 'passcode-required'])
  expect(await passcode.refuses('stand-in', ANN)).toBe('wrong-passcode')
})

test('what the operator sets meanwhile holds', async () => {
  let read = (_passcode: string) => {}
  const passcode = new Passcode('stand-in')
  const reading = new Promise<string>((resolve) => {
    read = resolve
  })
  passcode.standInFor(reading)
  passcode.set('newer')
  read('older')
  await reading
  expect(await passcode.refuses('newer', ANN)).toBeUndefined()
  expect(await passcode.refuses('older', ANN)).toBe('wrong-passcode')
})
