import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** As new as the Node that Electron brings, whose major version it shares. */
const VERSION = '24.21.0'
const FOLDER = join('node_modules', '.cache', 'electron-node')
const DOWNLOAD_LIMIT_MS = 180_000

/**
 * A Node like the one that the main process runs on in the app: npm has it for the usual systems, and it is fetched once.
 * Or why there is none, as half a sentence.
 */
export function electronNodeOrReason(): { path: string } | { reason: string } {
  const [major] = VERSION.split('.')
  if (process.versions.node.split('.')[0] === major) return { reason: `all tests run on Node ${major} already` }
  const system = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${system}-${process.arch}`
  const path = join(FOLDER, VERSION, 'node_modules', name, 'bin', system === 'win' ? 'node.exe' : 'node')
  if (!existsSync(path)) fetchPackage(`${name}@${VERSION}`)
  return existsSync(path) ? { path } : { reason: `Node ${VERSION} could not be fetched from npm` }
}

function fetchPackage(name: string): void {
  const quietly = ['--silent', '--no-audit', '--no-fund', '--no-save']
  spawnSync('npm', ['install', ...quietly, '--prefix', join(FOLDER, VERSION), name], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
    timeout: DOWNLOAD_LIMIT_MS,
  })
}
