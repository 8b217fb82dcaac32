import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { KnownHosts } from '../../../../main/storage/known-hosts.js'
import { log } from '../../../../main/storage/log.js'
import { temporaryFolder } from '../../../helpers/temporary-folder.js'

const ONE = '1'.repeat(43)
const TWO = '2'.repeat(43)

test('a host is known with its key, by this process and the next, until it is forgotten', async () => {
  const folder = await temporaryFolder()
  const hosts = await KnownHosts.load(folder)
  expect(hosts.keyOf('192.168.1.5:8080')).toBeUndefined()
  await hosts.remember('192.168.1.5:8080', ONE)
  await hosts.remember('192.168.1.5:8081', TWO)
  const later = await KnownHosts.load(folder)
  expect(later.keyOf('192.168.1.5:8080')).toBe(ONE)
  expect(later.keyOf('192.168.1.5:8081')).toBe(TWO)
  await later.forget('192.168.1.5:8080')
  expect((await KnownHosts.load(folder)).keyOf('192.168.1.5:8080')).toBeUndefined()
})

test('of more than 500 hosts, those not used for longest are forgotten', async () => {
  const folder = await temporaryFolder()
  const names = Array.from({ length: 500 }, (_, index) => `10.0.0.5:${1000 + index}`)
  await writeFile(join(folder, 'known-hosts.json'), JSON.stringify(names.map((host) => ({ host, key: ONE }))))
  const hosts = await KnownHosts.load(folder)
  const [first = '', second = '', ...others] = names
  await hosts.remember(first, ONE)
  await hosts.remember('mypc.local:8080', TWO)
  expect(hosts.keyOf(second)).toBeUndefined()
  const later = await KnownHosts.load(folder)
  expect([...others, first].filter((name) => later.keyOf(name) !== ONE)).toEqual([])
  expect(JSON.parse(await readFile(join(folder, 'known-hosts.json'), 'utf8'))).toHaveLength(500)
})

test('what is no list of keys is a list of none', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'known-hosts.json'), JSON.stringify([{ host: 'mypc:8080', key: 'short' }]))
  expect((await KnownHosts.load(folder)).keyOf('mypc:8080')).toBeUndefined()
  logged.mockRestore()
})
