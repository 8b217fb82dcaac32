import { mkdir } from 'node:fs/promises'
import envPaths from 'env-paths'

/**
 * The folder in which a host keeps what outlives it: `folder`, or the one that the system has for the data of programs.
 * Where it is missing it is made, for this account alone. Rejects with the system's error where that cannot be.
 */
export async function dataFolder(folder = envPaths('Lanline', { suffix: '' }).data): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}
