import { msg } from '@hi18n/core'

export const dialogs = {
  // <address/> is that of a computer, such as 192.168.1.5:8080; <room/> the name of a room.
  'dialogs/join-host': msg('Join <address/>?'),
  'dialogs/join-room': msg('Join <room/> at <address/>?'),
  'dialogs/link-was-opened': msg('A link was opened that leads to the computer at <address/>.'),
  'dialogs/link-without-key': msg(
    'It does not say how to tell that computer from another. Join only if you trust whoever gave it to you.',
  ),
  'dialogs/link-with-key': msg(
    'It names the key of that computer, so that no other can answer in its place. Join only if you know whose it is.',
  ),
  'dialogs/would-leave-call': msg('You would leave the call that you are in.'),
  'dialogs/not-now': msg('Not now'),

  'dialogs/this-computer-protected': msg('This computer is protected'),
  // {host} is its address.
  'dialogs/host-protected': msg('{host} is protected'),
  'dialogs/ask-for-passcode': msg('Whoever runs this host lets in those who know its passcode. Ask them for it.'),
  'dialogs/passcode': msg('Passcode'),
  'dialogs/continue': msg('Continue'),
  // After too many wrong passcodes; {time} is a stopwatch’s, such as 0:42.
  'dialogs/too-many-tries': msg('Too many tries.'),
  'dialogs/try-again-in': msg('You can try again in {time}.'),
  // In place of “Continue”, while the host is asked whether the passcode is right.
  'dialogs/trying': msg('Trying…'),

  'dialogs/not-same-computer': msg('This is not the same computer'),
  'dialogs/not-same-host': msg('{host} is not the same computer as before'),
  'dialogs/key-has-changed': msg(
    'This is not the computer that was at this address before, or that invited you. Someone may be pretending to be it, or Lanline was installed anew there. Ask the person who runs it before you go on.',
  ),
  'dialogs/do-not-join': msg('Do not join'),
  'dialogs/trust-it': msg('Trust it from now on'),

  'dialogs/camera-and-microphone': msg('Camera and microphone'),
  'dialogs/browser-warns-once': msg('Your browser will warn you once'),
  // In quotes: what browsers call these buttons in the language of the reader.
  'dialogs/go-on-chrome': msg('Press <b>“Advanced”</b>, then <b>“Proceed to\u00a0…”</b>.'),
  'dialogs/go-on-edge': msg('Press <b>“Advanced”</b>, then <b>“Continue to\u00a0…”</b>.'),
  'dialogs/go-on-firefox': msg('Press <b>“Advanced…”</b>, then <b>“Accept the Risk and Continue”</b>.'),
  'dialogs/go-on-safari': msg('Press <b>“Show Details”</b>, then <b>“visit this website”</b>.'),
  'dialogs/go-on-android': msg('Tap <b>“Advanced”</b>, then <b>“Proceed to\u00a0…”</b>.'),
  'dialogs/go-on-ios': msg('Tap <b>“Show Details”</b>, then <b>“visit this website”</b>.'),
  'dialogs/then-allow': msg('Then allow camera and microphone: you are in, with your name and your room.'),
  // {host} is the name of a computer.
  'dialogs/check-that-it-is': msg('Check that it is really {host}'),
  'dialogs/check-computer': msg('Check that it is really that computer'),
  'dialogs/compare-fingerprint': msg(
    'To be sure that nobody is in between, compare the certificate’s SHA-256 fingerprint with this one. The person at the host sees it too, under “Change” beside who can come in.',
  ),
  'dialogs/no-secure-page': msg(
    'Browsers give them only to pages that come by https, and there is no such page here. To be seen and heard, use the Lanline app, or open Lanline on the host’s own computer.',
  ),

  'dialogs/remove-person': msg('Remove {name}?'),
  'dialogs/removing-means': msg(
    'Their calls here end, and they cannot come in again until Lanline is started anew on this computer. Nobody new comes in from their address either, until you set a new passcode.',
  ),
  // A choice below that.
  'dialogs/keep-address-out': msg('Keep new people from that address out even with a new passcode'),
  // The same of someone whose page is on this very computer.
  'dialogs/removing-here-means': msg(
    'Their calls here end, and they cannot come in again until Lanline is started anew. Other people at this computer still can.',
  ),
  'dialogs/remove': msg('Remove'),
  // Headline for someone whom the operator of the host has removed.
  'dialogs/you-are-out': msg('You are out'),
  'dialogs/go-elsewhere': msg('Go to another computer'),

  'dialogs/share-screen': msg('Share your screen'),
  'dialogs/nothing-to-share': msg('There is no screen and no window that could be shared.'),
  'dialogs/screens': msg('Screens'),
  'dialogs/windows': msg('Windows'),
  'dialogs/share-sound': msg('Share the computer’s sound too'),
  'dialogs/no-sound': msg('The computer’s sound cannot go along on this system.'),

  // What was typed as the address of another computer.
  'dialogs/bad-address': msg('That is not an address. It looks like 192.168.1.5 or 192.168.1.5:8080.'),
  'dialogs/bad-ipv6-address': msg(
    'That is no whole IPv6 address. It looks like fd00::1 or, with a port, [fd00::1]:8080, and has nothing with % at its end.',
  ),
  'dialogs/link-local-address': msg(
    'Addresses that begin with fe80 can’t be opened by a browser. Type another address of that computer: Lanline shows them there.',
  ),
  // “Invite” is the headline host/invite.
  'dialogs/own-address': msg(
    'That leads to where you are already. Others come in by the address under “Invite”; to join somebody else, type theirs.',
  ),
  'dialogs/something-else': msg(
    'Something else than Lanline answers there. Check the address and the port, which is 8080 unless Lanline shows another.',
  ),
  'dialogs/local-network': msg(
    'If macOS keeps Lanline off the local network, nothing there answers. Allow it in the system’s settings under “Privacy & Security”, “Local Network”.',
  ),

  'dialogs/other-addresses-of-computer': msg('Other addresses of this computer'),
  'dialogs/other-addresses-of-host': msg('Other addresses of this host'),
  'dialogs/pinned-is-gone': msg('This computer does not have {address} now, which you put first.'),
  'dialogs/choose-automatically': msg('Choose automatically'),
  // The address that stands before the others, and what makes another one do so.
  'dialogs/shown-first': msg('Shown first'),
  'dialogs/show-first': msg('Show first'),
  'dialogs/show-address-first': msg('Show first: {address}'),
  'dialogs/who-may-come-in': msg('Who may come in'),
  // How many people fit in a room.
  'dialogs/people-in-a-room': msg('People in a room'),
  'dialogs/passcode-is-long': msg('It has at least four characters.'),
  'dialogs/change-passcode': msg('Change it…'),
  'dialogs/ask-for-a-passcode': msg('Ask for a passcode…'),
  'dialogs/no-longer-ask': msg('No longer ask for it'),
  'dialogs/passcode-from-now-on': msg('Whoever comes in from now on is asked for it. Those who are here stay.'),
  'dialogs/passcode-until-quit': msg(
    'This system has no safe place for it, so it holds until you quit. When Lanline starts again, it makes up a new one.',
  ),
  'dialogs/passcode-until-restart': msg(
    'On a host without a window it holds until the host is started anew; --passcode sets one for good.',
  ),
  'dialogs/set-passcode': msg('Set passcode'),
  'dialogs/let-others-find': msg('Let others on this network find this computer'),
  'dialogs/fingerprint': msg('Certificate fingerprint'),
  'dialogs/fingerprint-for-guests': msg(
    'Guests who go on to the secure page can compare the certificate that their browser shows with this.',
  ),
  'dialogs/host-address': msg('Host address'),
}
