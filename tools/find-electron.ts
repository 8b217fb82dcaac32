import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGE = fileURLToPath(new URL('../node_modules/electron', import.meta.url))
const DOWNLOAD_LIMIT_MS = 180_000
const NOTICE_AFTER_MS = 1_000

/** An Electron that can run here, or why there is none, as half a sentence. */
export type ElectronOrReason = { path: string } | { reason: string }

export interface ElectronOptions {
  /** Whether the binary is fetched, without which the package comes. Ends within three minutes. */
  download?: boolean
  /** A packaged app, which brings an Electron of its own. */
  app?: string | undefined
}

/** Finds the Electron to run the app with. Never rejects. */
export async function electronOrReason({ download = true, app }: ElectronOptions = {}): Promise<ElectronOrReason> {
  const isLinux = process.platform === 'linux'
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (isLinux && !DISPLAY && !WAYLAND_DISPLAY) return { reason: 'this machine has no display' }
  if (isLinux && process.getuid?.() === 0) return { reason: "Electron's sandbox does not run as root" }

  if (download && !app && !installedPath()) await fetchBinary()
  const path = app ?? installedPath()
  if (!path) return { reason: `Electron's binary ${download ? 'could not be' : 'is not'} downloaded` }
  if (isLinux && !isSandboxAllowed(path)) return { reason: "this system does not permit Electron's sandbox" }
  return { path }
}

/**
 * As node_modules/electron/index.js finds it, which would download it too, noisily and however long it takes. Its path is
 * written down when all is unpacked; without that an unpacking was cut off.
 */
export function installedPath(
  folder = PACKAGE,
  { ELECTRON_OVERRIDE_DIST_PATH: other } = process.env,
): string | undefined {
  const nameFile = join(folder, 'path.txt')
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8') : other && 'electron'
  if (!name) return undefined
  const path = join(other || join(folder, 'dist'), name)
  return existsSync(path) ? path : undefined
}

/** The environment for an Electron: with this variable, which shells within some editors have, it would be a mere Node. */
export function environmentForElectron({ ELECTRON_RUN_AS_NODE: _, ...environment } = process.env): NodeJS.ProcessEnv {
  return environment
}

async function fetchBinary(): Promise<void> {
  const notice = setTimeout(() => process.stderr.write('Fetching Electron, once…\n'), NOTICE_AFTER_MS)
  const installer = spawn(process.execPath, [join(PACKAGE, 'install.js')], {
    stdio: 'ignore',
    timeout: DOWNLOAD_LIMIT_MS,
  })
  await once(installer, 'exit').catch(() => undefined)
  clearTimeout(notice)
}

/**
 * Chromium's sandbox is made of user namespaces, or else of a helper that root has marked as its own, which a package
 * of npm's cannot be. Ubuntu since 23.10 and some hardened kernels keep namespaces from programs they do not know; there
 * Electron would abort.
 */
function isSandboxAllowed(electronPath: string): boolean {
  const setting = (name: string) => {
    const file = `/proc/sys/${name}`
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  }
  const areNamespacesRefused =
    setting('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    setting('kernel/unprivileged_userns_clone') === '0' ||
    setting('user/max_user_namespaces') === '0'
  return !areNamespacesRefused || isOwnedByRoot(join(dirname(electronPath), 'chrome-sandbox'))
}

function isOwnedByRoot(helper: string): boolean {
  const stats = statSync(helper, { throwIfNoEntry: false })
  return stats?.uid === 0 && (stats.mode & 0o4755) === 0o4755
}
