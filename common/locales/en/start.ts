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
  'start/missed-call': msg('You missed a call from {name}.'),
  'start/lobby': msg('Lobby'),
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
  'start/camera': msg('Camera'),
  'start/microphone': msg('Microphone'),

  'start/join-a-room': msg('Join a room'),
  'start/use-devices': msg('Use camera and microphone…'),
  'start/your-name': msg('Your name'),
  // What someone is called who gives no name. The host says “Guest” to everyone.
  'start/guest': msg('Guest'),
  'start/room': msg('Room'),
  'start/room-example': msg('Any name, such as standup'),
  'start/make-up-room': msg('Make up a name for the room'),
  'start/join-room': msg('Join room'),
  'start/joining': msg('Joining…'),

  'start/people-here': msg('People here'),
  'start/nobody-else': msg('Nobody else yet. Give them the address, and they show up here.'),
  // How many people there are whom the list is too short for.
  'start/more-people': msg('And {count, number} more.'),
  // Beside a name, where that person is; {room} is the name of a room, {address} of a computer.
  'start/here': msg('Here'),
  'start/in-a-call': msg('In a call'),
  'start/in-room': msg('In {room}'),
  'start/on-this-computer': msg('on this computer'),
  'start/from-address': msg('from {address}'),
  'start/remove-person': msg('Remove {name}'),
  'start/voice-call-with': msg('Voice call with {name}'),
  'start/call-person': msg('Call {name}'),
  'start/rooms': msg('Rooms'),
  // How many are in a room, and how many may be.
  'start/people-in-room': msg('{members, number} of {capacity, number} people'),
  'start/room-is-full': msg('{members, number} people, full'),
  'start/room-is-locked': msg('locked'),
  'start/enter': msg('Enter'),
  'start/enter-room': msg('Enter {room}'),

  'start/this-computer': msg('This computer'),
  'start/this-host': msg('This host'),
  'start/connecting-to-host': msg('Connecting to the host…'),
  // Above an address. Seen on the computer that hosts, and by those who have come in on it.
  'start/reach-you-at': msg('Others on this network reach you at'),
  'start/come-in-at': msg('Others on this network come in at'),
  // Beside the button “Copy link”, above a QR code.
  'start/or-scan': msg('or scan with a phone'),
  'start/qr-code-of': msg('QR code of {link}'),
  'start/copied': msg('Copied'),
  'start/not-copied': msg('Not copied'),
  'start/open-in-app': msg('Open in the app'),
  'start/hosting': msg('Hosting'),
  'start/connecting': msg('Connecting…'),
  'start/no-network': msg('No network'),
  'start/nobody-can-reach': msg(
    'Nobody else can reach this computer until it is on Wi-Fi or a cable. On this computer itself everything works.',
  ),
  'start/page-not-accepted': msg('The host does not accept this page. Open it by the address that the host shows.'),
  'start/passcode-wanted': msg('This host lets in those who know its passcode.'),
  'start/host-silent': msg('The host of this page does not answer. It may have been closed.'),
}
