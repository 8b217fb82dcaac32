import { msg } from '@hi18n/core'

/** How good connections are, in numbers. */
export const stats = {
  // In the menu of a call, and the headline of what it opens.
  'stats/title': msg('Connection in numbers'),
  // On somebody’s picture.
  'stats/poor': msg('Poor connection to {name}'),
  // Beside it, a button: sends a smaller picture, and asks for one.
  'stats/save-data': msg('Save data'),
  'stats/nobody': msg('Nobody else is here, so there is no connection.'),
  // The label of a choice among those who are in the call.
  'stats/with': msg('Connection to'),
  'stats/measuring': msg('Measuring…'),
  // How packets travel; the protocol is UDP or TCP.
  'stats/direct': msg('Direct, by {protocol}'),
  'stats/relayed': msg('Through a relay, by {protocol}'),
  'stats/path': msg('Path'),
  // The time to the other computer and back.
  'stats/round-trip': msg('Round trip'),
  // How unevenly packets of sound arrive.
  'stats/jitter': msg('Jitter'),
  // How long what arrives is held back to make up for jitter.
  'stats/buffer': msg('Delay before playing'),
  'stats/loss': msg('Lost packets'),
  // What the browser believes to get through.
  'stats/available': msg('Room to send'),
  'stats/sent': msg('Sent'),
  'stats/received': msg('Received'),
  'stats/microphone': msg('Voice'),
  'stats/camera': msg('Camera'),
  'stats/screen': msg('Screen'),
  'stats/screenSound': msg('Sound of the screen'),
  // Such as “1280 × 720, 30 per second”.
  'stats/picture': msg('{width} × {height}, {rate} per second'),
  // What keeps the picture that is sent from being better.
  'stats/limited-by-cpu': msg('held back by this computer'),
  'stats/limited-by-bandwidth': msg('held back by the network'),
  'stats/limited-by-other': msg('held back'),
  // Names of plots over the last two minutes.
  'stats/bitrate': msg('Megabits per second'),
  'stats/delay': msg('Milliseconds'),
  'stats/share': msg('Lost packets in %'),
  // What screen readers call a plot.
  'stats/plot-of': msg('{what}, the last two minutes'),
  'stats/save': msg('Save as JSON'),
  'stats/save-hint': msg('The last two minutes, with names and without addresses.'),
}
