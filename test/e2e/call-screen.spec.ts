import type { BrowserContextOptions, Locator, Page } from 'playwright'
import type { Socket } from 'socket.io-client'
import { borderContrasts, expectNoViolations } from '../helpers/accessibility.js'
import { expectCameraOn, expectPictureMoves, expectWaiting, join } from '../helpers/call-page.js'
import type { ChromiumOptions } from '../helpers/chromium.js'
import { expectLayoutHolds, WINDOW_SIZES, ZOOMED } from '../helpers/layout.js'
import { expect, test } from './support/fixtures.js'
import { hostOfFile } from './support/hosts.js'
import { tabTo } from './support/keyboard.js'
import { pageOpener } from './support/pages.js'
import { keepWhatPasses, silentPeople } from './support/silent-people.js'
import { chooseAbout, openAccess } from './support/start-screen.js'

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }

const host = hostOfFile({ capacity: 8 })
const newPage = pageOpener()
const addSilent = silentPeople(host)

async function open(look: BrowserContextOptions = {}, browser: ChromiumOptions = {}): Promise<Page> {
  const page = await newPage(look, browser)
  await keepWhatPasses(page)
  await page.goto(host.page())
  return page
}

async function callOfTwo(room: string): Promise<{ ann: Page; bob: Page }> {
  const [ann, bob] = [await open(), await open()]
  await join(ann, 'Ann', room)
  await expectWaiting(ann)
  await join(bob, 'Bob', room)
  await expectPictureMoves(ann)
  return { ann, bob }
}

/** Ann and Bob, of whom Ann sees a tile with his name. */
async function withSilentBob(room: string): Promise<{ ann: Page; bob: Socket }> {
  const ann = await open()
  await join(ann, 'Ann', room)
  await expectWaiting(ann)
  const bob = await addSilent('Bob', room)
  await expect(ann.getByTestId('remote-video')).toHaveCount(1)
  return { ann, bob }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const bar = (page: Page) => page.getByRole('toolbar')
const boxOf = async (locator: Locator) => (await locator.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
const menuItem = async (page: Page, name: string) => {
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name }).click()
}

/** How much of the window tiles have, those of the others and one's own. */
const shareOfTiles = (page: Page) =>
  page.evaluate(() => {
    const tiles = [
      ...document.querySelectorAll('figure:has([data-testid="remote-video"], [data-testid="local-video"])'),
    ]
    const boxes = tiles.map((tile) => tile.getBoundingClientRect())
    return boxes.reduce((sum, { width, height }) => sum + width * height, 0) / innerWidth / innerHeight
  })

/** Names that the bar lies over. */
const namesCovered = (page: Page) =>
  page.evaluate(() => {
    const bar = document.querySelector('[role="toolbar"]')?.getBoundingClientRect() ?? new DOMRect()
    return [...document.querySelectorAll('figcaption')]
      .filter((name) => {
        const { left, right, top, bottom } = name.getBoundingClientRect()
        return left < bar.right && right > bar.left && top < bar.bottom && bottom > bar.top
      })
      .map((name) => name.textContent)
  })

/** What is said of a connection where it lies over a name or beneath the bar, and names that are not on their picture. */
const wordsAmiss = (page: Page) =>
  page.evaluate(() => {
    const bar = document.querySelector('[role="toolbar"]')?.getBoundingClientRect() ?? new DOMRect()
    const meet = (one: DOMRect, other: DOMRect) =>
      one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
    return [...document.querySelectorAll('figure')].flatMap((figure) => {
      const [tile, name] = [figure.getBoundingClientRect(), figure.querySelector('figcaption') ?? figure]
      const isSeen = name.checkVisibility({ visibilityProperty: true })
      const caption = name.getBoundingClientRect()
      const said = [...figure.querySelectorAll(':scope > p')].map((it) => it.getBoundingClientRect())
      const isOn = caption.left >= tile.left && caption.right <= tile.right && caption.top >= tile.top
      const problems = said.filter((it) => meet(it, bar) || (isSeen && meet(it, caption)))
      return problems.length > 0 || !isOn || caption.bottom > tile.bottom ? [figure.textContent] : []
    })
  })

/** What tiles get at least of the window with this many people: the last row of some is not full. */
const LEAST: Record<number, { desktop: number; phone: number }> = {
  2: { desktop: 0.99, phone: 0.9 },
  3: { desktop: 0.65, phone: 0.65 },
  4: { desktop: 0.85, phone: 0.9 },
  5: { desktop: 0.6, phone: 0.75 },
  6: { desktop: 0.7, phone: 0.88 },
  7: { desktop: 0.65, phone: 0.75 },
  8: { desktop: 0.7, phone: 0.85 },
}

test('the stage suits however many there are', async () => {
  const ann = await open()
  await join(ann, 'Ann', 'many')
  await expectWaiting(ann)

  await test.step('waiting shows the link and its button whole at every size', async () => {
    for (const size of WINDOW_SIZES) {
      await ann.setViewportSize(size)
      for (const one of [button(ann, 'Copy link'), ann.getByRole('img', { name: /^QR code/ })]) {
        await expect.poll(() => isWhole(one), { message: `${size.width}×${size.height}` }).toBe(true)
      }
    }
  })

  await test.step('pictures get most of the window, be they two or eight, and the bar covers no name', async () => {
    for (const [people, least] of Object.entries(LEAST)) {
      await addSilent(`Person ${people}`, 'many')
      await expect(ann.getByTestId('remote-video')).toHaveCount(Number(people) - 1)
      if (people === '4')
        await test.step('four people are two by two, and each picture covers its tile', () => expectTwoByTwo(ann))
      for (const [size, atLeast] of [
        [DESKTOP, least.desktop],
        [PHONE, least.phone],
      ] as const) {
        await ann.setViewportSize(size)
        const what = `${people} people at ${size.width}×${size.height}`
        await expect.poll(() => shareOfTiles(ann), { message: what }).toBeGreaterThanOrEqual(atLeast)
        const covered = async () => {
          // The bar hides from a pointer that rests.
          await ann.mouse.move(size.width / 2, Math.random() * 8)
          return namesCovered(ann)
        }
        await expect.poll(covered, { message: what }).toEqual([])
      }
      for (const size of WINDOW_SIZES) {
        await ann.setViewportSize(size)
        const amiss = async () => {
          await ann.mouse.move(size.width / 2, Math.random() * 8)
          return wordsAmiss(ann)
        }
        await expect.poll(amiss, { message: `${people} people at ${size.width}×${size.height}` }).toEqual([])
      }
    }
  })
})

async function expectTwoByTwo(ann: Page): Promise<void> {
  await ann.setViewportSize(DESKTOP)
  const placed = async () => {
    const tiles = await ann.getByRole('figure').all()
    const boxes = await Promise.all(tiles.map(boxOf))
    return [new Set(boxes.map(({ x }) => Math.round(x))).size, new Set(boxes.map(({ y }) => Math.round(y))).size]
  }
  await expect.poll(placed).toEqual([2, 2])
  const place = ann.getByRole('figure').first().locator('..')
  await expect(place).toHaveCSS('transition', 'translate 0.2s ease-out')
  await expectPictureMoves(ann, 'local-video')
  const tile = ann.getByRole('figure').filter({ has: ann.getByTestId('local-video') })
  const shown = () => boxOf(ann.getByTestId('local-video'))
  const [frame, before] = [await boxOf(tile), await shown()]
  expect(before.width).toBeGreaterThanOrEqual(frame.width - 2)
  expect(before.height).toBeGreaterThanOrEqual(frame.height - 2)

  const areaOf = ({ width, height }: { width: number; height: number }) => width * height
  await ann.getByTestId('local-video').dblclick()
  await expect.poll(async () => areaOf(await shown())).toBeLessThan(0.95 * areaOf(before))
  await ann.getByTestId('local-video').dblclick()
  await expect.poll(shown).toEqual(before)
}

test('what the call of two people shows and lets them do', async () => {
  const { ann, bob } = await callOfTwo('two')

  await test.step('it can be read and used by everyone', async () => {
    await expectNoViolations(ann)
  })

  await test.step('who wants little motion gets none, and forced colors leave every button a border', async () => {
    await ann.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' })
    const moves = () =>
      ann.evaluate(() =>
        [...document.querySelectorAll('main *')]
          .filter((it) => parseFloat(getComputedStyle(it).transitionDuration) > 0)
          .map((it) => it.className),
      )
    await expect.poll(moves).toEqual([])
    for (const one of await bar(ann).getByRole('button').all()) await expect(one).not.toHaveCSS('border-style', 'none')
    await expectNoViolations(ann)
    await ann.emulateMedia({ reducedMotion: null, forcedColors: null })
  })

  await test.step('on an upright phone the pictures of two people get most of the screen', async () => {
    await ann.setViewportSize(PHONE)
    const shared = async () => {
      const boxes = await Promise.all(['remote-video', 'local-video'].map((id) => boxOf(ann.getByTestId(id))))
      return boxes.reduce((sum, { width, height }) => sum + width * height, 0) / PHONE.width / PHONE.height
    }
    await expect.poll(shared).toBeGreaterThanOrEqual(0.6)
    // What a picture leaves of its tile shows a dark copy of it, as large as the tile.
    for (const tile of await ann.getByRole('figure').all()) {
      const copy = tile.locator('canvas')
      await expect(copy).toHaveCSS('filter', 'brightness(0.4)')
      // Both move to their places for a moment.
      await expect(async () => expect(await boxOf(copy)).toEqual(await boxOf(tile))).toPass()
    }
    await ann.setViewportSize(DESKTOP)
  })

  await test.step('one’s own picture is dragged to another corner, swapped by a press, and hidden', async () => {
    const own = ann.getByTestId('local-video')
    await expect.poll(async () => (await boxOf(own)).x).toBeGreaterThan(DESKTOP.width / 2)
    const { x, y, width } = await boxOf(own)
    await ann.mouse.move(x + width / 2, y + 40)
    await ann.mouse.down()
    await ann.mouse.move(300, 200, { steps: 4 })
    await ann.mouse.up()
    await expect.poll(async () => (await boxOf(own)).x).toBeLessThan(DESKTOP.width / 2)
    expect((await boxOf(own)).y).toBeLessThan(DESKTOP.height / 2)
    expect((await boxOf(own)).width).toBeLessThan(DESKTOP.width / 4)

    await button(ann, 'Swap the two pictures').click()
    await expect.poll(async () => (await boxOf(own)).width).toBe(DESKTOP.width)
    await expectPictureMoves(ann)
    await expect(button(ann, 'Swap the two pictures')).toHaveAttribute('aria-pressed', 'true')
    expect((await boxOf(ann.getByTestId('remote-video'))).width).toBeLessThan(DESKTOP.width / 4)
    await button(ann, 'Swap the two pictures').press('Enter')
    await expect.poll(async () => (await boxOf(own)).width).toBeLessThan(DESKTOP.width / 4)
    await button(ann, 'Swap the two pictures').press('ArrowRight')
    await expect.poll(async () => (await boxOf(own)).x).toBeGreaterThan(DESKTOP.width / 2)
    await button(ann, 'Swap the two pictures').press('ArrowDown')
    await expect.poll(async () => (await boxOf(own)).y).toBeGreaterThan(DESKTOP.height / 2)

    await menuItem(ann, 'Hide my picture')
    await expect(own).toHaveCount(0)
    await menuItem(ann, 'Show my picture')
    await expect(own).toBeVisible()

    await ann.setViewportSize({ width: 844, height: 390 })
    await menuItem(ann, 'Raise hand')
    const hand = ann.getByRole('img', { name: 'Hand raised' })
    await expect(hand).toBeVisible()
    // On a picture as low as this one, it is whole nonetheless.
    expect((await boxOf(hand)).y).toBeGreaterThanOrEqual((await boxOf(own)).y)
    await ann.setViewportSize(DESKTOP)
  })

  await test.step('the panel of people says who is there and how others come in', async () => {
    await button(bob, 'Mute microphone').click()
    await button(ann, 'People').click()
    const panel = ann.getByRole('complementary', { name: 'People' })
    await expect(panel.getByRole('listitem')).toHaveCount(2)
    await expect(panel.getByRole('listitem').filter({ hasText: 'Bob' }).getByLabel('Muted')).toBeVisible()
    await expect(panel.getByRole('button', { name: 'Copy link' })).toBeVisible()
    await expect(panel.getByText(/\/two$/)).toBeVisible()
    await expect(panel.getByRole('img', { name: /QR/ })).toBeVisible()

    await panel.getByRole('button', { name: 'Show Bob large' }).click()
    await expect(panel.getByRole('button', { name: 'Show Bob large' })).toHaveAttribute('aria-pressed', 'true')
    await panel.getByRole('button', { name: 'Show Bob large' }).click()
    await ann.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
  })

  await test.step('every toggle says what it is by its name or its state', async () => {
    await expectCameraOn(ann)
    for (const [on, off] of [
      ['Mute microphone', 'Unmute microphone'],
      ['Turn off camera', 'Turn on camera'],
    ] as const) {
      await button(ann, on).click()
      await expect(button(ann, off)).toBeFocused()
    }
    for (const name of ['Chat', 'People']) {
      await expect(button(ann, name)).toHaveAttribute('aria-expanded', 'false')
      await button(ann, name).click()
      await expect(button(ann, name)).toHaveAttribute('aria-expanded', 'true')
    }
    await menuItem(ann, 'Lock room')
    await expect(bob.getByText('Locked', { exact: true })).toBeVisible()
    await button(ann, 'More').click()
    await expect(ann.getByRole('menuitem', { name: 'Unlock room' })).toBeVisible()
    await ann.getByRole('menuitem', { name: 'One person large' }).click()
    await button(ann, 'More').click()
    await expect(ann.getByRole('menuitem', { name: 'Everyone the same size' })).toBeVisible()
  })
})

test('what opens over a call and beside it', async () => {
  const { ann, bob } = await withSilentBob('opened')

  await test.step('a menu that is opened while the chat opens stays open, and keeps the focus', async () => {
    // One after the other before the page is drawn again.
    await ann.evaluate(() => {
      for (const name of ['Chat', 'More']) {
        const button = document.querySelector<HTMLElement>(`button[aria-label^="${name}"]`)
        button?.focus()
        button?.click()
      }
    })
    await expect(ann.getByRole('log')).toBeVisible()
    await expect(ann.getByRole('menuitem').first()).toBeFocused()
    await ann.keyboard.press('Escape')
    await button(ann, 'Chat').click()
    await expect(ann.getByRole('log')).toHaveCount(0)
  })

  await test.step('it can be read and used by everyone', async () => {
    await bob.emitWithAck('send', { message: 'hello' })
    const card = ann.getByRole('button', { name: 'hello' })
    await expect(card).toBeVisible()
    // Name and bar stand side by side, and the card above them.
    const [marks, said] = [await boxOf(button(ann, 'Volume of Bob')), await boxOf(card)]
    expect(said.y + said.height).toBeLessThanOrEqual(marks.y)
    await expectNoViolations(ann)
    await button(ann, 'More').click()
    await expect(ann.getByRole('menu')).toBeVisible()
    await expectNoViolations(ann)
    await ann.keyboard.press('Escape')
    await button(ann, 'People').click()
    await expect(button(ann, 'Copy link')).toBeVisible()
    await expectNoViolations(ann)
    await ann.keyboard.press('Escape')
    await expect(button(ann, 'Copy link')).toHaveCount(0)
  })

  await test.step('each list of devices opens above its caret, and what opens beside a call has its title and × in one line', async () => {
    for (const name of ['Choose microphone', 'Choose camera']) {
      await button(ann, name).click()
      const [caret, menu] = [await boxOf(button(ann, name)), await boxOf(ann.getByRole('menu'))]
      expect(menu.x).toBeLessThanOrEqual(caret.x)
      expect(menu.x + menu.width).toBeGreaterThanOrEqual(caret.x + caret.width)
      expect(menu.y + menu.height).toBeLessThanOrEqual(caret.y)
      await ann.keyboard.press('Escape')
    }
    await ann.setViewportSize({ width: 320, height: 640 })
    await expect(button(ann, 'Choose camera')).toBeHidden()
    const open = [
      () => button(ann, 'Chat').click(),
      () => button(ann, 'People').click(),
      () => menuItem(ann, 'Send files…'),
      () => menuItem(ann, 'Connection in numbers'),
      () => menuItem(ann, 'Signaling log'),
    ]
    for (const openOne of open) {
      await openOne()
      const panel = ann.getByRole('complementary').filter({ has: ann.getByRole('heading', { level: 2 }) })
      const title = panel.getByRole('heading', { level: 2 })
      const lines = await title.evaluate((it) => it.clientHeight / Number.parseFloat(getComputedStyle(it).lineHeight))
      expect(lines).toBeLessThan(1.5)
      await panel.getByRole('button', { name: 'Close', exact: true }).click()
      await expect(panel).toHaveCount(0)
    }
    await ann.setViewportSize(DESKTOP)
  })

  await test.step('dialogs over a call are dark, whatever the system’s colors, and so is the card after it', async () => {
    await ann.emulateMedia({ colorScheme: 'light' })
    const isDark = (locator: Locator) =>
      locator.evaluate((it) => {
        const [red = 255, green = 255, blue = 255] =
          getComputedStyle(it).backgroundColor.match(/\d+/g)?.map(Number) ?? []
        return Math.max(red, green, blue) < 60
      })
    for (const item of ['Settings', 'Help: check my network']) {
      await menuItem(ann, item)
      await expect.poll(() => isDark(ann.getByRole('dialog')), { message: item }).toBe(true)
      await ann.keyboard.press('Escape')
    }
    await button(ann, 'People').click()
    await button(ann, 'Remove Bob').click()
    await expect.poll(() => isDark(ann.getByRole('dialog', { name: 'Remove Bob?' }))).toBe(true)
    await ann.keyboard.press('Escape')
    await ann.keyboard.press('Escape')
    await button(ann, 'Hang up').click()
    await expect(button(ann, 'Rejoin')).toBeVisible()
    expect(await isDark(button(ann, 'Rejoin').locator('xpath=../..'))).toBe(true)
    await button(ann, 'Back').click()
    await button(ann, 'Settings').click()
    await expect.poll(() => isDark(ann.getByRole('dialog'))).toBe(false)
  })
})

test('the bar hides, also after a press of the mouse; news of the call does not', async () => {
  const { ann, bob } = await withSilentBob('news')
  await button(ann, 'Mute microphone').click()
  await expect(bar(ann)).toHaveCSS('opacity', '0')
  await expect(ann.locator('p', { has: ann.getByRole('timer') })).toHaveCSS('opacity', '0')

  const listening = await ann.locator('main [aria-live="polite"]').last().evaluateHandle(listenFor, 'Carl came in.')
  await addSilent('Carl', 'news')
  await listening.evaluate(({ heard }) => heard)
  await bob.emitWithAck('send', { message: 'shall we start?' })
  const card = ann.getByRole('button', { name: 'shall we start?' })
  await expect(card).toBeVisible()
  await expect(bar(ann)).toHaveCSS('opacity', '0')
  await card.click()
  await expect(ann.getByRole('log').getByText('shall we start?', { exact: true })).toBeVisible()
  await expect(card).toHaveCount(0)
})

/** Runs in the page. What is said in the region of news goes away by itself. */
const listenFor = (region: Element, text: string) => ({
  heard: new Promise<void>((resolve) => {
    const look = () => {
      if (region.textContent?.includes(text)) resolve()
    }
    new MutationObserver(look).observe(region, { childList: true, subtree: true, characterData: true })
  }),
})

test('a device that is not there says so when it is pressed, and is tried again', async () => {
  const ann = await open({}, { devices: false })
  await join(ann, 'Ann', 'missing')
  await expectWaiting(ann)
  for (const [name, title] of [
    ['Turn on camera', 'Others cannot see you'],
    ['Unmute microphone', 'Others cannot hear you'],
  ] as const) {
    await expect(button(ann, name)).toHaveAccessibleDescription(title)
    await button(ann, name).click()
    const dialog = ann.getByRole('dialog', { name: title })
    await expect(dialog.getByRole('alert')).toContainText('was found')
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await expect(dialog).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await expect(dialog).toHaveCount(0)
    await expect(button(ann, name)).toBeFocused()
  }
})

test('a device that is refused says how to allow it, and works once it is allowed', async () => {
  const ann = await open({}, { allowed: false })
  await ann.context().clearPermissions()
  await join(ann, 'Ann', 'refused')
  await expectWaiting(ann)
  await button(ann, 'Turn on camera').click()
  const dialog = ann.getByRole('dialog', { name: 'Others cannot see you' })
  await expect(dialog.getByRole('alert')).toBeVisible()
  await ann.context().grantPermissions(['camera', 'microphone'])
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog).toHaveCount(0)
  await expectCameraOn(ann)
})

/** Whether nothing cuts the element off and nothing lies over its corners. */
const isWhole = (locator: Locator) =>
  locator.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    const points = [
      [left + 4, y],
      [right - 4, y],
      [x, top + 3],
      [x, bottom - 3],
    ] as const
    return points.every(([x, y]) => element.contains(document.elementFromPoint(x, y)))
  })

test('on a plain http page the way to camera and microphone is whole on a phone', async () => {
  const [address] = host.addresses
  test.skip(address === undefined, 'this machine has no network')
  const guest = await newPage({ viewport: PHONE })
  await guest.goto(`http://${address}:${host.port}/plain`)
  await join(guest, 'Ann')
  await expectWaiting(guest)
  const box = guest.getByRole('complementary', { name: 'You' })
  await expect(box).toBeVisible()
  expect((await boxOf(box)).width).toBeGreaterThan(200)
  await expect.poll(() => isWhole(box.getByRole('button'))).toBe(true)
})

test('a voice call turns the camera off for as long as it lasts, and is answered by a telephone', async () => {
  const [ann, bob] = [await open({}, { devices: false }), await open()]
  await ann.getByLabel('Your name').fill('Ann')
  await bob.getByLabel('Your name').fill('Bob')
  await expectCameraOn(bob)
  await chooseAbout(ann, 'Bob', 'Audio only')
  await expect(button(bob, 'Answer')).toBeVisible()
  await expect(button(bob, 'Accept')).toHaveCount(0)
  await expect(button(bob, 'Audio only')).toHaveCount(0)
  await button(bob, 'Answer').click()
  await expect(bob.getByRole('status')).toHaveText('In a call with Ann.')
  await expect(button(bob, 'Turn on camera')).toBeVisible()
  await button(bob, 'Hang up').click()
  await button(bob, 'Back').click()
  await expectCameraOn(bob)
})

test('a whole call works by keyboard alone', async () => {
  const ann = await open()
  await expect(button(ann, 'Copy link')).toBeVisible()
  await expectTabsThrough(ann, 12)
  await ann.getByLabel('Your name').focus()
  await ann.keyboard.type('Ann')
  await tabTo(ann, 'Enter a room')
  await ann.keyboard.press('Enter')
  await ann.keyboard.type('keys')
  await ann.keyboard.press('Enter')
  await expectWaiting(ann)
  await addSilent('Bob', 'keys')
  await expect(ann.getByTestId('remote-video')).toHaveCount(1)

  await expectTabsThrough(ann, 8)
  await tabTo(ann, 'Mute microphone')
  await ann.keyboard.press('Enter')
  await expect(button(ann, 'Unmute microphone')).toBeFocused()
  await tabTo(ann, 'Chat')
  await ann.keyboard.press('Enter')
  await expect(ann.getByRole('textbox', { name: 'Message' })).toBeFocused()
  await ann.keyboard.type('hello')
  await ann.keyboard.press('Enter')
  await expect(ann.getByRole('log').getByText('hello', { exact: true })).toBeVisible()
  await ann.keyboard.press('Escape')
  await expect(button(ann, 'Chat')).toBeFocused()
  await tabTo(ann, 'More')
  await ann.keyboard.press('Enter')
  await expect(ann.getByRole('menuitem').first()).toBeFocused()
  await ann.keyboard.press('ArrowDown')
  await expect(ann.getByRole('menuitem').nth(1)).toBeFocused()
  await ann.keyboard.press('Escape')
  await expect(button(ann, 'More')).toBeFocused()
  await tabTo(ann, 'Hang up')
  await ann.keyboard.press('Enter')
  await expect(button(ann, 'Hang up')).toHaveCount(0)
})

/** Tab reaches every control on the page, one after the other in the order in which they are read. */
async function expectTabsThrough(page: Page, least: number): Promise<void> {
  // Some of them come a moment later than the others.
  await expect(async () => {
    const count = await page.evaluate(() => {
      const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
      const shown = controls.filter(
        (it) => it.checkVisibility({ visibilityProperty: true }) && !it.matches(':disabled'),
      )
      for (const [index, control] of shown.entries()) control.setAttribute('data-at', String(index))
      // The next Tab begins at the top.
      document.body.tabIndex = -1
      document.body.focus()
      document.body.removeAttribute('tabindex')
      return shown.length
    })
    expect(count).toBeGreaterThanOrEqual(least)
    const reached: unknown[] = []
    for (let presses = 0; presses < count; presses++) {
      await page.keyboard.press('Tab')
      reached.push(await page.evaluate(() => document.activeElement?.getAttribute('data-at')))
    }
    expect(reached).toEqual(Array.from({ length: count }, (_, index) => String(index)))
  }).toPass()
}

test('at 200 % zoom everything is there, whole, before a call, alone in one and with others', async () => {
  const ann = await open({ viewport: ZOOMED })
  await expect(button(ann, 'Copy link')).toBeVisible()
  await expectNoViolations(ann, [ZOOMED])
  await expectLayoutHolds(ann, 'start', [ZOOMED])
  await join(ann, 'Ann', 'zoomed')
  await expectWaiting(ann)
  await expectNoViolations(ann, [ZOOMED])
  await expectLayoutHolds(ann, 'waiting', [ZOOMED])
  for (const name of ['Bob', 'Carl', 'Dan']) await addSilent(name, 'zoomed')
  await expect(ann.getByTestId('remote-video')).toHaveCount(3)
  await expectNoViolations(ann, [ZOOMED])
  await expectLayoutHolds(ann, 'a call of four', [ZOOMED])
})

test('every button and field that has a border has one of 3:1 against what is around it', async () => {
  const ann = await open()
  await button(ann, 'Enter a room').click()
  await button(ann, 'Another address').click()
  await expect(ann.getByLabel('Host address')).toBeVisible()
  await expectBorders(ann, 5)
  await openAccess(ann)
  await expect(ann.getByRole('dialog')).toBeVisible()
  await expectBorders(ann, 6)
  await ann.keyboard.press('Escape')
  await join(ann, 'Ann', 'contrast')
  await expectWaiting(ann)
  await expectBorders(ann, 1)
})

/** Of this many controls at least; those without a border are known by their color or by what stands on them. */
async function expectBorders(page: Page, least: number): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const all = () => borderContrasts(page.locator('button:visible, input:visible, select:visible, textarea:visible'))
    expect((await all()).length, colorScheme).toBeGreaterThanOrEqual(least)
    const faint = async () => (await all()).filter(({ contrast }) => contrast < 3)
    // Colors change within a moment.
    await expect.poll(faint, { message: colorScheme }).toEqual([])
  }
}
