import { expect, test } from 'vitest'
import type { HostCard } from '../../../../common/control.js'
import { portTaken } from '../../../../main/doctor/port-taken.js'
import { fakeSystem } from '../../../helpers/fake-system.js'

const CARD: HostCard = { name: 'Ann', version: '0.1.0', hasPasscode: false }
const isPortFree = async () => false

test('a port that is free, or any at all, is not taken', async () => {
  expect(await portTaken(fakeSystem(), 'http', 8080)).toEqual([])
  expect(await portTaken(fakeSystem({ isPortFree }), 'http', 0)).toEqual([])
})

test.each([
  ['http', 'http://127.0.0.1:8080'],
  ['https', 'https://127.0.0.1:8080'],
] as const)('one that Lanline has is not taken, which it is asked by %s', async (scheme, origin) => {
  const askForCard = async (asked: string) => (asked === origin ? CARD : undefined)
  expect(await portTaken(fakeSystem({ isPortFree, askForCard }), scheme, 8080)).toEqual([])
})

test.each([
  ['answers something else', async () => undefined],
  ['does not answer', () => Promise.reject(new Error('ETIMEDOUT'))],
])('what %s has taken it', async (_, askForCard) => {
  const system = fakeSystem({
    isPortFree,
    askForCard,
    platform: 'darwin',
    outputs: { 'lsof -nP -iTCP:8080 -sTCP:LISTEN -Fpc': 'p812\ncnginx\nf6\n' },
  })
  expect(await portTaken(system, 'http', 8080)).toEqual([
    { code: 'port-taken', facts: { port: '8080', process: 'nginx', pid: '812' }, commands: [] },
  ])
})

test('one that this very program has is not taken, even if it does not answer on loopback', async () => {
  const system = fakeSystem({
    isPortFree,
    platform: 'darwin',
    outputs: { 'lsof -nP -iTCP:8080 -sTCP:LISTEN -Fpc': `p${process.pid}\ncnode\nf6\n` },
  })
  expect(await portTaken(system, 'http', 8080)).toEqual([])
})

test('it is said to be taken where nobody tells by what', async () => {
  const system = fakeSystem({ isPortFree, platform: 'darwin' })
  expect(await portTaken(system, 'http', 8080)).toEqual([{ code: 'port-taken', facts: { port: '8080' }, commands: [] }])
})

test('nothing is said where trying to listen fails for another reason', async () => {
  const system = fakeSystem({ isPortFree: () => Promise.reject(new Error('EACCES')) })
  await expect(portTaken(system, 'http', 80)).rejects.toThrow('EACCES')
})
