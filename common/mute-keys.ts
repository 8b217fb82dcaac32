/** The keys that mute and unmute in every program, as Electron takes them. */
export const MUTE_KEYS = 'CommandOrControl+Shift+M'

/** The same keys as people know them. */
export const muteKeys = (isMac: boolean): string => (isMac ? '⇧⌘M' : 'Ctrl+Shift+M')
