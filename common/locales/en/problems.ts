import { msg } from '@hi18n/core'

/** The plain sentence for everything that can go wrong: what happened and what helps. */
export const problems = {
  'problems/no-room': msg('Type a room name that you and the others agree on.'),
  'problems/bad-room': msg('A room name has at most 64 letters, numbers or signs.'),
  'problems/bad-name': msg('A name has at most 40 letters, numbers or signs.'),
  'problems/bad-request': msg(
    'The host did not understand this page. The two may be of different versions; reload, or update the older one.',
  ),
  'problems/unknown-event': msg(
    'The host did not understand this page. The two may be of different versions; reload, or update the older one.',
  ),
  'problems/room-full': msg('The room is full.'),
  'problems/room-locked': msg('The room is locked.'),
  'problems/not-in-room': msg('The host no longer has you in the room. Join again.'),
  'problems/no-such-peer': msg('That person has left.'),
  'problems/busy': msg('That person is in another call.'),
  'problems/too-fast': msg('That was too much at once. Wait a moment and try again.'),
  'problems/origin-not-allowed': msg(
    'That host only takes calls from its own page. Open its address in this browser instead.',
  ),
  'problems/passcode-required': msg('That host asks for a passcode. The person who runs it can tell you.'),
  'problems/wrong-passcode': msg('That is not the passcode. Check it and try again.'),
  'problems/too-many-attempts': msg('Too many tries. Wait a minute.'),
  'problems/overloaded': msg('That host has too much to do at the moment. Try again in a minute.'),
  'problems/removed': msg('You were removed from this computer’s calls by the person who runs it.'),
  'problems/not-allowed': msg('Only whoever sits at the host may do that.'),
  'problems/not-kept': msg('It could not be kept. It holds until Lanline is started anew.'),
  'problems/locked-by-policy': msg('Whoever looks after this computer has chosen that.'),
  'problems/unavailable': msg('The host lets nobody in at the moment. Running calls go on; try again soon.'),
  'problems/internal-error': msg('Something failed that should not have. Try again.'),
  'problems/host-unreachable': msg(
    'Nothing answered there. Check the address, that Lanline is open on that machine, and that both are on the same network.',
  ),
  'problems/host-silent': msg('The host did not answer in time. Try again.'),

  // The camera and the microphone; where both have the same problem, it is said once.
  'problems/devices-insecure': msg(
    'Browsers give a plain http page no camera or microphone. You can join to watch and listen.',
  ),
  'problems/devices-missing': msg('No camera or microphone was found. You can join to watch and listen.'),
  'problems/devices-busy': msg('Camera and microphone did not start; another program may be using them.'),
  'problems/devices-refused-in-app': msg(
    'Camera and microphone are not allowed. You can join to watch and listen, or allow them in the system’s settings.',
  ),
  'problems/devices-refused-in-browser': msg(
    'Camera and microphone are not allowed. You can join to watch and listen, or allow them in the browser’s address bar.',
  ),
  'problems/video-missing': msg('No camera was found.'),
  'problems/video-busy': msg('The camera did not start; another program may be using it.'),
  'problems/video-refused-in-app': msg('The camera is not allowed. Allow it in the system’s settings.'),
  'problems/video-refused-in-browser': msg(
    'The camera is not allowed. Allow it in the browser’s address bar or the system’s settings.',
  ),
  'problems/audio-missing': msg('No microphone was found.'),
  'problems/audio-busy': msg('The microphone did not start; another program may be using it.'),
  'problems/audio-refused-in-app': msg('The microphone is not allowed. Allow it in the system’s settings.'),
  'problems/audio-refused-in-browser': msg(
    'The microphone is not allowed. Allow it in the browser’s address bar or the system’s settings.',
  ),

  // “Screen recording” as macOS calls it in its settings.
  'problems/share-refused': msg(
    'The system does not let the screen be shared. Allow it under “Screen recording” in the system’s settings.',
  ),
  'problems/share-failed': msg('Your screen could not be shared. Try again, or choose something else to share.'),

  'problems/part-missing-title': msg('This could not be opened'),
  'problems/part-missing': msg(
    'This part of the page could not be fetched from the host. Check the network, then try again.',
  ),
}
