import { msg } from '@hi18n/core'

/** What stands in the place of a call that is over. */
export const ending = {
  // A call that is over, or that there was no getting into: a headline, and after it why or what helps.
  'ending/declined': msg('{name} declined'),
  'ending/declined-why': msg('They do not want to talk now.'),
  'ending/no-answer': msg('{name} did not answer'),
  'ending/no-answer-why': msg('It rang for half a minute.'),
  'ending/busy': msg('{name} is busy'),
  'ending/busy-why': msg('They are in another call. Try again a little later.'),
  'ending/gone': msg('{name} is gone'),
  'ending/gone-why': msg('They have closed Lanline or lost the network.'),
  'ending/hung-up': msg('The call is over'),
  'ending/hung-up-why': msg('{name} hung up.'),
  'ending/room-full': msg('{room} is full'),
  'ending/room-full-why': msg('Everyone who fits is in there. Wait until someone leaves, or meet in another room.'),
  // The room was full when the person came, and is no more.
  'ending/room-again': msg('There is room in {room} again'),
  'ending/room-again-why': msg('Someone has left.'),
  'ending/room-locked': msg('{room} is locked'),
  'ending/room-locked-why': msg(
    'Those in there want nobody else to come in. Ask them to unlock it, or meet in another room.',
  ),
  'ending/full-of': msg('{room} is full ({members, number} of {capacity, number})'),
  // These two are followed by a sentence on what went wrong.
  'ending/not-reached': msg('{name} was not reached'),
  'ending/out-of-room': msg('You are out of {room}'),
  'ending/call-again': msg('Call again'),
  'ending/choose-another-room': msg('Choose another room'),
  'ending/back': msg('Back'),
  // After a call; {duration} is how long it was, such as 12:04.
  'ending/you-left': msg('You left {room} · {duration}'),
  'ending/you-hung-up': msg('You left the call with {name} · {duration}'),
  'ending/rejoin': msg('Rejoin'),
  // A button: the page then waits for a seat in the room, and goes in.
  'ending/tell-me': msg('Tell me when there is room'),
  'ending/waiting-for-seat': msg('You go in as soon as someone leaves.'),
  'ending/stop-waiting': msg('Stop waiting'),
  'ending/unproven': msg('The call was not answered'),
  'ending/unproven-why': msg('Whoever called could not prove to be {name}. They saw and heard nothing of you.'),
}
