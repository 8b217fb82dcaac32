import { msg } from '@hi18n/core'
import type { talk as english } from '../en/talk.js'

export const talk: typeof english = {
  'talk/muted-press': msg('Микрофон выключен: нажмите M или удерживайте пробел'),
  'talk/muted-tap': msg('Микрофон выключен, нажмите, чтобы включить'),
}
