import type { MenuItemConstructorOptions } from 'electron'
import type { PageStatus } from '../../common/page-status.js'
import { log } from '../storage/log.js'
import type { Electron } from './electron.js'
import { t } from './language.js'

/** What the tray tells. */
export interface TrayFacts {
  status: PageStatus | undefined
  /** Where others reach this host, such as `192.168.1.5:8080`; undefined without a network. */
  address: string | undefined
}

export interface TrayActions {
  open: () => void
  toggleMicrophone: () => void
  hangUp: () => void
  quit: () => void
}

/** The file of the icon; macOS colours a template itself. */
export const trayIcon = (platform: NodeJS.Platform = process.platform) =>
  platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'

/**
 * Puts the app into the system's tray and gives what keeps it up to date. Without an icon there is no tray, and the app
 * goes on; some desktops on Linux show none either, and tell nobody.
 */
export function showTray(
  { Menu, Tray }: Electron,
  icon: string,
  actions: TrayActions,
  platform: NodeJS.Platform = process.platform,
): (facts: TrayFacts) => void {
  let tray: InstanceType<typeof Tray>
  try {
    tray = new Tray(icon)
  } catch (error) {
    log.warn(`There is no tray: ${(error as Error).message}`)
    return () => {}
  }
  // On macOS a press opens the menu, and is told as a click all the same (electron/electron#24200).
  if (platform !== 'darwin') tray.on('click', actions.open)
  let shown = ''
  return (facts) => {
    const template = trayMenu(facts, actions)
    // A menu that is open would close on being replaced.
    const text = JSON.stringify(template)
    if (text === shown) return
    shown = text
    tray.setToolTip(`Lanline: ${statusLine(facts)}`)
    tray.setContextMenu(Menu.buildFromTemplate(template))
  }
}

/** Gives what keeps the menu of the app's icon in the dock up to date, of macOS alone, which adds what opens and quits. */
export function showDockMenu({ app, Menu }: Electron, actions: TrayActions): (facts: TrayFacts) => void {
  let shown = ''
  return (facts) => {
    const template = callMenu(facts, actions)
    const text = JSON.stringify(template)
    if (text === shown) return
    shown = text
    app.dock?.setMenu(Menu.buildFromTemplate(template))
  }
}

/** What goes on, in a few words. */
export function statusLine({ status, address }: TrayFacts): string {
  const { activity, room, caller } = status ?? {}
  switch (activity) {
    case 'in-call':
      return room === undefined ? t('tray/in-call') : t('tray/in-call-in', { room })
    case 'waiting':
      return room === undefined ? t('tray/waiting') : t('tray/waiting-in', { room })
    case 'ringing':
      return t('tray/ringing', { name: caller || t('tray/someone') })
    default:
      return address === undefined ? t('tray/no-network') : t('tray/hosting', { address })
  }
}

export function trayMenu(facts: TrayFacts, actions: TrayActions): MenuItemConstructorOptions[] {
  return [
    ...callMenu(facts, actions),
    { type: 'separator' },
    { label: t('tray/open'), click: actions.open },
    { label: t('app/quit'), click: actions.quit },
  ]
}

/** What goes on, and what can be done about it. */
function callMenu(facts: TrayFacts, actions: TrayActions): MenuItemConstructorOptions[] {
  const { activity, microphone } = facts.status ?? {}
  const isInRoom = activity === 'in-call' || activity === 'waiting'
  return [
    // In a label a single & would mark a key.
    { label: statusLine(facts).replaceAll('&', '&&'), enabled: false },
    { type: 'separator' },
    {
      label: microphone === 'muted' ? t('tray/unmute') : t('tray/mute'),
      enabled: isInRoom && microphone !== 'none',
      click: actions.toggleMicrophone,
    },
    { label: t('tray/hang-up'), enabled: isInRoom, click: actions.hangUp },
  ]
}
