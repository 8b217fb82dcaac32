import { msg } from '@hi18n/core'

export const start = {
  'start/signaling-log': msg('Signaling log'),
  'start/settings': msg('Settings'),
  'start/missed-call': msg('You missed a call from {name}.'),
  'start/lobby': msg('Lobby'),
  'start/lobby-chat': msg('Chat with everyone here'),
}
