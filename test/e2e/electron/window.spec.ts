import { writeFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { join } from '../../helpers/call-page.js'
import { IS_WAYLAND, type LaunchedApp } from '../support/electron-apps.js'
import { expect, test } from '../support/fixtures.js'
import { moveTo } from '../support/move-to.js'
import { chooseTab } from '../support/start-screen.js'

const NO_PLACE = 'Wayland tells no app where its windows are.'

const bounds = ({ app }: LaunchedApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
const setBounds = ({ app }: LaunchedApp, bounds: Electron.Rectangle) =>
  app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), bounds)
const isShown = ({ app }: LaunchedApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())

/** Whether some of the window can be seen on a display. */
const isInSight = ({ app }: LaunchedApp) =>
  app.evaluate(({ BrowserWindow, screen }) => {
    const bounds = BrowserWindow.getAllWindows()[0]?.getBounds()
    if (!bounds) return false
    const { x, y, width, height } = screen.getDisplayMatching(bounds).workArea
    const isAcross = bounds.x < x + width && bounds.x + bounds.width > x
    return isAcross && bounds.y < y + height && bounds.y + bounds.height > y
  })

/** The menus that the tray gets from now on. */
const trayMenus = ({ app }: LaunchedApp) =>
  app.evaluateHandle(({ Tray }) => {
    const menus: (Electron.Menu | null)[] = []
    const { setContextMenu } = Tray.prototype
    Tray.prototype.setContextMenu = function (menu) {
      menus.push(menu)
      setContextMenu.call(this, menu)
    }
    return menus
  })

test('the window comes back where it was, and as large', async ({ apps }) => {
  test.skip(IS_WAYLAND, NO_PLACE)
  const profile = await apps.newProfile()
  const before = await apps.launch({ profile })
  const place = { x: 60, y: 80, width: 800, height: 640 }
  await setBounds(before, place)
  await expect.poll(() => bounds(before)).toEqual(place)
  await before.quit()
  const after = await apps.launch({ profile })
  await expect.poll(() => bounds(after)).toEqual(place)
})

test('a window whose display has gone comes back on one that is there', async ({ apps }) => {
  test.skip(IS_WAYLAND, NO_PLACE)
  const profile = await apps.newProfile()
  const before = await apps.launch({ profile })
  await setBounds(before, { x: 20_000, y: 80, width: 800, height: 640 })
  test.skip(await isInSight(before), 'This system keeps windows on its displays by itself.')
  await before.quit()
  const after = await apps.launch({ profile })
  await expect.poll(() => isShown(after)).toBe(true)
  expect(await isInSight(after)).toBe(true)
})

test('the page is light or dark with the system', async ({ apps }) => {
  const { app, page } = await apps.launch()
  for (const [theme, background] of [
    ['dark', 'rgb(19, 20, 21)'],
    ['light', 'rgb(245, 245, 242)'],
  ] as const) {
    await app.evaluate(({ nativeTheme }, theme) => {
      nativeTheme.themeSource = theme
    }, theme)
    await expect(page.locator('body')).toHaveCSS('background-color', background)
  }
})

test('the keys that mute everywhere are taken in a call, and given back after it', async ({ apps }) => {
  const profile = await apps.newProfile()
  const app = { keepHosting: false, openAtLogin: false, muteShortcut: true }
  await writeFile(joinPath(profile, 'settings.json'), JSON.stringify({ version: 2, app }))
  const ann = await apps.launch({ profile })
  const isTaken = () =>
    ann.app.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('CommandOrControl+Shift+M'))
  expect(await isTaken()).toBe(false)
  await join(ann.page, 'Ann', 'standup')
  await expect.poll(isTaken).toBe(true)
  await ann.page.getByRole('button', { name: 'Hang up' }).click()
  await expect.poll(isTaken).toBe(false)
})

test('a window that is closed only hides where the person wants to go on hosting, and the tray brings it back', async ({
  apps,
}) => {
  const ann = await apps.launch()
  await ann.page.getByRole('button', { name: 'Settings' }).click()
  await chooseTab(ann.page, 'This computer')
  await ann.page.getByLabel('Go on hosting when the window is closed').check()
  await ann.page.getByRole('button', { name: 'Save' }).click()
  await expect(ann.page.getByRole('dialog')).toHaveCount(0)
  const menus = await trayMenus(ann)
  await join(ann.page, 'Ann', 'standup')
  await expect.poll(() => menus.evaluate(({ length }) => length)).toBeGreaterThan(0)

  await ann.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => isShown(ann)).toBe(false)
  const bob = await apps.launch()
  await moveTo(bob.page, new URL(ann.page.url()).host)

  await menus.evaluate((menus) => {
    menus
      .at(-1)
      ?.items.find(({ label }) => label === 'Open Lanline')
      ?.click()
  })
  await expect.poll(() => isShown(ann)).toBe(true)
})
