import { chat } from './chat.js'
import { devices } from './devices.js'
import { dialogs } from './dialogs.js'
import { ending } from './ending.js'
import { files } from './files.js'
import { findings } from './findings.js'
import { log } from './log.js'
import { panels } from './panels.js'
import { settings } from './settings.js'
import { stats } from './stats.js'
import { talk } from './talk.js'

export const later = {
  ...chat,
  ...devices,
  ...dialogs,
  ...ending,
  ...files,
  ...findings,
  ...log,
  ...panels,
  ...settings,
  ...stats,
  ...talk,
}
