import { msg } from '@hi18n/core'

/** What the menus and panels of a call say. */
export const panels = {
  // Things to do in the menu of a call.
  'panels/full-screen': msg('Full screen'),
  'panels/leave-full-screen': msg('Leave full screen'),
  'panels/speaker-layout': msg('One person large'),
  'panels/grid-layout': msg('Everyone the same size'),
  'panels/picture-in-picture': msg('Picture in picture'),
  'panels/hide-self': msg('Hide my picture'),
  'panels/show-self': msg('Show my picture'),
  'panels/lock-room': msg('Lock room'),
  'panels/unlock-room': msg('Unlock room'),
  'panels/help': msg('Help: check my network'),
  // The headline over the link that leads into the room.
  'panels/invite': msg('Invite'),
  'panels/passcode-is': msg('Passcode: {passcode}'),
  // Beside a person: shows them large, or no longer.
  'panels/pin': msg('Show {name} large'),
  // A mark that somebody’s camera is off.
  'panels/camera-off': msg('Camera off'),
  // Over a shared screen: shows all of it, or fills its place with it.
  'panels/fit': msg('Fit'),
  'panels/fill': msg('Fill'),
  // Beside “You are sharing your screen”.
  'panels/stop': msg('Stop'),
  // There too, where a film is shown.
  'panels/unheard-tab': msg(
    'The others do not hear the sound of this computer. They do if you share the tab that plays it, with its sound.',
  ),
  'panels/unheard-browser': msg(
    'The others do not hear the sound of this computer. Chrome and Edge can share a tab with its sound.',
  ),
  // In the app on macOS, before a button that opens these settings.
  'panels/unheard-permission': msg(
    'The others do not hear the sound of this computer. Let Lanline record the screen and its sound in the system’s settings, then start it anew.',
  ),
  // After “No camera was found.” or the same of a microphone.
  'panels/connect-one': msg('Connect one, then try again.'),
  // In a call that somebody has placed: a button, and what becomes of it.
  'panels/answer-by-itself': msg('Answer {name} by itself from now on'),
  'panels/asking-who': msg('Asking who it is…'),
  'panels/answers-by-itself': msg(
    'Calls of {name} are answered by themselves, with sound. The settings can add the camera.',
  ),
  'panels/not-proven': msg(
    '{name} could not be recognised. That takes a call that they have placed, in the app or on a secure page, and not loaded anew since.',
  ),
}
