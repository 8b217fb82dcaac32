import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** "Internet" of Windows' zones (URLZONE_INTERNET): programs that open the file are careful, and say so. */
const ZONE = '[ZoneTransfer]\r\nZoneId=3\r\n'
/** Flags of macOS' quarantine: downloaded, and not yet allowed by the person (LSQuarantine). */
const FLAGS = '0081'

const run = promisify(execFile)

/**
 * Tells the system that a file is from another computer, so that it asks before it runs it: by an alternate data stream on
 * Windows, by an extended attribute on macOS. Linux has nothing of the kind. Rejects where the disk keeps no such marks.
 */
export async function markOfOrigin(
  path: string,
  platform: NodeJS.Platform = process.platform,
  execute: (file: string, args: string[]) => Promise<unknown> = run,
): Promise<void> {
  if (platform === 'win32') await writeFile(`${path}:Zone.Identifier`, ZONE)
  if (platform !== 'darwin') return
  await execute('/usr/bin/xattr', ['-w', ...quarantine(), path])
}

/** The same for all of these files, which are in the folder. */
export async function markFolder(
  folder: string,
  files: readonly string[],
  platform: NodeJS.Platform = process.platform,
  execute: (file: string, args: string[]) => Promise<unknown> = run,
): Promise<void> {
  if (platform === 'win32') for (const file of files) await markOfOrigin(file, platform)
  // One program for all of them.
  if (platform === 'darwin') await execute('/usr/bin/xattr', ['-r', '-w', ...quarantine(), folder])
}

/** The attribute's name and what it says. */
function quarantine(): [name: string, value: string] {
  const seconds = Math.floor(Date.now() / 1_000).toString(16)
  return ['com.apple.quarantine', `${FLAGS};${seconds};Lanline;`]
}
