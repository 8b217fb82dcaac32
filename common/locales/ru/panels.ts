import { msg } from '@hi18n/core'
import type { panels as english } from '../en/panels.js'

export const panels: typeof english = {
  'panels/full-screen': msg('На весь экран'),
  'panels/leave-full-screen': msg('Выйти из полноэкранного режима'),
  'panels/speaker-layout': msg('Один человек крупно'),
  'panels/grid-layout': msg('Все одного размера'),
  'panels/picture-in-picture': msg('Картинка в картинке'),
  'panels/hide-self': msg('Скрыть моё видео'),
  'panels/show-self': msg('Показать моё видео'),
  'panels/lock-room': msg('Закрыть вход'),
  'panels/unlock-room': msg('Открыть вход'),
  'panels/help': msg('Помощь: проверить сеть'),
  'panels/invite': msg('Пригласить'),
  'panels/passcode-is': msg('Код доступа: {passcode}'),
  'panels/pin': msg('Показать крупно: {name}'),
  'panels/camera-off': msg('Камера выключена'),
  'panels/fit': msg('Вместить'),
  'panels/fill': msg('Заполнить'),
  'panels/stop': msg('Остановить'),
  'panels/unheard-tab': msg(
    'Другие не слышат звук этого компьютера. Покажите вкладку, где он звучит, вместе со звуком.',
  ),
  'panels/unheard-browser': msg(
    'Другие не слышат звук этого компьютера. Chrome и Edge могут показать вкладку вместе со звуком.',
  ),
  'panels/unheard-permission': msg(
    'Другие не слышат звук этого компьютера. Разрешите Lanline записывать экран и звук в настройках системы, затем перезапустите Lanline.',
  ),
  'panels/connect-one': msg('Подключите устройство и попробуйте снова.'),
  'panels/answer-by-itself': msg('Впредь отвечать без нажатия: {name}'),
  'panels/asking-who': msg('Проверяем, кто это…'),
  'panels/answers-by-itself': msg(
    'На звонки ({name}) устройство отвечает само, звуком. Камеру можно добавить в настройках.',
  ),
  'panels/not-proven': msg(
    '{name}: узнать не удалось. Нужно, чтобы этот человек позвонил из приложения или с защищённой страницы и не загружал её заново.',
  ),
}
