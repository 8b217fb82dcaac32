import type { Electron } from './electron.js'
import { t } from './language.js'
import type { Push } from './push.js'

/** What the list beside the app's button in Windows' taskbar has the running app do, by the argument that says so. */
const TASKS = { '--toggle-microphone': 'toggle-microphone', '--hang-up': 'hang-up' } as const
type Argument = keyof typeof TASKS

const isTask = (argument: string): argument is Argument => Object.hasOwn(TASKS, argument)

/** Whether a start of the app is only to have the running one do something. */
export const asksForTask = (argv: string[]) => argv.some(isTask)

/**
 * Offers these tasks in the language that the app speaks, on Windows alone and where the app is installed. Gives what
 * offers them anew. Each starts the app once more, which tells the one that runs.
 */
export function offerTasks(
  { app }: Electron,
  push: Push,
  { platform, execPath }: Pick<NodeJS.Process, 'platform' | 'execPath'> = process,
): () => void {
  app.on('second-instance', (_event, argv) => {
    const task = argv.find(isTask)
    if (task) push(TASKS[task], undefined)
  })
  if (platform !== 'win32' || !app.isPackaged) return () => {}
  const item = (task: Argument, title: string) => ({
    program: execPath,
    arguments: task,
    title,
    description: title,
    iconPath: execPath,
    iconIndex: 0,
  })
  return () => {
    app.setUserTasks([item('--toggle-microphone', t('task/toggle-microphone')), item('--hang-up', t('tray/hang-up'))])
  }
}
