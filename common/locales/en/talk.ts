import { msg } from '@hi18n/core'

/** What is said of who speaks, of signs that people give each other, and of a call in two tabs. */
export const talk = {
  // A button that comes while somebody speaks and their microphone is off, with a keyboard and without one.
  'talk/muted-press': msg('You are muted, press M or hold Space'),
  'talk/muted-tap': msg('You are muted, tap to unmute'),
  // The headline and a button of what asks whoever joins a room where another tab of their browser is already.
  'talk/continue-here': msg('Continue here'),
  'talk/continue-question': msg('Continue here?'),
  'talk/in-other-tab': msg(
    'You are in {room} in another tab of this browser. Your call moves here, and that tab leaves it.',
  ),
  // Joins beside the other tab, so that there are two tiles of one name.
  'talk/join-beside': msg('Join twice'),
  // The headline of the tab that the call was taken from.
  'talk/elsewhere': msg('Your call goes on in another tab'),
  // The same, once that tab has left the call.
  'talk/over-elsewhere': msg('The other tab has left the call'),
  'talk/bring-back': msg('Bring it back'),
  // What screen readers call a row of buttons by which a person reacts; the buttons below it.
  'talk/react': msg('React'),
  'talk/thumbs-up': msg('Thumbs up'),
  'talk/heart': msg('Heart'),
  'talk/laugh': msg('Laugh'),
  'talk/party': msg('Party'),
  'talk/thumbs-down': msg('Thumbs down'),
  'talk/raise-hand': msg('Raise hand'),
  'talk/lower-hand': msg('Lower hand'),
  // A mark on the picture of somebody.
  'talk/hand-up': msg('Hand raised'),
  // A button and the slider that it opens: how loud somebody is heard here.
  'talk/volume-of': msg('Volume of {name}'),
  // Two computers of a call stand in one room, and howl.
  'talk/same-room': msg('You and {name} seem to be in one room. Mute one of you, so that it does not howl.'),
  'talk/mute-me': msg('Mute me'),
}
