import { randomUUID } from 'node:crypto'
import { chmod, link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { log } from './log.js'

/** The end of a draft's name, after the name of the file that it becomes: the process that writes it, which older ones lack. */
const DRAFT = /\.(?:(\d{1,10})\.)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/
/** What accounts other than the file's own may do with it. */
const OTHERS = 0o077
/** A draft this old is nobody's any more: one is written in no time. */
const ABANDONED_AFTER_MS = 60_000
/** The names of those that this process writes at the moment. */
const ownDrafts = new Set<string>()

/**
 * What `parse` makes of a text file; undefined where there is none. One that cannot be read or parsed is renamed to
 * `<name>.bad`, where it is in nobody's way and not lost, and `onSetAside` told of that.
 */
export async function readOrSetAside<T>(
  path: string,
  parse: (text: string) => T,
  onSetAside = (_path: string) => {},
): Promise<T | undefined> {
  try {
    return parse(await readFile(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    const bad = `${path}.bad`
    await rename(path, bad)
    log.error(`${path} is damaged or cannot be read. It is now called ${bad}, and a new one takes its place.`)
    onSetAside(bad)
    return undefined
  }
}

/** Takes from others what they may do with a file that this account alone is to read, and logs that they could. */
export async function keepPrivate(path: string): Promise<void> {
  const { mode } = await stat(path)
  // Windows knows no such modes, and says of each file that everyone may read it.
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return
  const advice = 'Whoever may have read it can pass for this host; without the file a new one is made.'
  try {
    await chmod(path, 0o600)
    log.warn(`Other accounts could read ${path}; from now on they cannot. ${advice}`)
  } catch (error) {
    log.warn(`Other accounts can read ${path}, and that cannot be changed: ${(error as Error).message}. ${advice}`)
  }
}

/**
 * Writes a file that this account alone may read (where the system knows such modes), in place of any that is there.
 * Whoever reads it meanwhile, or after a power cut, finds all of the new text or all of the old.
 */
export async function replacePrivateFile(path: string, text: string): Promise<void> {
  await withDraft(path, text, (draft) => rename(draft, path))
}

/** The same where there is no such file yet; one that is there already stays as it is. */
export async function createPrivateFile(path: string, text: string): Promise<void> {
  await withDraft(path, text, async (draft) => {
    try {
      await link(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  })
}

/**
 * Removes the drafts in a folder whose writers were killed, be it a moment ago, since a private key may be in them. Never
 * rejects: what cannot be removed is logged.
 */
export async function removeDrafts(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      const [draft, writer] = DRAFT.exec(name) ?? []
      if (draft !== undefined && (await isAbandoned(path, writer))) await rm(path, { force: true })
    }
  } catch (error) {
    log.warn(`Drafts of files in ${folder} cannot be removed: ${(error as Error).message}`)
  }
}

async function isAbandoned(path: string, writer: string | undefined): Promise<boolean> {
  if (ownDrafts.has(basename(path))) return false
  // A container has each of its hosts under the same number.
  if (writer !== undefined && (Number(writer) === process.pid || !isRunning(Number(writer)))) return true
  const { mtimeMs } = await stat(path)
  return Date.now() - mtimeMs >= ABANDONED_AFTER_MS
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // That of another account may not be signalled, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function withDraft(path: string, text: string, publish: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${path}.${process.pid}.${randomUUID()}.tmp`
  ownDrafts.add(basename(draft))
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await publish(draft)
  } finally {
    await rm(draft, { force: true })
    ownDrafts.delete(basename(draft))
  }
}
