import { spawnSync } from 'node:child_process'
import { DEBIAN_BROWSER, findBrowser, findShell } from './browser.js'
import { canInstall, install, missingOf, type Need } from './packages.js'
import { npx } from './step.js'

/**
 * `npm run setup`: gets what the tests need and this machine lacks, and says what, why, and what it leaves out. Packages
 * are installed on Debian and Ubuntu, as root or through a sudo that asks nothing; elsewhere it gets a browser alone.
 * Exits with 1 if no browser starts in the end, without which few tests can run.
 */

const BROWSER: Need = { packages: ['chromium'], why: 'calls between browsers' }
const SHELL: Need = { packages: ['chromium-headless-shell'], why: 'tests that take a third less processor time' }
const FONTS: Need = {
  packages: ['fonts-dejavu-core', 'fonts-noto-core', 'fonts-noto-cjk'],
  why: 'layouts that hold with different fonts',
}
const NETWORK: Need = {
  packages: ['iproute2', 'iptables', 'nftables'],
  why: 'machines pretended on this one, with cables and firewalls between them',
}

const REDIS: Need = {
  packages: ['redis-tools'],
  why: 'several hosts that are one by a Redis, whose server is in it too',
}

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Installs what is missing, or says why it does not. Tells whether all is there. */
async function provide(need: Need): Promise<boolean> {
  const missing = missingOf(need)
  if (missing?.packages.length === 0) return true
  if (missing && canInstall()) return install(missing)
  const why = missing ? 'this account is not root and sudo asks for a password' : 'this is neither Debian nor Ubuntu'
  say(`Left out: ${(missing ?? need).packages.join(', ')} for ${need.why}, because ${why}.`)
  return false
}

/** Playwright's own browser where it can be downloaded, with the libraries it needs, else the system's package. */
async function provideBrowser(): Promise<boolean> {
  if (hasBrowser()) return true
  if (!findBrowser()) await npx('Getting a browser: Playwright’s own', 'playwright', 'install', 'chromium')
  if (findBrowser() && !hasBrowser() && canInstall())
    await npx('Installing the libraries that this browser needs', 'playwright', 'install-deps', 'chromium')
  return hasBrowser() || ((await provide(BROWSER)) && hasBrowser())
}

/** Whether there is a browser and it starts: one that was downloaded may lack libraries on a bare Linux. */
function hasBrowser(): boolean {
  const path = findBrowser()
  if (path === undefined || process.platform !== 'linux') return path !== undefined
  return spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0
}

const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0
if (isRootOnLinux) await provide(NETWORK)
else say('Left out: tools to pretend several machines, which works on Linux as root alone.')
await provide(FONTS)
await provide(REDIS)
if (await provideBrowser()) {
  if (findShell() === DEBIAN_BROWSER) await provide(SHELL)
  say(`The browsers of the tests are ${[...new Set([findBrowser(), findShell()])].join(' and ')}.`)
} else {
  say('No browser starts. Install Chromium or Chrome, or name one in LANLINE_BROWSER.')
  process.exitCode = 1
}
