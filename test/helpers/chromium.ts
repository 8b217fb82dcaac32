import { type Browser, chromium, type LaunchOptions } from 'playwright'
import { findBrowser } from '../../tools/browser.js'
import { type FontSet, fontConfig } from './font-sets.js'

const FAKE_DEVICES = '--use-fake-device-for-media-stream=device-count=2,fps=10'
const ALLOW_DEVICES = '--use-fake-ui-for-media-stream'

export interface ChromiumOptions extends Pick<LaunchOptions, 'executablePath'> {
  /** Two pretend cameras, which draw a clock ten times a second, and a microphone, which beeps. */
  devices?: boolean
  /** Whether the pages may use them. */
  allowed?: boolean
  args?: readonly string[]
  /** The only fonts there are. All that are installed when left out. */
  fonts?: FontSet
}

/** A Chromium with pretend devices, which asks nothing and calls nobody. */
export function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const { devices = true, allowed = true, args = [], fonts, executablePath = findBrowser() } = options
  const isRoot = process.getuid?.() === 0
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    ...(fonts && { env: { ...process.env, FONTCONFIG_FILE: fontConfig(fonts) } }),
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
  })
}
