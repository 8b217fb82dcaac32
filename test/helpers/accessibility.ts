import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as axe from 'axe-core'
import type { Page, ViewportSize } from 'playwright'
import { expect } from 'playwright/test'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The sizes of window that every screen is made for. */
export const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

/** Does something at every size and in both colour schemes; afterwards the page looks as it did before. */
export async function inEveryLook(
  page: Page,
  act: (look: string) => Promise<unknown>,
  sizes: readonly ViewportSize[] = Object.values(SIZES),
): Promise<void> {
  const before = page.viewportSize()
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await act(`${size.width}×${size.height}, ${colorScheme}`)
    }
  }
  if (before) await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: null })
}

/** Fails on what axe finds against WCAG 2.2 AA in any look, or where the page is wider than its window. */
export async function expectNoViolations(page: Page, sizes?: readonly ViewportSize[]): Promise<void> {
  await page.evaluate(AXE)
  await inEveryLook(page, (look) => expectNone(page, look), sizes)
}

async function expectNone(page: Page, look: string): Promise<void> {
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    return (await window.axe.run(document, { runOnly: tags })).violations
  })
  expect(
    violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ failureSummary, html }) => `${html} ${failureSummary}`).join(' ')}`,
    ),
    look,
  ).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, look).toBeLessThanOrEqual(0)
}
