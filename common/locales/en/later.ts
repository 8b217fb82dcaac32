import { chat } from './chat.js'
import { dialogs } from './dialogs.js'
import { ending } from './ending.js'
import { findings } from './findings.js'
import { guest } from './guest.js'
import { host } from './host.js'
import { log } from './log.js'
import { panels } from './panels.js'
import { settings } from './settings.js'

/** What is said only where something is opened that the page fetches later: ids that begin with one of their names. */
export const later = { ...chat, ...dialogs, ...ending, ...guest, ...host, ...log, ...panels, ...settings, ...findings }
