import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

/** The browser of Debian's package. */
export const DEBIAN_BROWSER = '/usr/bin/chromium'

/** Where systems keep a Chromium or Chrome that Playwright can drive. */
const SYSTEM_BROWSERS = [
  DEBIAN_BROWSER,
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser of another package of Debian's: Chromium without windows, menus and prompts. */
const DEBIAN_SHELL = '/usr/bin/chromium-headless-shell'

/** The whole browser that tests drive: `LANLINE_BROWSER` if set, else Playwright's own, else the system's. */
export function findBrowser(): string | undefined {
  return firstThatExists([...chosenBrowsers(), ...SYSTEM_BROWSERS])
}

/**
 * The browser for pages that need none of what a shell lacks: permissions to refuse, plain origins that count as secure,
 * and candidates by mDNS. The system's shell takes a good third less processor time than its whole browser.
 */
export function findShell(): string | undefined {
  return firstThatExists([...chosenBrowsers(), DEBIAN_SHELL, ...SYSTEM_BROWSERS])
}

function chosenBrowsers() {
  const { LANLINE_BROWSER } = process.env
  return [LANLINE_BROWSER, chromium.executablePath()]
}

const firstThatExists = (paths: readonly (string | undefined)[]) => paths.find((path) => path && existsSync(path))
