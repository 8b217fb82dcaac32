import { msg } from '@hi18n/core'

/** What the page of a guest says who was given a link to a room. */
export const guest = {
  // For guests whom the browser gives no camera as yet.
  'guest/join-with-devices': msg('Join with camera and microphone'),
  'guest/join-to-watch': msg('Join to watch and listen'),
  // Why there is no picture of the guest yet.
  'guest/why-no-picture': msg(
    'To be seen and heard, this page moves to its secure address. Your browser will warn you once.',
  ),
  // Who is in the room {room}, above the way into it.
  'guest/is-in': msg('{name} is in {room}'),
  'guest/are-in': msg('{names} are in {room}'),
  'guest/many-are-in': msg('{names} and {others} more are in {room}'),
  'guest/room-is-empty': msg('Nobody is in {room} yet'),
  // {host} is the name of a computer.
  'guest/on-host': msg('on {host}'),
  'guest/more-on': msg('More on {host}'),
  'guest/more-here': msg('More on this computer'),

  'guest/join-a-room': msg('Join a room'),
}
