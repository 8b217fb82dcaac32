import { msg } from '@hi18n/core'

export const start = {
  // Words of buttons.
  'action/cancel': msg('Cancel'),
  'action/try-again': msg('Try again'),
  'action/open-system-settings': msg('Open system settings'),
  'action/share': msg('Share'),
  'action/remove': msg('Remove'),
  'action/close': msg('Close'),
  // Lets a passcode or a password be read while it is typed; pressed or not.
  'action/show': msg('Show'),
  // Goes to another computer, which is the host.
  'action/join': msg('Join'),
  'action/copy-link': msg('Copy link'),

  'start/signaling-log': msg('Signaling log'),
  'start/settings': msg('Settings'),
  'start/check-network': msg('Check my network'),
  // A button that opens a menu.
  'start/help': msg('Help'),
  'start/lobby-chat': msg('Chat with everyone here'),
  // Notes in the chat of those who are in no room; {others} is how many there are whose names are left out.
  'start/several-came': msg('{names} came in.'),
  'start/several-left': msg('{names} left.'),
  'start/many-came': msg('{names} and {others, number} more came in.'),
  'start/many-left': msg('{names} and {others, number} more left.'),

  // The buttons under a notice: it has been read; the new version of the app is to be fetched.
  'start/ok': msg('OK'),
  'start/update': msg('Update'),

  'start/your-camera': msg('Your camera'),
  'start/camera-starting': msg('Starting the camera…'),
  'start/camera-off': msg('Your camera is off'),
  // While the browser asks for permission; “Allow” is its own button.
  'start/press-allow': msg('Press “Allow” so that others can see and hear you'),
  'start/nobody-sees-you': msg('Nobody sees you before you join.'),
  'start/camera': msg('Camera'),
  'start/microphone': msg('Microphone'),

  'start/start-a-call': msg('Start a call'),
  // Opens the field for the name of a room.
  'start/enter-a-room': msg('Enter a room'),
  'start/use-devices': msg('Use camera and microphone…'),
  'start/your-name': msg('Your name'),
  // What someone is called who gives no name. The host says “Guest” to everyone.
  'start/guest': msg('Guest'),
  'start/room': msg('Room'),
  'start/room-example': msg('Any name, such as standup'),
  'start/join-room': msg('Join room'),
  'start/joining': msg('Joining…'),

  'start/this-computer': msg('This computer'),
  'start/copied': msg('Copied'),
  'start/not-copied': msg('Not copied'),
  'start/open-in-app': msg('Open in the app'),
}
