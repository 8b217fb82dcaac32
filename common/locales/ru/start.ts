import { msg } from '@hi18n/core'
import type { start as english } from '../en/start.js'

export const start: typeof english = {
  'start/signaling-log': msg('Журнал соединений'),
  'start/settings': msg('Настройки'),
  'start/missed-call': msg('Пропущенный звонок: {name}.'),
  'start/lobby': msg('Общий зал'),
  'start/lobby-chat': msg('Чат со всеми, кто здесь'),
}
