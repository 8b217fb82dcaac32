import { msg } from '@hi18n/core'

/** What is said of files that people send each other in a call. */
export const files = {
  'files/title': msg('Files'),
  // An item of a call’s menu.
  'files/send': msg('Send files…'),
  'files/choose': msg('Choose files…'),
  'files/choose-folder': msg('Choose a folder…'),
  'files/send-to': msg('Send to'),
  'files/everyone': msg('Everyone here'),
  'files/hint': msg(
    'You can also drop files and folders on somebody’s picture, or anywhere else for everyone. Whoever gets them is asked first.',
  ),
  // The same where there is no call: the headline above the buttons, what is said below them, and the list.
  'files/send-to-person': msg('Send to {name}'),
  'files/asked-first': msg('They are asked first. No call is made, and one that either of you is in goes on.'),
  'files/host-list': msg('Files'),
  'files/nobody': msg('Nobody else is here.'),
  'files/drop-for': msg('Drop to send to {name}'),
  'files/drop-for-all': msg('Drop to send to everyone'),
  'files/collecting': msg('Looking what is in there…'),
  'files/too-many-files': msg('That is too much to send at once: at most 20,000 files go together.'),
  'files/not-collected': msg('Not all of it can be read.'),
  // What a folder is called in which several files go that somebody sent together.
  'files/folder-of': msg('Files from {name}'),
  // Stands for {file} in the others where that is a folder, or several files.
  'files/set': msg('{folder}: {count, plural, one {# file} other {# files}}'),
  'files/several': msg('{count, plural, one {# file} other {# files}}'),
  // {file} is the name of a file; its size and kind stand below.
  'files/wants': msg('{name} wants to send you {file}'),
  'files/more-offers': msg('{count, plural, one {# more file is offered} other {# more files are offered}}'),
  // {done} is how much of all of them is there, such as 45 %.
  'files/under-way': msg('{count, plural, one {# file on its way} other {# files on their way}} · {done}'),
  // A button on the start screen that leads to the list of what was saved here.
  'files/came-so-far': msg('{count, plural, one {# file that came} other {# files that came}}'),
  'files/came': msg('{file} from {name} is saved'),
  'files/went': msg('{name} has {file}'),
  'files/list': msg('Files of this call'),
  // What is said of a file in the list.
  'files/from': msg('from {name}'),
  'files/to': msg('to {name}'),
  // Buttons of an offered file, and what screen readers call them.
  'files/accept': msg('Accept'),
  'files/accept-file': msg('Accept {file}'),
  'files/decline': msg('Decline'),
  'files/decline-file': msg('Decline {file}'),
  // Names of buttons that have only a picture.
  'files/pause': msg('Pause {file}'),
  'files/resume': msg('Resume {file}'),
  'files/cancel': msg('Cancel {file}'),
  'files/take-back': msg('Take back {file}'),
  'files/open': msg('Open'),
  'files/show-in-folder': msg('Show in folder'),
  'files/save-again': msg('Save again'),
  'files/clear': msg('Clear what is over'),
  // What screen readers call the bar.
  'files/progress': msg('How much of {file} is there'),
  // How a file is doing.
  'files/waiting-answer': msg('Waits for an answer'),
  'files/waiting-turn': msg('Waits for its turn'),
  'files/waiting-link': msg('Waits for the connection'),
  // A file that was being sent when the page was loaded anew: what is said of it, its button, and what is said where another
  // was chosen.
  'files/missing': msg('Loaded anew: choose the file again to go on'),
  'files/choose-again': msg('Choose again'),
  'files/choose-again-file': msg('Choose again: {file}'),
  'files/other-file': msg('This is not {file} as it was: another file, or it was changed since.'),
  'files/paused': msg('Paused'),
  'files/paused-by': msg('Paused by {name}'),
  'files/saving': msg('Saving…'),
  // Such as “3 MB of 12 MB”, and behind it “2 min left”.
  'files/done-of': msg('{done} of {size}'),
  'files/left': msg('{time} left'),
  'files/too-large': msg(
    'Too large for this page: browsers let plain http pages take {limit} at most. The Lanline app and the secure page take more.',
  ),
  // How it ended. {name} is the other person.
  'files/saved': msg('Saved as {file}'),
  'files/sent': msg('Sent'),
  'files/declined-here': msg('You declined'),
  'files/declined-there': msg('{name} declined'),
  'files/cancelled-here': msg('Cancelled'),
  'files/cancelled-there': msg('{name} cancelled it'),
  'files/left-there': msg('{name} is gone'),
  'files/dropped-there': msg('{name} no longer sends it'),
  'files/unreached-there': msg('No connection to {name} came about, or it was lost.'),
  'files/unheard-there': msg('{name} has a page that takes no files, perhaps of an older Lanline.'),
  'files/not-read-here': msg('It can no longer be read: it was moved, deleted or changed.'),
  'files/not-read-there': msg('{name} can no longer read it: it was moved, deleted or changed.'),
  'files/not-written-here': msg('It could not be written here.'),
  'files/not-written-there': msg('{name} could not write it.'),
  'files/disk-full-here': msg('There is no room for it on this disk.'),
  'files/disk-full-there': msg('{name} has no room for it on their disk.'),
  'files/damaged': msg('It arrived damaged, and nothing of it was kept.'),
  'files/broken': msg('The two pages did not understand each other; reload them, or update the older one.'),
  'files/too-many': msg('{name} has too many offers to answer already.'),
}
