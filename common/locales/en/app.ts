import { Catalog, msg } from '@hi18n/core'

const messages = {
  'app/quit': msg('Quit'),

  // The menu. Each system has words of its own for these; take those that people know from there.
  'menu/settings': msg('Settings…'),
  'menu/file': msg('File'),
  'menu/edit': msg('Edit'),
  'menu/view': msg('View'),
  'menu/window': msg('Window'),
  'menu/help': msg('Help'),
  'menu/about': msg('About Lanline'),
  'menu/services': msg('Services'),
  'menu/hide': msg('Hide Lanline'),
  'menu/hideOthers': msg('Hide Others'),
  'menu/unhide': msg('Show All'),
  'menu/quit': msg('Quit Lanline'),
  // What Windows calls it.
  'menu/exit': msg('Exit'),
  'menu/undo': msg('Undo'),
  'menu/redo': msg('Redo'),
  'menu/cut': msg('Cut'),
  'menu/copy': msg('Copy'),
  'menu/paste': msg('Paste'),
  'menu/pasteAndMatchStyle': msg('Paste and Match Style'),
  'menu/delete': msg('Delete'),
  'menu/selectAll': msg('Select All'),
  'menu/substitutions': msg('Substitutions'),
  'menu/showSubstitutions': msg('Show Substitutions'),
  'menu/toggleSmartQuotes': msg('Smart Quotes'),
  'menu/toggleSmartDashes': msg('Smart Dashes'),
  'menu/toggleTextReplacement': msg('Text Replacement'),
  'menu/speech': msg('Speech'),
  'menu/startSpeaking': msg('Start Speaking'),
  'menu/stopSpeaking': msg('Stop Speaking'),
  'menu/reload': msg('Reload'),
  'menu/forceReload': msg('Force Reload'),
  'menu/toggleDevTools': msg('Toggle Developer Tools'),
  'menu/resetZoom': msg('Actual Size'),
  'menu/zoomIn': msg('Zoom In'),
  'menu/zoomOut': msg('Zoom Out'),
  'menu/togglefullscreen': msg('Toggle Full Screen'),
  'menu/minimize': msg('Minimize'),
  // What the green button of a window does on macOS.
  'menu/zoom': msg('Zoom'),
  'menu/close': msg('Close Window'),
  'menu/front': msg('Bring All to Front'),

  // The icon in the system's tray: how the person is doing, in a few words.
  'tray/in-call': msg('In a call'),
  'tray/in-call-in': msg('In a call in {room}'),
  // In a room in which there is nobody else yet.
  'tray/waiting': msg('Waiting'),
  'tray/waiting-in': msg('Waiting in {room}'),
  'tray/ringing': msg('{name} is calling'),
  // Who has given no name.
  'tray/someone': msg('Someone'),
  'tray/no-network': msg('No network'),
  'tray/hosting': msg('Hosting at {address}'),
  'tray/mute': msg('Mute microphone'),
  'tray/unmute': msg('Unmute microphone'),
  // In the list beside the app's button in Windows' taskbar, which does not know whether it is muted.
  'task/toggle-microphone': msg('Mute or unmute microphone'),
  'tray/hang-up': msg('Hang up'),
  'tray/open': msg('Open Lanline'),

  // The system's notification that someone rings; its title is tray/ringing.
  'notification/answer': msg('Click to answer in Lanline.'),
  'notification/accept': msg('Accept'),
  'notification/decline': msg('Decline'),
  // Another one, where the keys cannot be had that mute in every program, such as Ctrl+Shift+M.
  'notification/keys-taken': msg(
    '{keys} cannot mute in other programs: another program has these keys, or the system gives them to none.',
  ),

  // What is said of the dot on the window's button in Windows' taskbar.
  'badge/unread': msg('{count, plural, one {# unread message} other {# unread messages}}'),

  'rescue/title': msg('Lanline stopped working several times in a row.'),
  'rescue/detail': msg('Calls of other people on this computer go on. They end when you quit.'),
  'rescue/try-again': msg('Try again'),

  // The kind of file that a report is saved as.
  'report/text-file': msg('Text file'),

  'start/title': msg('Lanline cannot start'),
  'start/ports-taken': msg('All the ports that Lanline may use are taken by other programs.'),
  'start/port-refused': msg('This account may not listen on the port that Lanline was told to use.'),
  'start/page-missing': msg('The page is missing from this installation.'),
  // {source} is a file, or a key of the registry.
  'start/policy-unreadable': msg(
    'The settings of your organisation in {source} cannot be read. Whoever looks after this computer can mend them.',
  ),
  'start/no-sandbox': msg(
    'This system permits an AppImage no sandbox, without which Lanline does not run. Install the .deb.',
  ),
  // The same on a system that takes no .deb.
  'start/no-sandbox-at-all': msg(
    'This system permits an AppImage no sandbox, without which Lanline does not run. Whoever looks after it can allow unprivileged user namespaces.',
  ),
}

/** Every message of the main process with what it takes. */
export type AppVocabulary = typeof messages

export default new Catalog<AppVocabulary>('en', messages)
