import { msg } from '@hi18n/core'

/** What is said of devices that are plugged in and out, and of choosing them. */
export const devices = {
  // {was} and {now} are names of devices, such as “Headset” or “Built-in microphone”.
  'devices/audio-replaced': msg('{was} is gone; {now} is the microphone now.'),
  'devices/audio-gone': msg('{was} is gone, and there is no other microphone: others cannot hear you.'),
  'devices/audio-back': msg('{now} is back, and is the microphone again.'),
  'devices/audio-found': msg('{now} is the microphone now.'),
  'devices/video-replaced': msg('{was} is gone; {now} is the camera now.'),
  'devices/video-gone': msg('{was} is gone, and there is no other camera: others cannot see you.'),
  'devices/video-back': msg('{now} is back, and is the camera again.'),
  'devices/video-found': msg('{now} is the camera now.'),
  'devices/output-replaced': msg('{was} is gone; you hear the others through the system’s loudspeaker now.'),
  'devices/output-gone': msg('{was} is gone, and there is no other loudspeaker: you cannot hear the others.'),
  'devices/output-back': msg('{now} is back, and is the loudspeaker again.'),

  // The list of loudspeakers, and one without a name of its own.
  'devices/loudspeaker': msg('Loudspeaker'),
  'devices/output-device': msg('Loudspeaker {number}'),
  'devices/test-tone': msg('Play a test tone'),
  // A headline, with what can be switched on and off below it.
  'devices/processing': msg('Sound of the microphone'),
  'devices/echoCancellation': msg('Echo cancellation'),
  'devices/noiseSuppression': msg('Noise suppression'),
  'devices/autoGainControl': msg('Automatic volume'),
  'devices/originalSound': msg('Original sound'),
  'devices/originalSound-hint': msg(
    'For music: stereo where the microphone has it, nothing taken out, 256 kbit/s. Wear headphones, or the others hear an echo.',
  ),
}
