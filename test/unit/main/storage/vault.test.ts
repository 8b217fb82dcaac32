import { describe, expect, test } from 'vitest'
import { systemVault } from '../../../../main/storage/vault.js'

/** Turns texts around, as a stand-in for encryption. */
const system = (isThere: boolean, backend: 'basic_text' | 'gnome_libsecret') => ({
  isAsyncEncryptionAvailable: async () => isThere,
  encryptStringAsync: async (text: string) => Buffer.from([...text].reverse().join('')),
  decryptStringAsync: async (encrypted: Buffer) => ({
    shouldReEncrypt: false,
    result: [...encrypted.toString()].reverse().join(''),
  }),
  getSelectedStorageBackend: () => backend,
})

describe('systemVault', () => {
  test('gives back what was put in, and base64 in between', async () => {
    const vault = systemVault(system(true, 'gnome_libsecret'), 'linux')
    const encrypted = await vault.encrypt('séçret')
    expect(encrypted).toBe(Buffer.from('terçés').toString('base64'))
    expect(await vault.decrypt(encrypted)).toBe('séçret')
  })

  test.each([
    ['linux', true, 'gnome_libsecret', true],
    ['linux', true, 'basic_text', false],
    ['linux', false, 'gnome_libsecret', false],
    ['darwin', true, 'basic_text', true],
    ['win32', false, 'basic_text', false],
  ] as const)('on %s with encryption %s by %s there is one: %s', async (platform, isThere, backend, expected) => {
    expect(await systemVault(system(isThere, backend), platform).isAvailable()).toBe(expected)
  })
})
