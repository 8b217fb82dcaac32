import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { appMenu } from '../../../../main/app/menu.js'

type Item = MenuItemConstructorOptions
const submenu = (item: Item | undefined) => (item?.submenu ?? []) as Item[]
const flat = (items: Item[]): Item[] => items.flatMap((item) => [item, ...flat(submenu(item))])
const menuOf = (platform: NodeJS.Platform, isDevelopment = false, showSettings = () => {}) =>
  flat(appMenu({ showSettings, isDevelopment }, platform))
const roles = (items: Item[]) => items.map(({ role }) => role)

const PLATFORMS = ['darwin', 'win32', 'linux'] as const

describe('appMenu', () => {
  test.each(PLATFORMS)('has what can be edited, zoomed and left by key on %s', (platform) => {
    expect(roles(menuOf(platform))).toEqual(
      expect.arrayContaining([
        'editMenu',
        'resetZoom',
        'zoomIn',
        'zoomOut',
        'togglefullscreen',
        'windowMenu',
        'about',
        'quit',
      ]),
    )
  })

  test("keeps macOS's own menu to macOS, before all others", () => {
    const [first] = appMenu({ showSettings: () => {}, isDevelopment: false }, 'darwin')
    expect(first?.role).toBe('appMenu')
    expect(roles(submenu(first))).toEqual(
      expect.arrayContaining(['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit']),
    )
    for (const platform of ['win32', 'linux'] as const) expect(roles(menuOf(platform))).not.toContain('services')
  })

  test('zooms the window by the menu on macOS, the only system that knows how', () => {
    expect(roles(menuOf('darwin'))).toContain('zoom')
    for (const platform of ['win32', 'linux'] as const) expect(roles(menuOf(platform))).not.toContain('zoom')
  })

  test.each(PLATFORMS)('leads to the settings on %s', (platform) => {
    const showSettings = vi.fn()
    const item = menuOf(platform, false, showSettings).find(({ label }) => label === 'Settings…')
    expect(item?.accelerator).toBe('CommandOrControl+,')
    item?.click?.(...([] as unknown as Parameters<NonNullable<Item['click']>>))
    expect(showSettings).toHaveBeenCalledOnce()
  })

  test.each(PLATFORMS)('looks into the page only where it is developed, on %s', (platform) => {
    const tools = ['reload', 'forceReload', 'toggleDevTools']
    expect(roles(menuOf(platform, true))).toEqual(expect.arrayContaining(tools))
    for (const tool of tools) expect(roles(menuOf(platform))).not.toContain(tool)
  })

  test.each(PLATFORMS)('spells out the view menu, whose default has developer tools, on %s', (platform) => {
    const view = menuOf(platform).find(({ role }) => role === 'viewMenu')
    expect(submenu(view)).not.toHaveLength(0)
  })
})
