import { msg } from '@hi18n/core'

/** What a conversation says, in a call or before one. */
export const chat = {
  'chat/message': msg('Message'),
  'chat/message-not-sent': msg('Your message was not sent. Try again.'),
  'chat/message-too-long': msg('A message has at most {limit, number} characters; this one has {length, number}.'),
  // What screen readers call the list of messages, and below it the field for a new one.
  'chat/messages': msg('Messages'),
  // The button that leads down to them, while older ones are being read.
  'chat/new-messages': msg('New messages'),
  'chat/send': msg('Send'),
}
