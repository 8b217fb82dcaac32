import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Passcode } from '../../../../main/host/passcode.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const ANN = '192.168.1.5'

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

test('one address does not use up the tries of another', async () => {
  const passcode = new Passcode('right')
  for (let tries = 0; tries < 9; tries++) await passcode.refuses('wrong', ANN)
  expect(await passcode.refuses('right', '192.168.1.6')).toBeUndefined()
})

test('is compared whole, whatever its length, and as people see it', async () => {
  const passcode = new Passcode('café')
  for (const [index, other] of ['caf', 'café ', 'CAFÉ', ''].entries()) {
    expect(await passcode.refuses(other, `192.168.1.${index}`)).toBe('wrong-passcode')
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
