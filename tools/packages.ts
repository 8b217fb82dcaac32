import { spawnSync } from 'node:child_process'
import { step } from './step.js'

/** Packages of Debian and Ubuntu, and what for. */
export interface Need {
  packages: readonly string[]
  why: string
}

/** What this machine lacks of these packages; undefined where it is neither Debian nor Ubuntu. */
export function missingOf(need: Need): Need | undefined {
  const installed = installedPackages()
  return installed && { ...need, packages: need.packages.filter((name) => !installed.has(name)) }
}

/** Installs packages, as root or through a sudo that asks nothing, and says so. Tells whether that went well. */
export async function install({ packages, why }: Need): Promise<boolean> {
  const root = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (title: string, ...args: string[]) => {
    const [command = '', ...rest] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args]
    return step(title, command, ...rest)
  }
  return (
    (await apt('Reading the list of packages', 'update')) &&
    apt(`Installing ${packages.join(', ')} for ${why}`, 'install', '-y', '--no-install-recommends', ...packages)
  )
}

/** Whether `install` can work: whether this account is root, or may be without being asked for a password. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
}

function installedPackages(): Set<string> | undefined {
  const { status, stdout } = spawnSync('dpkg', ['--get-selections'], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
  if (status !== 0) return undefined
  return new Set(stdout.split('\n').flatMap((line) => line.match(/^([^\s:]+)\S*\s+(?:install|hold)$/)?.[1] ?? []))
}
