import { msg } from '@hi18n/core'
import type { start as english } from '../en/start.js'

export const start: typeof english = {
  'action/cancel': msg('Отмена'),
  'action/try-again': msg('Повторить'),
  'action/open-system-settings': msg('Настройки системы'),
  'action/share': msg('Показать'),
  'action/remove': msg('Удалить'),
  'action/close': msg('Закрыть'),
  'action/show': msg('Показать'),
  'action/join': msg('Войти'),
  'action/copy-link': msg('Копировать'),

  'start/signaling-log': msg('Журнал связи'),
  'start/settings': msg('Настройки'),
  'start/check-network': msg('Проверить сеть'),
  'start/help': msg('Помощь'),
  'start/lobby-chat': msg('Чат со всеми, кто здесь'),
  'start/several-came': msg('{names} входят.'),
  'start/several-left': msg('{names} выходят.'),
  'start/many-came': msg('{names} и ещё {others, number} входят.'),
  'start/many-left': msg('{names} и ещё {others, number} выходят.'),

  'start/ok': msg('Понятно'),
  'start/update': msg('Обновить'),

  'start/your-camera': msg('Ваша камера'),
  'start/camera-starting': msg('Камера включается…'),
  'start/camera-off': msg('Ваша камера выключена'),
  'start/press-allow': msg('Нажмите «Разрешить», чтобы другие видели и слышали вас'),
  'start/nobody-sees-you': msg('Пока вы не вошли, вас никто не видит.'),
  'start/camera': msg('Камера'),
  'start/microphone': msg('Микрофон'),

  'start/start-a-call': msg('Начать звонок'),
  'start/enter-a-room': msg('Войти в комнату…'),
  'start/use-devices': msg('Камера и микрофон…'),
  'start/your-name': msg('Ваше имя'),
  'start/guest': msg('Гость'),
  'start/room': msg('Комната'),
  'start/room-example': msg('Любое название, например семья'),
  'start/join-room': msg('Войти в комнату'),
  'start/joining': msg('Подключение…'),

  'start/this-computer': msg('Этот компьютер'),
  'start/copied': msg('Скопировано'),
  'start/not-copied': msg('Не скопировано'),
  'start/open-in-app': msg('Открыть в приложении'),
}
