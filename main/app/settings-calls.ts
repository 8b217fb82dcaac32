import type { BridgeCalls } from '../../common/bridge.js'
import type { SettingsFile } from '../storage/settings-file.js'
import type { Electron } from './electron.js'
import { loginItem } from './login-item.js'
import type { Push } from './push.js'
import { Updates } from './updates.js'

type SettingsCalls = Pick<BridgeCalls, 'settings' | 'saveSettings' | 'iceServers' | 'hostPasscode' | 'downloadUpdate'>

/**
 * Answers the page that reads and changes the settings, and does what they say of the app. The page hears of changes
 * that it has not made itself, and of secrets only when it asks for them.
 */
export function settingsCalls(
  electron: Electron,
  file: SettingsFile,
  push: Push,
  { updates = new Updates((status) => push('update', status)), platform = process.platform as NodeJS.Platform } = {},
): SettingsCalls {
  const setFeed = () => updates.ask(electron.app.isPackaged ? file.settings.app.updateFeed : undefined)
  const setLoginItem = loginItem(electron, platform)
  setFeed()
  file.on('change', ({ settings, before, by }) => {
    setFeed()
    if (settings.app.openAtLogin !== before.app.openAtLogin) setLoginItem?.(settings.app.openAtLogin)
    if (by !== 'page') push('settings', file.forPage)
    if (settings.host.passcode !== before.host.passcode) push('passcode-changed', undefined)
  })
  file.on('secrets', (state) => push('secrets', state))
  return {
    settings: async () => ({
      ...file.atStart,
      canOpenAtLogin: setLoginItem !== undefined,
      ...(updates.status && { update: updates.status }),
    }),
    saveSettings: async (patch) => {
      const kept = await file.change(patch, 'page')
      return { ...file.forPage, kept }
    },
    iceServers: async () => file.settings.person.iceServers,
    hostPasscode: async () => file.settings.host.passcode,
    downloadUpdate: () => updates.download(),
  }
}
