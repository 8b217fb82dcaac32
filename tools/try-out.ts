/** Something that only a person can see. */
export interface Question {
  /** What to do first; nothing where the app does it by itself. */
  readonly do?: string
  /** What should then be so. */
  readonly see: string
  readonly platforms?: readonly NodeJS.Platform[]
  /** Left out of the check of five minutes. */
  readonly takesLonger?: boolean
}

export interface Answer {
  readonly question: Question
  readonly verdict: 'yes' | 'no' | 'skipped'
  /** What was different. */
  readonly note: string
}

const POLICIES = [
  ['linux', '/etc/lanline/policy.json'],
  ['darwin', '/Library/Application Support/Lanline/policy.json'],
  ['win32', '%ProgramData%\\Lanline\\policy.json'],
] as const

const QUESTIONS: readonly Question[] = [
  { see: 'A window opened with "Start a call", and nothing else asked anything.' },
  {
    platforms: ['darwin'],
    see: 'macOS asked for camera and microphone, in a sentence that says what for, once each.',
  },
  { see: 'The camera’s picture is in the window.' },
  {
    platforms: ['darwin'],
    do: 'Start Lanline on another computer, and press "Call" beside it.',
    see: 'macOS asked whether Lanline may find devices on the local network, and after "Allow" the call came about.',
  },
  {
    platforms: ['win32', 'linux'],
    do: 'Start Lanline on another computer, and press "Call" beside it.',
    see: 'The call came about, and both see and hear each other.',
  },
  { see: 'The tray, or menu bar, has Lanline’s icon, and its menu says that there is a call.' },
  { do: 'Mute and unmute by the menu of the icon.', see: 'The button in the window changed with it.' },
  {
    platforms: ['darwin', 'win32'],
    do: 'Press "Share screen", and choose a window.',
    see: 'A picker opened with what there is, and the other side saw that window.',
  },
  {
    platforms: ['linux'],
    do: 'Press "Share screen", and choose a window.',
    see: 'One picker opened (on Wayland that of the system), and the other side saw that window.',
  },
  {
    platforms: ['darwin'],
    do: 'Stop sharing, press "Share screen", wait 15 seconds, and close the system’s picker without choosing.',
    see: 'The picker stayed for as long as it was open, and "Share screen" can be pressed again.',
    takesLonger: true,
  },
  {
    platforms: ['win32'],
    do: 'Stop sharing, press "Share screen", tick "Share the computer’s sound too", choose a screen, and play music.',
    see: 'The other side heard the music, and nothing of what they said themselves. (On Windows 10 the list of screens says that it cannot go along.)',
    takesLonger: true,
  },
  {
    platforms: ['darwin'],
    do: 'Stop sharing, let Lanline record the screen in the system’s settings, quit and start it again. In a call press "Share screen", tick "Share the computer’s sound too", choose a screen, and play music.',
    see: 'macOS asked for the sound, and the other side heard the music and not themselves. (Before macOS 14.2 the list of screens says that it cannot go along.)',
    takesLonger: true,
  },
  {
    platforms: ['linux'],
    do: 'Stop sharing, press "Share screen", choose a screen, and play music.',
    see: 'The other side heard none of the music. (The list of screens, where it is Lanline’s, said that it cannot go along.)',
    takesLonger: true,
  },
  {
    platforms: ['win32', 'linux'],
    do: 'Under "Settings" have Ctrl+Shift+M mute in every program, go to another program, and press these keys twice.',
    see: 'The other side saw the microphone muted and then not. (On Wayland the desktop may ask first.)',
    takesLonger: true,
  },
  {
    platforms: ['win32', 'linux'],
    do: 'Mute, go to another program, and hold these keys while you count to five. On Wayland, skip this.',
    see: 'The other side heard you count, and saw the microphone muted afterwards.',
    takesLonger: true,
  },
  {
    platforms: ['darwin'],
    do: 'Under "Settings" have ⇧⌘M mute in every program, go to another program, and press these keys twice.',
    see: 'The other side saw the microphone muted and then not.',
    takesLonger: true,
  },
  {
    do: 'Press the button of a headset that answers and ends calls. Without such a headset, skip this.',
    see: 'Lanline muted the microphone or hung up.',
    takesLonger: true,
  },
  {
    platforms: ['win32'],
    do: 'Press the right mouse button on Lanline in the taskbar, and choose "Mute or unmute microphone". From sources, skip this.',
    see: 'That and "Hang up" were in the list, and the button in the window changed.',
    takesLonger: true,
  },
  {
    platforms: ['darwin'],
    do: 'Press the right mouse button on Lanline in the dock, and choose "Mute microphone".',
    see: 'That and "Hang up" were in the menu, and the button in the window changed.',
    takesLonger: true,
  },
  {
    do: 'Hang up, minimise the window, and have the other side call. Do not answer.',
    see: 'A notification said who calls, the icon drew attention, and when it stopped ringing the window was still minimised.',
  },
  {
    platforms: ['darwin', 'win32'],
    do: 'Have the other side call again, and press "Accept" in the notification.',
    see: 'The notification had "Accept" and "Decline" and no third button, and the call began.',
    takesLonger: true,
  },
  {
    do: 'Have the other side call and answer it. Under "People" have their calls answered by themselves, hang up, minimise the window, and have them call again.',
    see: 'The window came to the front, it chimed for three seconds, and the call began with sound and without the camera.',
    takesLonger: true,
  },
  {
    do: 'Hang up. Under "Who may come in" set a passcode, quit Lanline and start it again.',
    see: 'The passcode is still asked for, and no window of the system kept Lanline from opening.',
    takesLonger: true,
  },
  {
    platforms: ['linux', 'darwin'],
    do: 'Quit, lock the keyring or Keychain, start Lanline, and dismiss what asks to unlock it.',
    see: 'Lanline opened all the same and said that a new passcode is asked for until it is quit.',
    takesLonger: true,
  },
  { do: 'Open a lanline:// link from a browser.', see: 'Lanline came to the front and asked before it joined.' },
  {
    do: 'Quit, and start the program with --join and the other computer’s address and a room, as in --join 192.168.1.5:8080/standup.',
    see: 'It went into that room without asking.',
    takesLonger: true,
  },
  ...POLICIES.map(([platform, path]) => ({
    platforms: [platform],
    do: `As an administrator write {"port": 9090} into ${path}, quit Lanline, and start it again. Take the file away afterwards.`,
    see: 'Under "Settings" the port is 9090, cannot be changed, and has "Set by your organisation." beside it.',
    takesLonger: true,
  })),
  {
    do: 'Quit, make a folder lanline-data beside the app, and start it. From sources, skip this. Take the folder away afterwards.',
    see: 'It started as if for the first time, and the folder has files in it.',
    takesLonger: true,
  },
  { do: 'Close the window.', see: 'Lanline was gone, or went on in the tray if it was set to.' },
]

/** What to ask on this system: in about five minutes what no test shows of any system, or all in a quarter of an hour. */
export const questionsFor = (platform: NodeJS.Platform, isAll: boolean): Question[] =>
  QUESTIONS.filter(({ platforms = [platform], takesLonger }) => platforms.includes(platform) && (isAll || !takesLonger))

/** Asks one question after the other; `ask` shows a text and resolves with the line that was entered. */
export async function tryOut(
  questions: readonly Question[],
  ask: (text: string) => Promise<string>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const [index, question] of questions.entries()) {
    const first = question.do ? `${question.do}\n` : ''
    const verdict = await verdictOn(`\n${index + 1}/${questions.length}  ${first}Is this so? ${question.see}`, ask)
    const note = verdict === 'no' ? (await ask('What was different? ')).trim() : ''
    answers.push({ question, verdict, note })
  }
  return answers
}

async function verdictOn(text: string, ask: (text: string) => Promise<string>): Promise<Answer['verdict']> {
  for (;;) {
    const entered = (await ask(`${text} [y]es, [n]o, [s]kip: `)).trim().toLowerCase()
    if (/^y(es)?$/.test(entered)) return 'yes'
    if (/^no?$/.test(entered)) return 'no'
    if (/^s(kip)?$/.test(entered)) return 'skipped'
  }
}

/** The answers, for whoever was not there. */
export function reportOf(system: string, time: Date, answers: readonly Answer[]): string {
  const lines = answers.map(({ question, verdict, note }) => {
    const tail = note === '' ? '' : `\n         ${note}`
    return `${verdict.padEnd(8)} ${question.do ? `${question.do} ` : ''}${question.see}${tail}`
  })
  return `${system}\n${time.toISOString()}\n\n${lines.join('\n')}\n`
}
