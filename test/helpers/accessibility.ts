import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as axe from 'axe-core'
import type { Locator, Page, ViewportSize } from 'playwright'
import { expect } from 'playwright/test'
import { WINDOW_SIZES } from './layout.js'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const ALL_RULES: axe.RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** What can be another in the dark than it is by day. */
const COLOR_RULES: axe.RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

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
export async function expectNoViolations(page: Page, sizes: readonly ViewportSize[] = WINDOW_SIZES): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNone(page, sizes, ALL_RULES)
  // All that is shown at other sizes is shown at one of these two.
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNone(page, sizes === WINDOW_SIZES ? Object.values(SIZES) : sizes, COLOR_RULES)
  await page.emulateMedia({ colorScheme: null })
}

async function expectNone(page: Page, sizes: readonly ViewportSize[], runOnly: axe.RunOnly): Promise<void> {
  const before = page.viewportSize()
  for (const size of sizes) {
    await page.setViewportSize(size)
    // Controls hide from a pointer that rests.
    await page.mouse.move(size.width / 2, Math.random() * 8)
    const { violations, overflow } = await page.evaluate(async (rules) => {
      // What is still being faded in has less contrast than it will have.
      const running = document.getAnimations().filter(({ playState }) => playState === 'running')
      const ending = running.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      await Promise.allSettled(ending.map(({ finished }) => finished))
      const { violations } = await window.axe.run(document, { runOnly: rules, resultTypes: ['violations'] })
      return { violations, overflow: document.documentElement.scrollWidth - innerWidth }
    }, runOnly)
    const look = `${size.width}×${size.height}, ${runOnly === COLOR_RULES ? 'dark' : 'light'}`
    expect(
      violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ failureSummary, html }) => `${html} ${failureSummary}`).join(' ')}`,
      ),
      look,
    ).toEqual([])
    expect(overflow, look).toBeLessThanOrEqual(0)
  }
  if (before) await page.setViewportSize(before)
}

/** Of each of these controls that has a border: its contrast with what is around it (WCAG 2.2, 1.4.11), from 1 to 21. */
export function borderContrasts(controls: Locator): Promise<{ html: string; contrast: number }[]> {
  return controls.evaluateAll((elements) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D
    const luminance = (color: string) => {
      context.fillStyle = color
      context.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const isClear = (color: string) => /^rgba\(.* 0\)$/.test(color)
    const backgroundOf = (it: Element) => getComputedStyle(it).backgroundColor
    const bordered = elements.filter((it) => {
      const { borderTopWidth, borderTopColor } = getComputedStyle(it)
      return borderTopWidth !== '0px' && !isClear(borderTopColor)
    })
    return bordered.map((it) => {
      let around = it.parentElement as Element
      while (isClear(backgroundOf(around)) && around.parentElement) around = around.parentElement
      // The border is drawn over what is around it, as far as it can be seen through.
      const [one, other] = [luminance(backgroundOf(around)), luminance(getComputedStyle(it).borderTopColor)]
      return { html: it.outerHTML, contrast: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) }
    })
  })
}
