import type { SafeStorage } from 'electron'
import { systemVault, type Vault } from '../../main/storage/vault.js'

type AsyncStorage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/** What the system is like behind Electron. */
interface System {
  /** What it encrypts with; what another key encrypted it cannot decrypt. */
  key?: string
  /** What marks such a key: `v10` on Linux is the one that everyone knows, `v11` one of a secret service. */
  mark?: 'v10' | 'v11'
  /** Whether the person, or the system, refuses the key. */
  isRefused?: boolean
  /** Before that it answers nothing. */
  answers?: Promise<unknown>
}

/**
 * Electron 45's `safeStorage` as far as it is asked, as shell/browser/api/electron_api_safe_storage.cc has it: encryption
 * is always said to be available, and only use shows whether there is a key.
 */
export class FakeSafeStorage implements AsyncStorage {
  /** What it was asked, in order. */
  readonly asked: ('encrypt' | 'decrypt')[] = []

  constructor(public system: System = {}) {}

  isAsyncEncryptionAvailable = async () => true
  getSelectedStorageBackend = () => 'gnome_libsecret' as const

  async encryptStringAsync(text: string): Promise<Buffer> {
    this.asked.push('encrypt')
    await this.system.answers
    const { key = 'key', mark = 'v11', isRefused = false } = this.system
    if (isRefused) throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.')
    return Buffer.from(`${mark}${key}:${[...text].reverse().join('')}`)
  }

  async decryptStringAsync(encrypted: Buffer) {
    this.asked.push('decrypt')
    await this.system.answers
    const { key = 'key', isRefused = false } = this.system
    const [found, text = ''] = encrypted.toString().slice('v11'.length).split(':')
    if (isRefused || found !== key) throw new Error('Error while decrypting the ciphertext.')
    return { shouldReEncrypt: false, result: [...text].reverse().join('') }
  }

  /** The app's vault over this. */
  get vault(): Vault {
    return systemVault(this, 'linux')
  }
}

export const vault = (system?: System): Vault => new FakeSafeStorage(system).vault

/** Where there is no secret service, and Electron encrypts with what everyone knows. */
export const noVault = (): Vault => vault({ mark: 'v10', key: 'peanuts' })
