import type { App } from 'electron'
import type { BridgeCalls } from '../../common/bridge.js'
import type { SettingsFile } from '../storage/settings-file.js'
import { loginItem } from './login-item.js'
import type { Push } from './push.js'
import { type Updater, Updates } from './updates.js'

export interface SettingsSystem {
  app: Pick<App, 'isPackaged' | 'setLoginItemSettings'>
  /** Is only called where a feed is to be asked. */
  loadUpdater: () => Promise<Updater>
  platform?: NodeJS.Platform
}

/** Keeps the settings for the page, whose calls it gives, and does what they say of the app. */
export function followSettings(
  file: SettingsFile,
  push: Push,
  { app, loadUpdater, platform }: SettingsSystem,
): Pick<BridgeCalls, 'settings' | 'saveSettings' | 'downloadUpdate'> {
  const updates = new Updates(loadUpdater, (status) => push('update', status))
  const followFeed = () => updates.follow(app.isPackaged ? file.settings.app.updateFeed : undefined)
  const setLoginItem = loginItem(app, platform)
  let { openAtLogin } = file.settings.app
  followFeed()
  file.onChange((settings) => {
    push('settings', settings)
    followFeed()
    if (settings.app.openAtLogin !== openAtLogin) setLoginItem?.(settings.app.openAtLogin)
    openAtLogin = settings.app.openAtLogin
  })
  return {
    settings: async () => ({
      ...file.forPage,
      canOpenAtLogin: setLoginItem !== undefined,
      ...(updates.status && { update: updates.status }),
    }),
    saveSettings: async (settings) => {
      if (!(await file.save(settings))) throw new Error('The settings could not be written.')
    },
    downloadUpdate: () => updates.download(),
  }
}
