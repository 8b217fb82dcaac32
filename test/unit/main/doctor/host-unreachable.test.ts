import { expect, test } from 'vitest'
import { hostUnreachable } from '../../../../main/doctor/host-unreachable.js'
import { fakeSystem } from '../../../helpers/fake-system.js'

test('the hosts that do not answer are found, each by its address', async () => {
  const answering = new Set(['http://192.168.1.7:8080', 'http://[fd00::8]:8080'])
  const system = fakeSystem({
    askForCard: async (origin) => {
      if (!answering.has(origin)) throw new Error('EHOSTUNREACH')
      return undefined
    },
  })
  const hosts = [
    { name: 'Ann', address: '192.168.1.7', port: 8080 },
    { name: 'Bob', address: '192.168.1.8', port: 8080 },
    { name: 'Ann', address: '192.168.1.7', port: 8081 },
    { name: 'Cem', address: 'fd00::7', port: 8080 },
    { name: 'Dan', address: 'fd00::8', port: 8080 },
  ]
  expect(await hostUnreachable(system, hosts)).toEqual([
    { code: 'host-unreachable', facts: { name: 'Bob', address: '192.168.1.8', port: '8080' }, commands: [] },
    { code: 'host-unreachable', facts: { name: 'Ann', address: '192.168.1.7', port: '8081' }, commands: [] },
    { code: 'host-unreachable', facts: { name: 'Cem', address: '[fd00::7]', port: '8080' }, commands: [] },
  ])
})
