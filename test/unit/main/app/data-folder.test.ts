import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chooseDataFolder } from '../../../../main/app/data-folder.js'
import { fakeElectron } from '../../../helpers/fake-electron.js'

interface Start {
  isPackaged?: boolean
  hasSwitch?: boolean
  system?: { execPath: string; platform: NodeJS.Platform; env?: NodeJS.ProcessEnv }
  folders?: string[]
}

function chosen({ isPackaged = true, hasSwitch = false, system, folders = [] }: Start) {
  const set: Record<string, string> = {}
  const app = {
    isPackaged,
    commandLine: { hasSwitch: (name: string) => hasSwitch && name === 'user-data-dir' },
    getPath: (name: string) => `/${name}`,
    setPath: (name: string, path: string) => {
      set[name] = path
    },
    setName: (name: string) => {
      set['name'] = name
    },
  }
  const { execPath = '/opt/Lanline/lanline', platform = 'linux', env = {} } = system ?? {}
  chooseDataFolder(fakeElectron({ app }), { execPath, platform, env }, (path) => folders.includes(String(path)))
  return set
}

describe('an app that runs from its sources', () => {
  test('shares neither data nor keychain with the one that is installed', () => {
    const name = 'Lanline development'
    expect(chosen({ isPackaged: false })).toEqual({ name, userData: join('/appData', name) })
  })

  test('keeps its data where the command line says', () => {
    expect(chosen({ isPackaged: false, hasSwitch: true })).toEqual({ name: 'Lanline development' })
  })
})

describe('an app that is packaged', () => {
  const DATA = join('/media', 'stick', 'lanline-data')
  const stick = (...path: string[]) => join('/media', 'stick', ...path)

  test.each([
    ['a folder', { execPath: stick('lanline'), platform: 'linux' }],
    ['a folder for Windows', { execPath: stick('Lanline.exe'), platform: 'win32' }],
    ['an AppImage', { execPath: '/tmp/.mount/lanline', platform: 'linux', env: { APPIMAGE: stick('L.AppImage') } }],
    ['an app for macOS', { execPath: stick('Lanline.app', 'Contents', 'MacOS', 'Lanline'), platform: 'darwin' }],
  ] as const)('that is %s keeps its data beside itself where there is a folder for them', (_what, system) => {
    expect(chosen({ system, folders: [DATA] })).toEqual({ userData: DATA })
    expect(chosen({ system, folders: [DATA], hasSwitch: true })).toEqual({})
    expect(chosen({ system })).toEqual({})
  })
})
