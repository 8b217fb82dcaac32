import { msg } from '@hi18n/core'

export const call = {
  // What screen readers call the bar of buttons that a call has.
  'call/controls': msg('Call'),
  'call/in-room': msg('Call in {room}'),
  'call/with-person': msg('Call with {name}'),
  'call/mute-microphone': msg('Mute microphone'),
  'call/unmute-microphone': msg('Unmute microphone'),
  'call/turn-off-camera': msg('Turn off camera'),
  'call/turn-on-camera': msg('Turn on camera'),
  'call/share-screen': msg('Share screen'),
  'call/stop-sharing': msg('Stop sharing'),
  'call/chat': msg('Chat'),
  // The number of messages, said after the name of the chat's button.
  'call/unread': msg('{count, number} unread'),
  // A button that opens a menu.
  'call/more': msg('More'),
  'call/hang-up': msg('Hang up'),

  // A mark that the room is closed to others.
  'call/locked': msg('Locked'),
  // A mark that somebody's microphone is off.
  'call/muted': msg('Muted'),
  // Beside a person's name, where their picture and sound come by way of the host's computer.
  'call/relayed-by': msg('through {computer}'),
  'call/picture-of': msg('Picture of {name}'),
  // What screen readers call the picture of somebody's screen, and below it what stands under that.
  'call/screen-of': msg('Screen of {name}'),
  'call/persons-screen': msg('{name}’s screen'),
  // The person at this page, under their own picture.
  'call/you': msg('You'),
  // A press on one’s own picture makes it large, and that of the other person small.
  'call/swap': msg('Swap the two pictures'),
  'call/you-watch': msg('You watch and listen. Browsers give a plain http page no camera or microphone.'),
  // On somebody’s picture: there is no connection yet; there was one; there is none, and for how long, such as 0:07.
  'call/tile-connecting': msg('Connecting…'),
  'call/tile-lost': msg('Connection lost · {time}'),
  'call/tile-unreachable': msg('Cannot be reached · {time}'),
  // A button of the bar that opens who is here and how to invite, and the headline of that.
  'call/people': msg('People'),
  // The button of a list of devices.
  'call/choose-microphone': msg('Choose microphone'),
  'call/choose-camera': msg('Choose camera'),
  // Headlines of what to do where a device does not work.
  'call/no-microphone': msg('Others cannot hear you'),
  'call/no-camera': msg('Others cannot see you'),
  'call/you-share-screen': msg('You are sharing your screen'),
  'call/turn-on-sound': msg('Turn on sound'),
  // Devices whose own names the browser does not tell.
  'call/audio-device': msg('Microphone {number}'),
  'call/video-device': msg('Camera {number}'),

  // What screen readers call the screen of a room that nobody else is in.
  'call/waiting': msg('Waiting'),
  'call/alone-in-room': msg('You are alone in <room/>'),
  'call/no-network': msg('This computer is on no network, so nobody else can reach it.'),
  // A link stands below.
  'call/open-elsewhere': msg('On another computer or phone on this network, open'),
  // What screen readers call the screen of a call that was placed and not yet taken.
  'call/ringing': msg('Ringing'),

  // A list of findings that comes by itself while somebody cannot be reached.
  'call/in-the-way': msg('What is in the way'),
  'call/details': msg('Details…'),
  'call/dismiss': msg('Dismiss'),

  // How the call stands, in a line over the picture. Two of these may follow each other.
  'call/in-call-with': msg('In a call with {names}.'),
  'call/waiting-for-someone': msg('Waiting for someone to join…'),
  'call/waiting-for-return': msg('Waiting a moment in case they come back.'),
  'call/ringing-person': msg('Ringing {name}…'),
  'call/peer-connecting': msg('Connecting to {name}…'),
  'call/peer-interrupted': msg('The connection to {name} was lost. Reconnecting…'),
  'call/peer-unreachable': msg('{name} cannot be reached. Still trying…'),
  'call/nobody-reached': msg('Neither the host nor anyone in the call can be reached. Still trying…'),
  'call/network-lost': msg('This device has lost the network. Your call goes on when it is back.'),
  // The connection to the host, while others are in the call.
  'call/in-call-closed-by-host': msg('The host has closed. Your call goes on, but nobody new can join.'),
  'call/in-call-reconnecting': msg('The host is out of reach. Your call goes on while Lanline reconnects.'),
  'call/in-call-gone': msg('The host is gone. Your call goes on, but nobody new can join until it is back.'),
  // The page cannot follow to the computer that took the place of the host, at which newcomers join.
  'call/in-call-elsewhere': msg('Your call goes on. New people join at the computer of {name}, {address}.'),
  'call/in-call-failed': msg('The host does not let you back in. Your call goes on, but nobody new can join you.'),
  // Follows one of these; {time} is a length such as “0:42”.
  'call/for-so-long': msg('For {time} now.'),
  // The same, while the person is alone.
  'call/alone-closed-by-host': msg('The host has closed. This room opens again when it is back.'),
  'call/alone-reconnecting': msg('The host is out of reach. Reconnecting…'),
  'call/alone-failed': msg('The host does not let you back in.'),

  // Notes in the chat.
  'call/came-in': msg('{name} came in.'),
  'call/left': msg('{name} left.'),
  // The host was gone; this computer lets people in from now on.
  'call/hosts-now': msg('The host is gone. The computer of {name} takes its place.'),
  'call/self-hosts-now': msg('The host is gone. This computer takes its place.'),
  // The operator of the host has turned this person's microphone off.
  'call/muted-by': msg('{name} has muted you.'),
  'call/you-locked': msg('You locked the room.'),
  'call/you-unlocked': msg('You unlocked the room.'),
  'call/person-locked': msg('{name} locked the room.'),
  'call/person-unlocked': msg('{name} unlocked the room.'),
}
