import { msg } from '@hi18n/core'
import type { chat as english } from '../en/chat.js'

export const chat: typeof english = {
  'chat/message': msg('Сообщение'),
  'chat/message-not-sent': msg('Сообщение не отправлено. Попробуйте ещё раз.'),
  'chat/message-too-long': msg(
    'В сообщении может быть не больше {limit, plural, one {# знака} few {# знаков} many {# знаков} other {# знака}}, а в этом их {length, number}.',
  ),
  'chat/messages': msg('Сообщения'),
  'chat/new-messages': msg('Новые сообщения'),
  'chat/send': msg('Отправить'),
}
