/** What of Electron the app is made of. main/index.ts loads it; the tests' stand-in is test/helpers/fake-electron.ts. */
export type Electron = Pick<
  typeof import('electron'),
  | 'app'
  | 'BrowserWindow'
  | 'desktopCapturer'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'Notification'
  | 'nativeImage'
  | 'nativeTheme'
  | 'powerMonitor'
  | 'powerSaveBlocker'
  | 'safeStorage'
  | 'session'
  | 'shell'
  | 'systemPreferences'
  | 'Tray'
>
