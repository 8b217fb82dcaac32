import type { Page, ViewportSize } from 'playwright'
import { expect } from 'playwright/test'

/** The sizes of window at which every layout holds. */
export const WINDOW_SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 320, height: 640 },
] as const

/** What is left of a desktop's window at 200 % zoom (WCAG 2.2, 1.4.4). */
export const ZOOMED = { width: 640, height: 400 } as const

/** What nothing may lie over: all that can be pressed, all that is written, and what floats. */
const SOLID =
  'button, a[href], input, select, textarea, summary, h1, h2, p, aside, figcaption, [role="toolbar"], figure > [data-testid="local-video"]'

/**
 * Fails where at one of the sizes something lies over something else, runs off the window or is cut off, be the text as
 * it is or 20 % longer.
 */
export async function expectLayoutHolds(
  page: Page,
  what: string,
  sizes: readonly ViewportSize[] = WINDOW_SIZES,
): Promise<void> {
  const sizeBefore = page.viewportSize()
  for (const size of sizes) {
    await page.setViewportSize(size)
    const problems = async () => {
      // Controls hide from a pointer that rests.
      await page.mouse.move(size.width / 2, Math.random() * 8)
      return page.evaluate(layoutProblems, SOLID)
    }
    const where = `${what} at ${size.width}×${size.height}`
    await expect.poll(problems, { message: where }).toEqual([])
    await page.evaluate(lengthenText)
    await expect.poll(problems, { message: `${where}, with longer text` }).toEqual([])
    await page.evaluate(() => document.adoptedStyleSheets.pop())
  }
  if (sizeBefore) await page.setViewportSize(sizeBefore)
}

/** Runs in the page: spreads letters, so that what is written takes 20 % more room. */
function lengthenText(): void {
  const text = document.body.innerText
  const context = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D
  context.font = `100px ${getComputedStyle(document.body).fontFamily}`
  const spacing = (0.2 * context.measureText(text).width) / text.length / 100
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { letter-spacing: ${spacing}em !important }`)
  document.adoptedStyleSheets.push(sheet)
}

/** Runs in the page: what is wrong with where things are, in words. */
function layoutProblems(solid: string): string[] {
  const problems: string[] = []
  const dialogs = [...document.querySelectorAll('dialog[open]')]
  const menu = document.querySelector('[role="menu"]')
  // What is open lies over everything else.
  const cover = [...document.querySelectorAll('main > aside')].find((it) => it.clientWidth >= innerWidth)
  const root = menu ?? dialogs.at(-1) ?? cover ?? document.body

  const nameOf = (element: Element) => {
    const text = element.getAttribute('aria-label') || element.textContent?.trim() || element.getAttribute('class')
    return `${element.tagName.toLowerCase()} "${text?.slice(0, 40)}"`
  }
  const clips = (element: Element, axis: 'X' | 'Y') => getComputedStyle(element)[`overflow${axis}`] !== 'visible'
  const scrolls = (element: Element, axis: 'X' | 'Y') =>
    ['auto', 'scroll'].includes(getComputedStyle(element)[`overflow${axis}`])
  const ancestors = (element: Element) => {
    const all: Element[] = []
    for (let at = element.parentElement; at && at !== document.documentElement; at = at.parentElement) all.push(at)
    return all
  }
  /** Where a text's letters are; a button in it keeps its own to itself. */
  const boxOf = (element: Element) => {
    if (!element.matches('p, h1, h2') || element.querySelector('button')) return element.getBoundingClientRect()
    const range = document.createRange()
    range.selectNodeContents(element)
    return range.getBoundingClientRect()
  }
  /** What of the element is to be seen. */
  const shownOf = (element: Element): DOMRect => {
    let { left, top, right, bottom } = boxOf(element)
    for (const ancestor of ancestors(element)) {
      const box = ancestor.getBoundingClientRect()
      if (clips(ancestor, 'X')) [left, right] = [Math.max(left, box.left), Math.min(right, box.right)]
      if (clips(ancestor, 'Y')) [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)]
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top))
  }
  // What only screen readers are to find is one pixel large.
  const isSeen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  }
  const all = [...root.querySelectorAll(solid)].filter(isSeen)
  const shown = new Map(all.map((element) => [element, shownOf(element)]))

  const { scrollWidth, scrollHeight } = document.documentElement
  if (scrollWidth > innerWidth) problems.push(`the page is ${scrollWidth - innerWidth} px too wide`)
  for (const element of all) {
    const box = boxOf(element)
    const around = ancestors(element)
    const [besideX, besideY] = [around.find((it) => scrolls(it, 'X')), around.find((it) => scrolls(it, 'Y'))]
    const frame = besideX?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight)
    if (!besideX || besideX.scrollWidth <= besideX.clientWidth) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1)
        problems.push(`${nameOf(element)} runs off sideways`)
    }
    if (!besideY && scrollHeight <= innerHeight && (box.top < -1 || box.bottom > innerHeight + 1))
      problems.push(`${nameOf(element)} runs off the window`)
    // A badge may stand out a little.
    const overflow = Math.max(element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight)
    if (element.matches('button') && overflow > 3) problems.push(`the text of ${nameOf(element)} does not fit into it`)
  }
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) {
      const [a, b] = [shown.get(one), shown.get(other)] as [DOMRect, DOMRect]
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (width <= 1 || height <= 1 || one.contains(other) || other.contains(one)) continue
      const figure = one.closest('figure')
      if (!figure || figure !== other.closest('figure'))
        problems.push(`${nameOf(one)} and ${nameOf(other)} overlap by ${Math.round(width)}×${Math.round(height)}`)
    }
  }
  for (const element of all.filter((it) => !it.matches('aside, video'))) {
    const box = shown.get(element) as DOMRect
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    if (box.width < 2 || box.height < 2 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue
    const top = document.elementFromPoint(x, y)
    if (top && top !== element && !element.contains(top) && !top.contains(element))
      problems.push(`${nameOf(top)} covers ${nameOf(element)}`)
  }
  return problems
}
