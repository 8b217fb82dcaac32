import { describe, expect, test } from 'vitest'
import { systemVault } from '../../../../main/storage/vault.js'
import { FakeSafeStorage } from '../../../helpers/fake-safe-storage.js'

describe('systemVault', () => {
  test('gives back what was put in, and base64 in between', async () => {
    const vault = systemVault(new FakeSafeStorage(), 'linux')
    const encrypted = await vault.encrypt('séçret')
    expect(encrypted).toBe(Buffer.from('v11key:terçés').toString('base64'))
    expect(await vault.decrypt(encrypted)).toEqual({ text: 'séçret', isOutdated: false })
  })

  test('keeps nothing on Linux where the key is known to everyone', async () => {
    const system = new FakeSafeStorage({ mark: 'v10', key: 'peanuts' })
    expect(await system.isAsyncEncryptionAvailable()).toBe(true)
    await expect(systemVault(system, 'linux').encrypt('secret')).rejects.toThrow('no safe place')
  })

  test.each(['darwin', 'win32'] as const)('takes the same mark on %s for what it is there', async (platform) => {
    const vault = systemVault(new FakeSafeStorage({ mark: 'v10' }), platform)
    expect(await vault.decrypt(await vault.encrypt('secret'))).toMatchObject({ text: 'secret' })
  })

  test('rejects what the person refuses, though encryption is said to be available', async () => {
    const system = new FakeSafeStorage({ isRefused: true })
    expect(await system.isAsyncEncryptionAvailable()).toBe(true)
    const vault = systemVault(system, 'darwin')
    await expect(vault.encrypt('secret')).rejects.toThrow()
    await expect(vault.decrypt('c2VjcmV0')).rejects.toThrow()
  })
})
