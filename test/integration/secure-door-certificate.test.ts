import { X509Certificate } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { loadCertificate } from '../../main/host/certificate.js'
import { SecureDoor } from '../../main/host/secure-door.js'
import { log } from '../../main/storage/log.js'
import { temporaryFolder } from '../helpers/temporary-folder.js'

const HOUR_MS = 3_600_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A secure door on a free port of loopback, and what it hears of the machine's addresses. */
async function open() {
  const folder = await temporaryFolder()
  const machine = { addresses: ['192.168.1.5'] }
  const onRenewed = vi.fn()
  const door = await SecureDoor.open({
    http: createServer(),
    certificate: () => loadCertificate(folder, { addresses: machine.addresses, hostnames: [] }),
    port: 0,
    relay: (socket) => void socket.destroy(),
    address: '127.0.0.1',
    onRenewed,
  })
  onTestFinished(() => door.close())
  return { folder, machine, onRenewed, door }
}

test('keeps to the addresses, and tells whoever asks it to, but nobody else', async () => {
  const { machine, onRenewed, door } = await open()
  const before = door.facts
  expect(await door.update()).toBe(false)
  expect(door.facts).toEqual(before)
  machine.addresses = ['192.168.1.6']
  expect(await door.update()).toBe(true)
  expect(door.facts.fingerprint).not.toBe(before.fingerprint)
  expect(door.facts).toMatchObject({ port: before.port, key: before.key })
  expect(onRenewed).not.toHaveBeenCalled()
})

test('makes one certificate where it is asked twice at once', async () => {
  const { folder, machine, door } = await open()
  machine.addresses = ['192.168.1.6']
  expect(await Promise.all([door.update(), door.update()])).toEqual([true, false])
  const kept = new X509Certificate(await readFile(join(folder, 'certificate.pem')))
  expect(door.facts.fingerprint).toBe(kept.fingerprint256)
})

test('looks after its certificate by itself: one that is no longer valid is made anew, and that is told', async () => {
  const { onRenewed, door } = await open()
  const { fingerprint } = door.facts
  const renewed = new Promise((resolve) => onRenewed.mockImplementation(() => resolve(door.facts.fingerprint)))
  vi.setSystemTime(door.validity.notAfter.getTime() + HOUR_MS)
  vi.advanceTimersByTime(HOUR_MS)
  expect(await renewed).not.toBe(fingerprint)
  expect(onRenewed).toHaveBeenCalledOnce()
})

test('says what fails, and keeps the certificate it has', async () => {
  const error = vi.spyOn(log, 'error').mockImplementation(() => {})
  onTestFinished(() => error.mockRestore())
  const { folder, machine, door } = await open()
  const before = door.facts
  await rm(folder, { recursive: true })
  await writeFile(folder, 'no folder')
  machine.addresses = ['192.168.1.6']
  expect(await door.update()).toBe(false)
  expect(error).toHaveBeenCalledWith(expect.stringContaining('The certificate could not be made anew'))
  expect(door.facts).toEqual(before)
})

test('closed, it looks after nothing any more', async () => {
  const { door } = await open()
  expect(vi.getTimerCount()).toBe(1)
  await door.close()
  expect(vi.getTimerCount()).toBe(0)
})

test('is closed only when it has caught up', async () => {
  const { machine, door } = await open()
  machine.addresses = ['192.168.1.6']
  const order: string[] = []
  await Promise.all([door.update().then(() => order.push('caught up')), door.close().then(() => order.push('closed'))])
  expect(order).toEqual(['caught up', 'closed'])
})
