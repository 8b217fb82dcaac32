import { msg } from '@hi18n/core'

export const host = {
  'host/other-addresses-of-computer': msg('Other addresses of this computer'),
  'host/other-addresses-of-host': msg('Other addresses of this host'),
  'host/pinned-is-gone': msg('This computer does not have {address} now, which you put first.'),
  'host/choose-automatically': msg('Choose automatically'),
  // The address that stands before the others, and what makes another one do so.
  'host/shown-first': msg('Shown first'),
  'host/show-first': msg('Show first'),
  'host/show-address-first': msg('Show first: {address}'),
  // Why an address stands where it does among the others.
  'host/address-pinned': msg('You put it first.'),
  'host/address-link-local': msg('Nobody gave this computer an address here, so it made up one.'),
  'host/address-virtual': msg('VPN, container or virtual machine.'),
  'host/address-proven': msg('People came in on it.'),
  'host/address-default-route': msg('The system’s way to the internet.'),
  'host/address-public': msg('Of the internet rather than of this network.'),

  'host/who-may-come-in': msg('Who may come in'),
  'host/those-with-passcode': msg('Those who know the passcode'),
  'host/everyone': msg('Everyone on this network'),
  'host/change-passcode': msg('Change it…'),
  'host/ask-for-passcode': msg('Ask for a passcode…'),
  'host/no-longer-ask': msg('No longer ask for it'),
  'host/passcode-from-now-on': msg('Whoever comes in from now on is asked for it. Those who are here stay.'),
  'host/passcode-until-quit': msg(
    'This system has no safe place for it, so it holds until you quit. When Lanline starts again, it makes up a new one.',
  ),
  'host/passcode-until-restart': msg(
    'On a host without a window it holds until the host is started anew; --passcode sets one for good.',
  ),
  'host/set-passcode': msg('Set passcode'),
  'host/let-others-find': msg('Let others on this network find this computer'),
  'host/fingerprint': msg('Certificate fingerprint'),
  'host/fingerprint-for-guests': msg(
    'Guests who go on to the secure page can compare the certificate that their browser shows with this.',
  ),

  'host/another-host': msg('Another host'),
  'host/on-this-network': msg('On this network'),
  'host/no-other-computer': msg('No other computer with Lanline yet.'),
  'host/finding-is-off': msg('Finding is turned off.'),
  'host/asks-for-passcode': msg('asks for a passcode'),
  // {name} is that of a computer, or of the person at it.
  'host/join-host': msg('Join {name}'),
  'host/join-someone': msg('Join someone else’s computer'),
  'host/host-address': msg('Host address'),
  'host/connect': msg('Connect'),
  'host/not-connected-to': msg('Not connected to <host/>.'),
  'host/connected-to': msg('Connected to <host/>. Your room will be there.'),
  'host/connecting-again-to': msg('Connecting again to <host/>. Your room will be there.'),
  'host/use-this-computer': msg('Use this computer instead'),
}
