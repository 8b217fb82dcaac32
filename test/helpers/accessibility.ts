import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as axe from 'axe-core'
import type { Page } from 'playwright'
import { expect } from 'playwright/test'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The sizes of window that every screen is made for. */
export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

/** Each size and each colour scheme once, for what need not be looked at in all four combinations. */
export const LOOKS = {
  'desktop, light': { viewport: SIZES.desktop, colorScheme: 'light' },
  'phone, dark': { viewport: SIZES.phone, colorScheme: 'dark' },
} as const

/** Fails on what axe finds against WCAG 2.2 AA, or where the page is wider than its window. */
export async function expectNoViolations(page: Page): Promise<void> {
  await page.evaluate(AXE)
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    return (await window.axe.run(document, { runOnly: tags })).violations
  })
  expect(
    violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ failureSummary, html }) => `${html} ${failureSummary}`).join(' ')}`,
    ),
  ).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
}
