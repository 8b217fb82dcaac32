import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

/** Where systems keep a Chromium or Chrome that Playwright can drive. */
const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser that the tests drive: `LANLINE_BROWSER` if set, else Playwright's own, else the system's. */
export function findBrowser(): string | undefined {
  const { LANLINE_BROWSER } = process.env
  return [LANLINE_BROWSER, chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => path && existsSync(path))
}
