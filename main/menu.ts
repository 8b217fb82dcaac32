import type { MenuItemConstructorOptions } from 'electron'

export interface MenuChoices {
  showSettings: () => void
  /** Only where the app is developed can the page be loaded again and looked into. */
  isDevelopment: boolean
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' }

/** The application's menu, as each platform expects it. Nothing in it leads out of the app. */
export function appMenu(choices: MenuChoices, platform: NodeJS.Platform = process.platform) {
  const settings = { label: 'Settings…', accelerator: 'CommandOrControl+,', click: choices.showSettings }
  const view = viewMenu(choices)
  const template: MenuItemConstructorOptions[] =
    platform === 'darwin'
      ? [macAppMenu(settings), { role: 'fileMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }]
      : [fileMenu(settings), { role: 'editMenu' }, view, { role: 'windowMenu' }]
  // On macOS the system adds a search of the menus, and "About" is in the app's own menu.
  template.push({ role: 'help', submenu: platform === 'darwin' ? [] : [{ role: 'about' }] })
  return template
}

function macAppMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      SEPARATOR,
      settings,
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  }
}

function fileMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return { role: 'fileMenu', submenu: [settings, SEPARATOR, { role: 'quit' }] }
}

function viewMenu({ isDevelopment }: MenuChoices): MenuItemConstructorOptions {
  const forDevelopers: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { role: 'forceReload' },
    { role: 'toggleDevTools' },
    SEPARATOR,
  ]
  return {
    role: 'viewMenu',
    submenu: [
      ...(isDevelopment ? forDevelopers : []),
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      // The same key without Shift, as browsers have it.
      { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
      { role: 'zoomOut' },
      SEPARATOR,
      { role: 'togglefullscreen' },
    ],
  }
}
