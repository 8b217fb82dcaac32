import type { SafeStorage } from 'electron'

/** Encrypts texts so that no other account can read them. What the system does not do rejects. */
export interface Vault {
  isAvailable(): Promise<boolean>
  /** Gives base64. */
  encrypt(text: string): Promise<string>
  decrypt(base64: string): Promise<string>
}

type System = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/** The vault of the system. On Linux there may be none, where Electron encrypts with a key that everyone knows. */
export function systemVault(system: System, platform: NodeJS.Platform = process.platform): Vault {
  const isPretended = () => platform === 'linux' && system.getSelectedStorageBackend() === 'basic_text'
  return {
    isAvailable: async () => !isPretended() && (await system.isAsyncEncryptionAvailable()),
    encrypt: async (text) => (await system.encryptStringAsync(text)).toString('base64'),
    decrypt: async (base64) => (await system.decryptStringAsync(Buffer.from(base64, 'base64'))).result,
  }
}
