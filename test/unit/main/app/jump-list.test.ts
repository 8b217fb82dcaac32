import type { Task } from 'electron'
import { expect, test, vi } from 'vitest'
import { asksForTask, offerTasks } from '../../../../main/app/jump-list.js'
import type { Push } from '../../../../main/app/push.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

function start({ platform = 'win32' as NodeJS.Platform, isPackaged = true } = {}) {
  const electron = fakeElectron()
  const tasks: Task[][] = []
  Object.assign(electron.app, { isPackaged, setUserTasks: (list: Task[]) => tasks.push(list) })
  const pushed = vi.fn()
  const offer = offerTasks(electron, pushed as Push, { platform, execPath: 'C:\\Lanline.exe' })
  offer()
  return { electron, tasks, pushed, offer }
}

test('Windows lists what the running app can do about a call', () => {
  const { tasks, offer } = start()
  offer()
  expect(tasks).toHaveLength(2)
  expect(tasks[0]).toEqual([
    expect.objectContaining({
      program: 'C:\\Lanline.exe',
      arguments: '--toggle-microphone',
      title: 'Mute or unmute microphone',
    }),
    expect.objectContaining({ program: 'C:\\Lanline.exe', arguments: '--hang-up', title: 'Hang up' }),
  ])
})

test('a task that is chosen is done by the app that runs, whose window stays where it is', () => {
  const { electron, tasks, pushed } = start()
  for (const task of tasks[0] ?? []) {
    const argv = ['C:\\Lanline.exe', '--allow-file-access-from-files', task.arguments]
    expect(asksForTask(argv)).toBe(true)
    electron.app.emit('second-instance', {}, argv)
  }
  electron.app.emit('second-instance', {}, ['C:\\Lanline.exe', '--hidden'])
  expect(pushed.mock.calls).toEqual([
    ['toggle-microphone', undefined],
    ['hang-up', undefined],
  ])
  for (const argument of ['lanline://192.168.1.5/standup', 'toString']) {
    expect(asksForTask(['C:\\Lanline.exe', argument])).toBe(false)
  }
})

test.each([{ platform: 'linux' as const }, { platform: 'darwin' as const }, { isPackaged: false }])(
  '%j has no such list',
  (system) => {
    expect(start(system).tasks).toEqual([])
  },
)
