import type { SavedFile, Sink } from '../../call/files/incoming-file.js'
import { handOut } from './hand-out.js'

const FOLDER = 'incoming'

/** A file in the storage of the page's origin, which nobody else sees, handed out as a download once it is whole. */
export async function openPrivateSink(name: string): Promise<Sink> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle(FOLDER, { create: true })
  await removeForgotten(folder)
  const key = crypto.randomUUID()
  const giveUp = await hold(key)
  const handle = await folder.getFileHandle(key, { create: true })
  const writable = await handle.createWritable()
  return {
    write: (bytes) => writable.write(bytes),
    finish: async (): Promise<SavedFile> => {
      await writable.close()
      // It stays until the page is gone: nothing tells when the browser has read all of it.
      const { again, release } = handOut(await handle.getFile(), name)
      return { name, show: { kind: 'again', act: again }, release }
    },
    discard: async () => {
      await writable.abort().catch(() => undefined)
      giveUp()
      await folder.removeEntry(key).catch(() => undefined)
    },
  }
}

/** Removes what pages that are gone have left. A page holds a lock on each file of its own. */
async function removeForgotten(folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const key of folder.keys()) {
    await navigator.locks.request(key, { ifAvailable: true }, async (lock) => {
      if (lock) await folder.removeEntry(key).catch(() => undefined)
    })
  }
}

/** Keeps others from removing the file, until the function that comes back is called, or the page is gone. */
function hold(key: string): Promise<() => void> {
  return new Promise((resolve) => {
    void navigator.locks.request(key, () => new Promise<void>((giveUp) => resolve(giveUp)))
  })
}
