import { msg } from '@hi18n/core'
import type { talk as english } from '../en/talk.js'

export const talk: typeof english = {
  'talk/muted-press': msg('Микрофон выключен: нажмите M или удерживайте пробел'),
  'talk/muted-tap': msg('Микрофон выключен, нажмите, чтобы включить'),
  'talk/continue-here': msg('Продолжить'),
  'talk/continue-question': msg('Продолжить здесь?'),
  'talk/in-other-tab': msg(
    'Вы уже в комнате {room} в другой вкладке этого браузера. Звонок перейдёт сюда, а та вкладка из него выйдет.',
  ),
  'talk/join-beside': msg('Войти дважды'),
  'talk/elsewhere': msg('Ваш звонок продолжается в другой вкладке'),
  'talk/over-elsewhere': msg('Другая вкладка вышла из звонка'),
  'talk/bring-back': msg('Вернуть сюда'),
  'talk/react': msg('Реакция'),
  'talk/thumbs-up': msg('Палец вверх'),
  'talk/heart': msg('Сердце'),
  'talk/laugh': msg('Смех'),
  'talk/party': msg('Праздник'),
  'talk/thumbs-down': msg('Палец вниз'),
  'talk/raise-hand': msg('Поднять руку'),
  'talk/lower-hand': msg('Опустить руку'),
  'talk/hand-up': msg('Рука поднята'),
  'talk/volume-of': msg('Громкость: {name}'),
  'talk/same-room': msg('Похоже, вы и {name} в одной комнате. Выключите один из микрофонов, чтобы не было свиста.'),
  'talk/mute-me': msg('Выключить мой микрофон'),
}
