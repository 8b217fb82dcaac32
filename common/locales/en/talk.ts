import { msg } from '@hi18n/core'

/** What is said of who speaks, of signs that people give each other, and of a call in two tabs. */
export const talk = {
  // A button that comes while somebody speaks and their microphone is off, with a keyboard and without one.
  'talk/muted-press': msg('You are muted, press M or hold Space'),
  'talk/muted-tap': msg('You are muted, tap to unmute'),
}
