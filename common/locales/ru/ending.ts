import { msg } from '@hi18n/core'
import type { ending as english } from '../en/ending.js'

export const ending: typeof english = {
  'ending/declined': msg('{name}: звонок отклонён'),
  'ending/declined-why': msg('Собеседник сейчас не хочет разговаривать.'),
  'ending/no-answer': msg('{name} не отвечает'),
  'ending/no-answer-why': msg('Вызов шёл полминуты.'),
  'ending/busy': msg('{name} уже разговаривает'),
  'ending/busy-why': msg('Собеседник в другом звонке. Попробуйте немного позже.'),
  'ending/gone': msg('{name} уже не в сети'),
  'ending/gone-why': msg('Собеседник закрыл Lanline или потерял сеть.'),
  'ending/hung-up': msg('Звонок завершён'),
  'ending/hung-up-why': msg('Звонок завершил собеседник {name}.'),
  'ending/room-full': msg('В комнате {room} нет мест'),
  'ending/room-full-why': msg('Все места заняты. Подождите, пока кто-нибудь выйдет, или встретьтесь в другой комнате.'),
  'ending/room-locked': msg('Вход в комнату {room} закрыт'),
  'ending/room-locked-why': msg(
    'Те, кто в ней, никого больше не ждут. Попросите их открыть вход или встретьтесь в другой комнате.',
  ),
  'ending/full-of': msg('В комнате {room} нет мест ({members, number} из {capacity, number})'),
  'ending/not-reached': msg('Не удалось дозвониться: {name}'),
  'ending/out-of-room': msg('Вы не в комнате {room}'),
  'ending/call-again': msg('Позвонить снова'),
  'ending/choose-another-room': msg('Выбрать другую комнату'),
  'ending/back': msg('Назад'),
  'ending/you-left': msg('Вы вышли из комнаты {room} · {duration}'),
  'ending/you-hung-up': msg('Звонок окончен: {name} · {duration}'),
  'ending/rejoin': msg('Вернуться'),
  'ending/tell-me': msg('Сообщить, когда будет место'),
  'ending/waiting-for-seat': msg('Вы войдёте, как только кто-то выйдет.'),
  'ending/stop-waiting': msg('Больше не ждать'),
}
