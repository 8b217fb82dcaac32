import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Passcode } from '../../../../main/host/passcode.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const ANN = '192.168.1.5'

test('without one nobody is refused', () => {
  const passcode = new Passcode()
  expect(passcode.isSet).toBe(false)
  expect([passcode.refuses(undefined, ANN), passcode.refuses('any', ANN)]).toEqual([undefined, undefined])
})

test('a minute after five wrong tries there are five more', () => {
  const passcode = new Passcode('right')
  const tries = (count: number) => Array.from({ length: count }, () => passcode.refuses('wrong', ANN))
  expect(new Set(tries(5))).toEqual(new Set(['wrong-passcode']))
  expect(passcode.refuses('right', ANN)).toBe('too-many-attempts')
  expect(passcode.msUntilNextTry(ANN)).toBe(60_000)
  vi.advanceTimersByTime(59_999)
  expect(passcode.refuses('right', ANN)).toBe('too-many-attempts')
  expect(passcode.msUntilNextTry(ANN)).toBe(1)
  vi.advanceTimersByTime(1)
  expect(passcode.msUntilNextTry(ANN)).toBe(0)
  expect(passcode.refuses('right', ANN)).toBeUndefined()
  expect(new Set(tries(5))).toEqual(new Set(['wrong-passcode']))
})

test('one address does not use up the tries of another', () => {
  const passcode = new Passcode('right')
  for (let tries = 0; tries < 9; tries++) passcode.refuses('wrong', ANN)
  expect(passcode.refuses('right', '192.168.1.6')).toBeUndefined()
})

test('is compared whole, whatever its length, and as people see it', () => {
  const passcode = new Passcode('café')
  for (const [index, other] of ['caf', 'café ', 'CAFÉ', ''].entries()) {
    expect(passcode.refuses(other, `192.168.1.${index}`)).toBe('wrong-passcode')
  }
  expect(passcode.refuses('cafe\u0301', ANN)).toBeUndefined()
})
