import { dialogs } from './dialogs.js'
import { findings } from './findings.js'
import { host } from './host.js'
import { log } from './log.js'
import { panels } from './panels.js'
import { settings } from './settings.js'

/** What is said only where something is opened that the page fetches later: ids that begin with one of their names. */
export const later = { ...dialogs, ...host, ...log, ...panels, ...settings, ...findings }
