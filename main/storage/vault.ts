import type { SafeStorage } from 'electron'

/** Encrypts texts so that no other account can read them. What the system does not do rejects, at once, late or never. */
export interface Vault {
  /** Gives base64. */
  encrypt(text: string): Promise<string>
  decrypt(base64: string): Promise<Decrypted>
}

export interface Decrypted {
  text: string
  /** Whether the system would encrypt it with a better key now. */
  isOutdated: boolean
}

type System = Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>

/** What is encrypted with the constant key of every Chromium on Linux (Chromium, posix_key_provider.cc) begins with this. */
const CONSTANT_KEY = Buffer.from('v10')

/**
 * The vault of the system, which shows what it can do only when it is used: Electron says that encryption is available
 * whether or not the person has let it have a key. On Linux there may be none; there it encrypts with a key that
 * everyone knows, which counts as none here.
 */
export function systemVault(system: System, platform: NodeJS.Platform = process.platform): Vault {
  return {
    encrypt: async (text) => {
      const encrypted = await system.encryptStringAsync(text)
      // On other systems the same mark stands for a key of the person's own.
      if (platform === 'linux' && encrypted.subarray(0, CONSTANT_KEY.length).equals(CONSTANT_KEY)) {
        throw new Error('this system has no safe place for it')
      }
      return encrypted.toString('base64')
    },
    decrypt: async (base64) => {
      const { result, shouldReEncrypt } = await system.decryptStringAsync(Buffer.from(base64, 'base64'))
      return { text: result, isOutdated: shouldReEncrypt }
    },
  }
}
