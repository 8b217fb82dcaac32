import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright'
import { findBrowser, findShell } from '../../tools/browser.js'
import { type FontSet, fontConfig } from './font-sets.js'

const FAKE_DEVICES = '--use-fake-device-for-media-stream=device-count=2,fps=5'
const ALLOW_DEVICES = '--use-fake-ui-for-media-stream'

/** Starts what LANLINE_PROGRAM names inside the machine whose prefix LANLINE_INSIDE is. */
const START_INSIDE = fileURLToPath(new URL('./start-inside.sh', import.meta.url))

export interface ChromiumOptions {
  /** Two pretend cameras, which draw a clock five times a second, and a microphone, which beeps. */
  devices?: boolean
  /** Whether the pages may use them. */
  allowed?: boolean
  args?: readonly string[]
  /** The pretend machine that the browser runs in, as the words before a command that runs it there. */
  inside?: readonly string[]
  /**
   * Whether the page needs the whole browser, where a shell would do for others: devices keep their ids over a reload, and
   * whoever may not use them tells addresses by mDNS alone.
   */
  whole?: boolean
  /** The only fonts there are. All that are installed when left out. */
  fonts?: FontSet
}

/** A Chromium with pretend devices, which asks nothing and calls nobody. */
export const launchChromium = (options: ChromiumOptions = {}): Promise<Browser> =>
  chromium.launch(launchOptions(options))

/** The same with a profile in this folder, and so with a disk, where other pages have memory that looks like one. */
export const launchProfile = (folder: string, options: ChromiumOptions = {}): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, launchOptions(options))

function launchOptions(options: ChromiumOptions): LaunchOptions {
  const { devices = true, allowed = true, args = [], inside, fonts } = options
  const program = options.whole || !allowed ? findBrowser() : findShell()
  const executablePath = inside ? START_INSIDE : program
  const isRoot = process.getuid?.() === 0
  return {
    ...(executablePath !== undefined && { executablePath }),
    env: {
      ...process.env,
      ...(fonts && { FONTCONFIG_FILE: fontConfig(fonts) }),
      ...(inside && { LANLINE_INSIDE: inside.join(' '), LANLINE_PROGRAM: program }),
    },
    args: [
      ...(devices ? [FAKE_DEVICES] : []),
      ...(allowed ? [ALLOW_DEVICES] : []),
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      // Nobody looks or listens, and a pretend GPU keeps a core busy.
      '--disable-gpu',
      '--mute-audio',
      ...args,
    ],
  }
}
