import { msg } from '@hi18n/core'

export const settings = {
  'settings/save': msg('Save'),
  // Asked where the form is closed, with the two answers.
  'settings/not-saved': msg('Your changes are not saved.'),
  'settings/throw-away': msg('Throw them away'),
  'settings/keep-editing': msg('Keep editing'),
  'settings/kept-in-browser': msg('Kept in this browser.'),
  'settings/kept-on-computer': msg('Kept on this computer.'),
  'settings/kept-without-passwords': msg(
    'Kept on this computer, but for passwords: the system has no safe place for them, so they hold until you quit.',
  ),
  'settings/not-kept': msg('This could not be kept. It holds until you close Lanline.'),
  'settings/passwords-not-kept': msg(
    'The passwords could not be kept. They hold until you close Lanline; everything else is kept.',
  ),
  'settings/no-language': msg(
    'That language could not be fetched now. Lanline speaks it once this page was loaded anew.',
  ),

  // The person whose settings these are: a headline.
  'settings/you': msg('You'),
  // A tab: what few have to change.
  'settings/advanced': msg('Advanced'),
  'settings/name': msg('Name'),
  'settings/language': msg('Language'),
  // The first choice of a language: Lanline speaks that of the system, or of the browser.
  'settings/language-of-system': msg('As the system'),
  'settings/language-of-browser': msg('As the browser'),
  // The camera’s picture, as it is sent to others.
  'settings/quality': msg('Picture quality'),
  'settings/quality-auto': msg('Automatic'),
  'settings/quality-high': msg('High: up to 1920 × 1080 and 16 Mbit/s'),
  'settings/quality-saving': msg('Saving: 640 × 360, 15 pictures and half a Mbit a second'),
  'settings/ring-sound': msg('Ring when someone calls'),
  'settings/call-sounds': msg('Short sounds in calls: someone comes or goes, a message, mute'),
  'settings/mirrored': msg('Show me my own picture as in a mirror'),
  // Lets the ringing be heard.
  'settings/play': msg('Play'),

  'settings/ice-servers': msg('Connection servers (STUN and TURN)'),
  'settings/ice-servers-hint': msg(
    'On one network you need none, and nobody outside is asked. Add a server for calls that have to get through a router: a STUN server tells this computer its outside address, a TURN server passes the call on. They are used from the next call on.',
  ),
  'settings/add-server': msg('Add server'),
  'settings/server': msg('Server {number, number}'),
  'settings/server-address': msg('Server address'),
  'settings/user-name': msg('User name'),
  'settings/password': msg('Password'),
  // A button that asks the server, and below it what it says meanwhile.
  'settings/test': msg('Test'),
  'settings/testing': msg('Testing…'),
  'settings/asking-server': msg('Asking the server; this takes up to 10 seconds.'),

  // What is wrong with a server, and how it would be right.
  'settings/server-no-url': msg('Type the address of the server, such as stun:192.168.1.5:3478.'),
  'settings/server-bad-scheme': msg(
    'The address begins with stun:, stuns:, turn: or turns:, as in stun:192.168.1.5:3478.',
  ),
  'settings/server-has-slashes': msg('Leave the two slashes out, as in stun:192.168.1.5:3478.'),
  'settings/server-bad-host': msg(
    'After the first colon comes the server’s name or IP address, as in stun:192.168.1.5:3478.',
  ),
  'settings/server-bad-port': msg('The port at the end is a number from 1 to 65535, as in stun:192.168.1.5:3478.'),
  'settings/server-stun-query': msg(
    'Leave out what follows the question mark; only turn: and turns: addresses have that.',
  ),
  'settings/server-bad-query': msg(
    'After the question mark comes transport=udp or transport=tcp, as in turn:192.168.1.5:3478?transport=tcp.',
  ),
  'settings/server-no-credential': msg('A TURN server asks for a user name and a password; fill in both.'),
  'settings/server-too-long': msg(
    'An address, a user name and a password have at most 512 letters, numbers or signs each.',
  ),
  'settings/server-not-taken': msg('This browser does not take that as the address of a server.'),

  // What asking a server came to. {address} is an IP address.
  'settings/test-seen': msg('The server answered and sees you at {address}.'),
  'settings/test-seen-as-is': msg(
    'The server answered and sees you at your own address: there is no router in between.',
  ),
  'settings/test-relay': msg('The server answered and relays for you from {address}.'),
  'settings/test-nothing': msg(
    'The server gave no address, and the browser does not say why. It may be out of reach, or see you at your own address.',
  ),
  'settings/test-silent': msg(
    'The server did not answer within 10 seconds. Check its address and port, and that no firewall is in the way.',
  ),
  // {detail} is one of the two below these; {text} is the server’s, in English.
  'settings/test-refused': msg('The server does not accept the user name and password ({detail}).'),
  'settings/test-full': msg('The server answered but has no room for another relay now ({detail}).'),
  'settings/test-no-contact': msg('The server could not be reached. Check its address and port ({detail}).'),
  'settings/test-error': msg('The server answered with an error ({detail}).'),
  'settings/error-code': msg('code {code}'),
  'settings/error-code-and-text': msg('code {code}, “{text}”'),

  'settings/port': msg('Port'),
  'settings/port-hint': msg('Others reach this computer at it. Counts from the next start of Lanline.'),
  'settings/allowed-origins': msg('Other web pages that may use this computer'),
  'settings/allowed-origins-hint': msg(
    'One in each line, such as http://192.168.1.9:3000. Counts from the next start of Lanline.',
  ),
  'settings/relay': msg('Relay calls of people who do not reach each other, from the next start on'),
  'settings/keep-hosting': msg('Go on hosting when the window is closed'),
  'settings/open-at-login': msg('Open Lanline when I log in'),
  'settings/mute-shortcut': msg('Mute and unmute by {keys} in every program, while in a call'),
  // The same where the system tells that keys are held.
  'settings/talk-shortcut': msg('Mute and unmute by {keys} in every program, while in a call, or hold them to talk'),
  'settings/update-feed': msg('Where to look for updates'),
  // What stands in that field while it is empty.
  'settings/update-feed-none': msg('Nowhere'),
  'settings/update-feed-hint': msg(
    'The address that whoever gave you Lanline tells. It is asked once a day; without one, nobody is.',
  ),

  // What is wrong with a field.
  'settings/wrong-port': msg('The port is a whole number from 1024 to 65535.'),
  'settings/wrong-allowedOrigins': msg(
    'Each line is the beginning of a page’s address, such as http://192.168.1.9:3000, and nothing after it.',
  ),
  'settings/wrong-updateFeed': msg('The address of updates begins with https://.'),

  // What became of the settings, where they are read. {file} is the name of a file.
  'settings/notice-set-aside': msg('Your settings could not be read; they were set aside as {file}.'),
  'settings/notice-unreadable': msg(
    'Your settings could not be read from {file}, which stays as it is. What you change holds until you close Lanline.',
  ),
  'settings/notice-newer': msg(
    'Your settings were kept by a newer version of Lanline. What you change holds until you close this one.',
  ),
  // Below what whoever looks after the machine has set for everyone on it.
  'settings/managed': msg('Set by your organisation.'),
  'settings/notice-new-passcode': msg(
    'A passcode that you may have set could not be read. Until you quit Lanline, whoever comes in is asked for a new one: {passcode}. Tell it to them, set your own, or no longer ask for one.',
  ),
  'settings/notice-passwords-lost': msg('The passwords of your connection servers could not be read. Set them again.'),

  // How the new version of the app stands.
  'settings/update-available': msg('Lanline {version} is available.'),
  'settings/update-downloading': msg('Lanline {version} is being fetched…'),
  'settings/update-downloaded': msg('Lanline {version} is installed when you quit.'),
  'settings/update-failed': msg('Lanline {version} could not be fetched.'),
  'settings/update-no-versions': msg('That address told of no versions when it was last asked.'),
  // Those whose calls are answered without anybody pressing anything.
  'settings/auto-answer': msg('Answered by themselves'),
  'settings/auto-answer-hint': msg(
    'Three seconds after a chime, and only once their device has proven that it is theirs. To add somebody, have them call you, open “People” and press “Answer … by itself”.',
  ),
  'settings/answers-with': msg('What {name} gets'),
  'settings/with-sound': msg('Sound'),
  'settings/with-camera': msg('Camera and sound'),
  'settings/answer-no-more': msg('Answer {name} by itself no longer'),
  // For whoever looks after many computers.
  'settings/own-key': msg('This device is known to others as:'),
}
