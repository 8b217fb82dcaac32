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

  'start/other-addresses-of-computer': msg('Other addresses of this computer'),
  'start/other-addresses-of-host': msg('Other addresses of this host'),
  'start/pinned-is-gone': msg('This computer does not have {address} now, which you put first.'),
  'start/choose-automatically': msg('Choose automatically'),
  // The address that stands before the others, and what makes another one do so.
  'start/shown-first': msg('Shown first'),
  'start/show-first': msg('Show first'),
  'start/show-address-first': msg('Show first: {address}'),
  // Why an address stands where it does among the others.
  'start/address-pinned': msg('You put it first.'),
  'start/address-link-local': msg('Nobody gave this computer an address here, so it made up one.'),
  'start/address-virtual': msg('VPN, container or virtual machine.'),
  'start/address-proven': msg('People came in on it.'),
  'start/address-default-route': msg('The system’s way to the internet.'),
  'start/address-public': msg('Of the internet rather than of this network.'),

  'start/who-may-come-in': msg('Who may come in'),
  'start/those-with-passcode': msg('Those who know the passcode'),
  'start/everyone': msg('Everyone on this network'),
  'start/change-passcode': msg('Change it…'),
  'start/ask-for-passcode': msg('Ask for a passcode…'),
  'start/no-longer-ask': msg('No longer ask for it'),
  'start/passcode-from-now-on': msg('Whoever comes in from now on is asked for it. Those who are here stay.'),
  'start/passcode-until-quit': msg(
    'This system has no safe place for it, so it holds until you quit. When Lanline starts again, it makes up a new one.',
  ),
  'start/passcode-until-restart': msg(
    'On a host without a window it holds until the host is started anew; --passcode sets one for good.',
  ),
  'start/set-passcode': msg('Set passcode'),
  'start/let-others-find': msg('Let others on this network find this computer'),
  'start/fingerprint': msg('Certificate fingerprint'),
  'start/fingerprint-for-guests': msg(
    'Guests who go on to the secure page can compare the certificate that their browser shows with this.',
  ),

  'start/another-host': msg('Another host'),
  'start/on-this-network': msg('On this network'),
  'start/no-other-computer': msg('No other computer with Lanline yet.'),
  'start/finding-is-off': msg('Finding is turned off.'),
  'start/asks-for-passcode': msg('asks for a passcode'),
  // {name} is that of a computer, or of the person at it.
  'start/join-host': msg('Join {name}'),
  'start/join-someone': msg('Join someone else’s computer'),
  'start/host-address': msg('Host address'),
  'start/connect': msg('Connect'),
  'start/not-connected-to': msg('Not connected to <host/>.'),
  'start/connected-to': msg('Connected to <host/>. Your room will be there.'),
  'start/connecting-again-to': msg('Connecting again to <host/>. Your room will be there.'),
  'start/use-this-computer': msg('Use this computer instead'),
}
