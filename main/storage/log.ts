import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { format } from 'node:util'
import electronLog from 'electron-log/node'
import { redactAddresses } from '../../common/redact-addresses.js'

/** A full file is renamed, in place of the one that was full before. */
const FULL_BYTES = 512 * 1024
const FILE = 'main.log'
const OLD_FILE = 'main.old.log'
/** What goes into a report: the end of it. */
const REPORTED_CHARACTERS = 256 * 1024

const logger = electronLog.create({ logId: 'main' })
const { console: stderr, file } = logger.transports
stderr.format = '{h}:{i}:{s} {level}: {text}'
// By itself it would write what is no error to stdout, which belongs to whoever reads what the host prints.
stderr.writeFn = ({ message }) => process.stderr.write(`${format(...message.data)}\n`)
// Not before there is a folder to write to.
file.level = false

/** What the main process has to say to whoever looks after it: to stderr, and where `logToFile` was called to a file. */
export const log = logger.functions

/** From now on also writes to a file in this folder, which this account alone may read. */
export function logToFile(folder: string): void {
  // Else it looks for a package.json, which a bundle may have none of.
  file.setAppName('Lanline')
  file.resolvePathFn = () => join(folder, FILE)
  file.maxSize = FULL_BYTES
  file.format = '{iso} {level}: {text}'
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  file.level = 'info'
}

/** The end of what was logged to the files of this folder, without addresses and this account's name. Never rejects. */
export async function reportedLog(folder: string): Promise<string> {
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => '')
  const text = (await Promise.all([OLD_FILE, FILE].map(read))).join('')
  const end =
    text.length > REPORTED_CHARACTERS ? text.slice(text.indexOf('\n', -REPORTED_CHARACTERS + text.length) + 1) : text
  return redactAddresses(end).replaceAll(homedir(), '~')
}
