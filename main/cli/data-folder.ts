import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import envPaths from 'env-paths'

/**
 * The folder in which a host keeps what outlives it: `folder`, or the one that the system has for the data of programs.
 * Where it is missing it is made, for this account alone. Rejects with the system's error where that cannot be.
 */
export async function dataFolder(folder = envPaths('Lanline', { suffix: '' }).data): Promise<string> {
  await make(folder)
  return folder
}

/** Node before 26, asked to make missing parents as well, tries forever where there can be no folder, as in /proc. */
async function make(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (await isFolder(folder)) return
    const parent = dirname(folder)
    const isParentMissing = (error as NodeJS.ErrnoException).code === 'ENOENT' && !(await isFolder(parent))
    if (!isParentMissing || parent === folder) throw error
    await make(parent)
    await make(folder)
  }
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
