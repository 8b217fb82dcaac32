import { msg } from '@hi18n/core'

export const host = {
  // Why an address stands where it does among the others.
  'host/address-pinned': msg('You put it first.'),
  'host/address-link-local': msg('Nobody gave this computer an address here, so it made up one.'),
  'host/address-virtual': msg('VPN, container or virtual machine.'),
  'host/address-proven': msg('People came in on it.'),
  'host/address-default-route': msg('The system’s way to the internet.'),
  'host/address-public': msg('Of the internet rather than of this network.'),

  'host/those-with-passcode': msg('Those who know the passcode can come in'),
  'host/everyone': msg('Everyone on this network can come in'),
  // Opens what decides who may come in.
  'host/change': msg('Change'),
  'host/change-who-may': msg('Change who can come in'),

  'host/on-this-network': msg('On this network'),
  'host/finding-is-off': msg('Finding is turned off.'),
  'host/asks-for-passcode': msg('asks for a passcode'),
  // Opens the field for an address.
  'host/another-address': msg('Another address'),
  'host/connect': msg('Connect'),
  'host/not-connected-to': msg('Not connected to <host/>.'),
  'host/connected-to': msg('Connected to <host/>. Your room will be there.'),
  'host/connecting-again-to': msg('Connecting again to <host/>. Your room will be there.'),
  'host/use-this-computer': msg('Use this computer instead'),

  // A button that calls the person, or the computer, beside it.
  'host/call': msg('Call'),
  'host/call-person': msg('Call {name}'),
  'host/connecting': msg('Connecting…'),
  'host/enter': msg('Enter'),
  'host/enter-room': msg('Enter {room}'),
  'host/from-address': msg('from {address}'),
  // Beside a name, where that person is; {room} is the name of a room, {address} of a computer.
  'host/here': msg('Here'),
  'host/in-a-call': msg('In a call'),
  'host/in-room': msg('In {room}'),
  // A button that opens a menu.
  'host/more-about': msg('More about {name}'),
  // How many people there are whom the list is too short for.
  'host/more-people': msg('And {count, number} more.'),
  'host/nobody-else': msg('Nobody else yet. Give them the address, and they show up here.'),
  'host/on-this-computer': msg('on this computer'),
  'host/room-is-full': msg('{members} people, full'),
  'host/room-is-locked': msg('locked'),
  // The same without pictures.
  'host/voice-call': msg('Audio only'),
  'host/call-back': msg('Call back'),
  'host/missed-call': msg('{name} called at {time}'),
  'host/remove-person': msg('Remove {name}'),
  // Beside a person, and beneath all of them: turns off the microphones of others, who can turn them on again.
  'host/mute-person': msg('Mute {name}'),
  'host/mute-everyone': msg('Mute everyone'),
  // How many are in a room, and how many may be.
  'host/people-in-room': msg('{members} of {capacity} people'),
  // Beside the button “Copy link”, above a QR code.
  'host/qr-code-of': msg('QR code of {link}'),

  'host/come-in-at': msg('Others on this network come in here. Or scan with a phone.'),
  'host/connecting-to-host': msg('Connecting to the host…'),
  // In place of the address.
  'host/host-away': msg('The host is out of reach. Connecting again…'),
  'host/host-silent': msg('The host of this page does not answer. It may have been closed.'),
  // Others can come in now.
  'host/hosting': msg('Hosting'),
  // Above the address that is given to others.
  'host/invite': msg('Invite'),
  'host/no-network': msg('No network'),
  'host/nobody-can-reach': msg(
    'Nobody else can reach this computer until it is on Wi-Fi or a cable. On this computer itself everything works.',
  ),
  'host/page-not-accepted': msg('The host does not accept this page. Open it by the address that the host shows.'),
  'host/passcode-wanted': msg('This host lets in those who know its passcode.'),
  // Above an address. Seen on the computer that hosts, and by those who have come in on it.
  'host/reach-you-at': msg('Others on this network reach you here. Or scan with a phone.'),
  // A button that passes the link on by other apps of the phone.
  'host/share': msg('Share'),
}
