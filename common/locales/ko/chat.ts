import { msg } from '@hi18n/core'
import type { chat as english } from '../en/chat.js'

export const chat: typeof english = {
  'chat/message': msg('메시지'),
  'chat/message-not-sent': msg('메시지를 보내지 못했습니다. 다시 시도하세요.'),
  'chat/message-too-long': msg(
    '메시지는 {limit, number}자까지 보낼 수 있습니다. 지금 쓴 메시지는 {length, number}자입니다.',
  ),
  'chat/messages': msg('메시지 목록'),
  'chat/new-messages': msg('새 메시지'),
  'chat/send': msg('보내기'),
}
