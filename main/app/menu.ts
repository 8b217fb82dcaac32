import type { MenuItemConstructorOptions } from 'electron'
import type { AppVocabulary } from '../../common/locales/en/app.js'
import { t } from './language.js'

export interface MenuChoices {
  showSettings: () => void
  /** Only where the app is developed can the page be loaded again and looked into. */
  isDevelopment: boolean
}

type Item = MenuItemConstructorOptions
type Word<Id> = Id extends `menu/${infer Name}` ? Name : never
type Role = Word<keyof AppVocabulary> & Item['role']

const SEPARATOR: Item = { type: 'separator' }

/** What Electron does itself. Its own words for that are English everywhere. */
const item = (role: Role): Item => ({ role, label: t(`menu/${role}`) })
const items = (...roles: Role[]): Item[] => roles.map(item)

/** The application's menu, as each platform expects it. Nothing in it leads out of the app. */
export function appMenu(choices: MenuChoices, platform: NodeJS.Platform = process.platform): Item[] {
  const settings: Item = {
    label: t('menu/settings'),
    accelerator: 'CommandOrControl+,',
    click: choices.showSettings,
  }
  return platform === 'darwin' ? macMenu(settings, choices) : menu(settings, choices, platform)
}

function menu(settings: Item, choices: MenuChoices, platform: NodeJS.Platform): Item[] {
  const quit: Item = { role: 'quit', label: platform === 'win32' ? t('menu/exit') : t('app/quit') }
  return [
    { role: 'fileMenu', label: t('menu/file'), submenu: [settings, SEPARATOR, quit] },
    editMenu(...items('delete'), SEPARATOR, ...items('selectAll')),
    viewMenu(choices),
    windowMenu(...items('close')),
    { role: 'help', label: t('menu/help'), submenu: items('about') },
  ]
}

function macMenu(settings: Item, choices: MenuChoices): Item[] {
  const own = [
    ...items('about'),
    SEPARATOR,
    settings,
    SEPARATOR,
    ...items('services'),
    SEPARATOR,
    ...items('hide', 'hideOthers', 'unhide'),
    SEPARATOR,
    ...items('quit'),
  ]
  const substitutions = [
    ...items('showSubstitutions'),
    SEPARATOR,
    ...items('toggleSmartQuotes', 'toggleSmartDashes', 'toggleTextReplacement'),
  ]
  return [
    { role: 'appMenu', submenu: own },
    { role: 'fileMenu', label: t('menu/file'), submenu: items('close') },
    editMenu(
      ...items('pasteAndMatchStyle', 'delete', 'selectAll'),
      SEPARATOR,
      { label: t('menu/substitutions'), submenu: substitutions },
      { label: t('menu/speech'), submenu: items('startSpeaking', 'stopSpeaking') },
    ),
    viewMenu(choices),
    // Elsewhere it does nothing.
    windowMenu(...items('zoom'), SEPARATOR, ...items('front')),
    // The system adds a search of the menus.
    { role: 'help', label: t('menu/help'), submenu: [] },
  ]
}

function editMenu(...more: Item[]): Item {
  const submenu = [...items('undo', 'redo'), SEPARATOR, ...items('cut', 'copy', 'paste'), ...more]
  return { role: 'editMenu', label: t('menu/edit'), submenu }
}

function viewMenu({ isDevelopment }: MenuChoices): Item {
  const submenu = [
    ...(isDevelopment ? [...items('reload', 'forceReload', 'toggleDevTools'), SEPARATOR] : []),
    ...items('resetZoom', 'zoomIn'),
    // The same key without Shift, as browsers have it.
    { ...item('zoomIn'), accelerator: 'CommandOrControl+=', visible: false },
    ...items('zoomOut'),
    SEPARATOR,
    ...items('togglefullscreen'),
  ]
  return { role: 'viewMenu', label: t('menu/view'), submenu }
}

function windowMenu(...more: Item[]): Item {
  return { role: 'windowMenu', label: t('menu/window'), submenu: [...items('minimize'), ...more] }
}
