import { X509Certificate } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { SecureEntrance } from '../../main/host/secure-entrance.js'
import { log } from '../../main/storage/log.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const HOUR_MS = 3_600_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** An entrance on a free port of loopback, and what it hears of the machine's addresses. */
async function open() {
  const folder = await temporaryFolder()
  const machine = { addresses: ['192.168.1.5'] }
  const onRenewed = vi.fn()
  const entrance = await SecureEntrance.open({
    http: createServer(),
    folder,
    port: 0,
    relay: (socket) => void socket.destroy(),
    address: '127.0.0.1',
    addresses: () => machine.addresses,
    onRenewed,
  })
  onTestFinished(() => entrance.close())
  return { folder, machine, onRenewed, entrance }
}

test('follows the addresses, and tells whoever asks it to, but nobody else', async () => {
  const { machine, onRenewed, entrance } = await open()
  const before = entrance.facts
  expect(await entrance.update()).toBe(false)
  expect(entrance.facts).toEqual(before)
  machine.addresses = ['192.168.1.6']
  expect(await entrance.update()).toBe(true)
  expect(entrance.facts.fingerprint).not.toBe(before.fingerprint)
  expect(entrance.facts).toMatchObject({ port: before.port, key: before.key })
  expect(onRenewed).not.toHaveBeenCalled()
})

test('makes one certificate where it is to follow twice at once', async () => {
  const { folder, machine, entrance } = await open()
  machine.addresses = ['192.168.1.6']
  expect(await Promise.all([entrance.update(), entrance.update()])).toEqual([true, false])
  const kept = new X509Certificate(await readFile(join(folder, 'certificate.pem')))
  expect(entrance.facts.fingerprint).toBe(kept.fingerprint256)
})

test('looks after its certificate by itself: one that is no longer valid is made anew, and that is told', async () => {
  const { onRenewed, entrance } = await open()
  const { fingerprint } = entrance.facts
  const renewed = new Promise((resolve) => onRenewed.mockImplementation(() => resolve(entrance.facts.fingerprint)))
  vi.setSystemTime(entrance.validity.notAfter.getTime() + HOUR_MS)
  vi.advanceTimersByTime(HOUR_MS)
  expect(await renewed).not.toBe(fingerprint)
  expect(onRenewed).toHaveBeenCalledOnce()
})

test('says what fails, and keeps the certificate it has', async () => {
  const error = vi.spyOn(log, 'error').mockImplementation(() => {})
  onTestFinished(() => error.mockRestore())
  const { folder, machine, entrance } = await open()
  const before = entrance.facts
  await rm(folder, { recursive: true })
  await writeFile(folder, 'no folder')
  machine.addresses = ['192.168.1.6']
  expect(await entrance.update()).toBe(false)
  expect(error).toHaveBeenCalledWith(expect.stringContaining('The certificate could not be made anew'))
  expect(entrance.facts).toEqual(before)
})

test('closed, it looks after nothing any more', async () => {
  const { entrance } = await open()
  expect(vi.getTimerCount()).toBe(1)
  await entrance.close()
  expect(vi.getTimerCount()).toBe(0)
})

test('is closed only when it has followed', async () => {
  const { machine, entrance } = await open()
  machine.addresses = ['192.168.1.6']
  const order: string[] = []
  await Promise.all([
    entrance.update().then(() => order.push('followed')),
    entrance.close().then(() => order.push('closed')),
  ])
  expect(order).toEqual(['followed', 'closed'])
})
