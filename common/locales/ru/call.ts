import { msg } from '@hi18n/core'
import type { call as english } from '../en/call.js'

export const call: typeof english = {
  'call/controls': msg('Звонок'),
  'call/in-room': msg('Звонок в комнате {room}'),
  'call/with-person': msg('Звонок с собеседником {name}'),
  'call/mute-microphone': msg('Выключить микрофон'),
  'call/unmute-microphone': msg('Включить микрофон'),
  'call/turn-off-camera': msg('Выключить камеру'),
  'call/turn-on-camera': msg('Включить камеру'),
  'call/share-screen': msg('Показать экран'),
  'call/stop-sharing': msg('Прекратить показ'),
  'call/chat': msg('Чат'),
  'call/unread': msg(
    '{count, plural, one {# непрочитанное} few {# непрочитанных} many {# непрочитанных} other {# непрочитанного}}',
  ),
  'call/more': msg('Ещё'),
  'call/hang-up': msg('Завершить звонок'),

  'call/locked': msg('Вход закрыт'),
  'call/muted': msg('Микрофон выключен'),
  'call/relayed-by': msg('через {computer}'),
  'call/picture-of': msg('Видео: {name}'),
  'call/screen-of': msg('Экран: {name}'),
  'call/persons-screen': msg('Экран: {name}'),
  'call/you': msg('Вы'),
  'call/swap': msg('Поменять видео местами'),
  'call/you-watch': msg('Вы смотрите и слушаете. Страницам без https браузеры не дают камеру и микрофон.'),
  'call/tile-connecting': msg('Соединение…'),
  'call/tile-lost': msg('Связь потеряна · {time}'),
  'call/tile-unreachable': msg('Нет связи · {time}'),
  'call/people': msg('Участники'),
  'call/choose-microphone': msg('Выбрать микрофон'),
  'call/choose-camera': msg('Выбрать камеру'),
  'call/no-microphone': msg('Другие вас не слышат'),
  'call/no-camera': msg('Другие вас не видят'),
  'call/you-share-screen': msg('Вы показываете свой экран'),
  'call/turn-on-sound': msg('Включить звук'),
  'call/audio-device': msg('Микрофон {number}'),
  'call/video-device': msg('Камера {number}'),

  'call/waiting': msg('Ожидание'),
  'call/alone-in-room': msg('В комнате <room/> пока только вы'),
  'call/no-network': msg('Этот компьютер не подключён к сети, поэтому другие не могут с ним связаться.'),
  'call/open-elsewhere': msg('На другом компьютере или телефоне в этой сети откройте'),
  'call/ringing': msg('Вызов'),

  'call/in-the-way': msg('Что мешает'),
  'call/details': msg('Подробнее…'),
  'call/dismiss': msg('Скрыть'),

  'call/in-call-with': msg('На связи: {names}.'),
  'call/waiting-for-someone': msg('Ждём, пока кто-нибудь войдёт…'),
  'call/ringing-person': msg('Вызов: {name}…'),
  'call/peer-connecting': msg('Соединение с собеседником {name}…'),
  'call/peer-interrupted': msg('Связь с собеседником {name} прервалась. Восстанавливаем…'),
  'call/peer-unreachable': msg(
    'Связаться с собеседником {name} не получается. Возможно, мешает брандмауэр или гостевая сеть, в которой устройства не видят друг друга. Пробуем дальше…',
  ),
  'call/network-lost': msg('На этом устройстве пропала сеть. Звонок продолжится, когда она появится.'),
  'call/in-call-closed-by-host': msg(
    'На главном компьютере закрыли Lanline. Ваш звонок продолжается, но новых людей в нём не будет.',
  ),
  'call/in-call-reconnecting': msg(
    'Главный компьютер недоступен. Ваш звонок продолжается, а Lanline восстанавливает подключение.',
  ),
  'call/in-call-failed': msg(
    'Главный компьютер не пускает вас обратно. Ваш звонок продолжается, но новых людей в нём не будет.',
  ),
  'call/alone-closed-by-host': msg(
    'На главном компьютере закрыли Lanline. Комната откроется снова, когда его запустят.',
  ),
  'call/alone-reconnecting': msg('Главный компьютер недоступен. Восстанавливаем подключение…'),
  'call/alone-failed': msg('Главный компьютер не пускает вас обратно.'),

  'call/came-in': msg('{name} входит.'),
  'call/left': msg('{name} выходит.'),
  'call/you-locked': msg('Вы закрыли вход в комнату.'),
  'call/you-unlocked': msg('Вы открыли вход в комнату.'),
  'call/person-locked': msg('{name} закрывает вход в комнату.'),
  'call/person-unlocked': msg('{name} открывает вход в комнату.'),
}
