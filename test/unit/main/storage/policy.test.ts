import { describe, expect, test, vi } from 'vitest'
import { log } from '../../../../main/storage/log.js'
import {
  isLocked,
  type Machine,
  managedBy,
  PolicyError,
  policyFile,
  readPolicy,
} from '../../../../main/storage/policy.js'

const FILE = {
  port: 9_090,
  name: 'Reception',
  passcode: 'sesame',
  passcodeNeeded: true,
  discovery: false,
  relay: false,
  capacity: 4,
  allowedOrigins: ['https://intranet.example.org'],
  updates: false,
  files: false,
  autoAnswer: [{ key: 'k'.repeat(43), name: 'Bob', camera: true }],
}

/** What `reg.exe` prints by key; the error with which it ends where it prints nothing. */
type Registry = string | { [key: string]: string } | Error

/** As execFile rejects where a program ends with this exit code. */
const exit = (code: number) => Object.assign(new Error(`reg.exe ended with ${code}`), { code })

function machine(
  text: string | undefined,
  platform: NodeJS.Platform = 'linux',
  registry: Registry = {},
  mode = 0o100640,
): Machine {
  return {
    modeOf: async () => mode,
    platform,
    environment: { ProgramData: 'D:\\Data', SystemRoot: 'D:\\Windows' },
    readText: async (path) => {
      if (text === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' })
      expect(path).toBe(policyFile({ platform, environment: { ProgramData: 'D:\\Data' } }))
      return text
    },
    run: async (program, args) => {
      const [verb, key = ''] = args
      expect([program, verb]).toEqual(['D:\\Windows\\System32\\reg.exe', 'query'])
      if (registry instanceof Error) throw registry
      const found = typeof registry === 'string' ? { [KEY]: registry }[key] : registry[key]
      if (found === undefined) throw exit(1)
      return found
    },
  }
}

test.each([
  ['linux', '/etc/lanline/policy.json'],
  ['darwin', '/Library/Application Support/Lanline/policy.json'],
  ['win32', 'C:\\ProgramData\\Lanline\\policy.json'],
] as const)('on %s the file is %s', (platform, path) => {
  expect(policyFile({ platform, environment: {} })).toBe(path)
})

describe('the file', () => {
  test('sets all that it names, which nobody then changes', async () => {
    const policy = await readPolicy(machine(JSON.stringify(FILE)))
    expect(policy).toEqual(FILE)
    expect(managedBy(policy).toSorted()).toEqual(Object.keys(FILE).toSorted())
  })

  test('that is not there sets nothing', async () => {
    expect(await readPolicy(machine(undefined))).toEqual({})
    expect(await readPolicy(machine(undefined, 'win32'))).toEqual({})
  })

  test.each([
    ['{"port": 80}'],
    ['{"port": "9090"}'],
    ['{"passcode": "abc"}'],
    ['{"capacity": 9}'],
    ['{"updates": true}'],
    ['{"autoAnswer": [{"key": "Bob", "name": "Bob", "camera": true}]}'],
    ['{"allowedOrigins": ["not an origin"]}'],
    ['[]'],
    ['{"port":'],
    ['\uFEFF\uFEFF{}'],
    [''],
  ])('that holds %s locks less than was meant, so that the app does not start', async (text) => {
    await expect(readPolicy(machine(text))).rejects.toThrow(PolicyError)
  })

  test('may begin with the mark that PowerShell and Notepad write before a text', async () => {
    expect(await readPolicy(machine('\uFEFF{"port": 9090}', 'win32'))).toEqual({ port: 9_090 })
  })

  test('of a newer Lanline sets what this one knows', async () => {
    const warned = vi.spyOn(log, 'warn').mockImplementation(() => {})
    const text = '{"port": 9090, "recording": false, "toString": 1}'
    expect(await readPolicy(machine(text))).toEqual({ port: 9_090 })
    expect(warned).toHaveBeenCalledWith(expect.stringContaining('recording, toString'))
    warned.mockRestore()
  })
})

const KEY = 'HKLM\\SOFTWARE\\Policies\\Lanline'
const PARENT = 'HKLM\\SOFTWARE\\Policies'

describe('the registry of Windows', () => {
  const REGISTRY = [
    '',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Lanline',
    '    Port    REG_DWORD    0x2382',
    '    Name    REG_SZ    Front desk',
    '    Discovery    REG_DWORD    0x0',
    '    PasscodeNeeded    REG_DWORD    0x1',
    '    AllowedOrigins    REG_MULTI_SZ    https://a.example\\0https://b.example',
    '    Updates    REG_DWORD    0x0',
    '    Files    REG_DWORD    0x0',
    '',
  ].join('\r\n')
  const POLICY = {
    port: 9_090,
    name: 'Front desk',
    discovery: false,
    passcodeNeeded: true,
    allowedOrigins: ['https://a.example', 'https://b.example'],
    updates: false,
    files: false,
  }

  test('sets as the file does, and counts for more', async () => {
    expect(await readPolicy(machine(undefined, 'win32', REGISTRY))).toEqual(POLICY)
    const both = machine('{"port": 8081, "relay": false}', 'win32', REGISTRY)
    expect(await readPolicy(both)).toEqual({ ...POLICY, relay: false })
  })

  test('that makes no sense keeps the app from starting', async () => {
    const wrong = machine(undefined, 'win32', '    Port    REG_SZ    high\r\n')
    await expect(readPolicy(wrong)).rejects.toMatchObject({ source: KEY })
  })

  test.each([
    [
      'that does not answer in time',
      Object.assign(new Error('killed'), { killed: true, signal: 'SIGTERM', code: null }),
    ],
    ['whose tool is not there', Object.assign(new Error('spawn ENOENT'), { code: 'ENOENT' })],
    ['whose tool fails in another way', exit(5)],
  ])('%s keeps the app from starting, rather than lock nothing', async (_what, error) => {
    await expect(readPolicy(machine(undefined, 'win32', error))).rejects.toMatchObject({ source: KEY })
  })

  test('that has a key which nobody may read keeps the app from starting', async () => {
    const hidden = { [PARENT]: `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\lanline\r\n` }
    await expect(readPolicy(machine(undefined, 'win32', hidden))).rejects.toMatchObject({ source: KEY })
  })

  test('that has keys of other programs alone sets nothing', async () => {
    const others = ['Lanline2', 'Lanline\\Sub', 'Microsoft'].map(
      (key) => `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${key}`,
    )
    expect(await readPolicy(machine(undefined, 'win32', { [PARENT]: others.join('\r\n') }))).toEqual({})
  })

  test('may hold a text with variables of the system, which are put in', async () => {
    const text = '    Name    REG_EXPAND_SZ    Desk of %ProgramData%, 100 %, %NoSuch%\r\n'
    expect(await readPolicy(machine(undefined, 'win32', text))).toEqual({ name: 'Desk of D:\\Data, 100 %, %NoSuch%' })
  })

  test.each(['B\uFFFDro', '\u0821\uFFFD', 'Приёмная'])(
    'whose names are printed as %j, in who knows what code page, keeps the app from starting',
    async (value) => {
      const foreign = machine(undefined, 'win32', `    Name    REG_SZ    ${value}\r\n`)
      await expect(readPolicy(foreign)).rejects.toThrow('letters that only the file may have')
    },
  )

  test.each([
    'Discovery    REG_QWORD    0x0',
    'Discovery    REG_BINARY    00',
    'Passcode    REG_NONE    ',
    'Port    REG_LINK',
  ])('with %s, of a type that says nothing here, keeps the app from starting', async (value) => {
    await expect(readPolicy(machine(undefined, 'win32', `    ${value}\r\n`))).rejects.toMatchObject({ source: KEY })
  })

  test('may have values with names that are not known, of any type', async () => {
    const warned = vi.spyOn(log, 'warn').mockImplementation(() => {})
    const text = '    (Default)    REG_SZ    \r\n    Of ours    REG_BINARY    00\r\n    Port    REG_DWORD    0x2382\r\n'
    expect(await readPolicy(machine(undefined, 'win32', text))).toEqual({ port: 9_090 })
    expect(warned).toHaveBeenCalledWith(expect.stringContaining('Of ours'))
    warned.mockRestore()
  })
})

describe('a passcode', () => {
  const TEXT = '{"passcode": "sesame"}'
  const IN_REGISTRY = '    Passcode    REG_SZ    sesame\r\n'

  async function warningsOf(policed: Machine): Promise<string[]> {
    const warned = vi.spyOn(log, 'warn').mockImplementation(() => {})
    await readPolicy(policed)
    const warnings = warned.mock.calls.map(([text]) => String(text))
    warned.mockRestore()
    return warnings
  }

  test.each([
    ['/etc/lanline/policy.json', 'linux', 0o100644],
    ['/Library/Application Support/Lanline/policy.json', 'darwin', 0o100604],
    ['D:\\Data\\Lanline\\policy.json', 'win32', 0o100666],
  ] as const)('in %s that every account may read is warned of, and not told', async (path, platform, mode) => {
    const warnings = await warningsOf(machine(TEXT, platform, {}, mode))
    expect(warnings).toEqual([expect.stringContaining(`may read the passcode in ${path}`)])
    expect(warnings[0]).not.toContain('sesame')
  })

  test('that the owner and a group alone may read is nothing to warn of', async () => {
    expect(await warningsOf(machine(TEXT, 'linux', {}, 0o100640))).toEqual([])
    expect(await warningsOf(machine('{"port": 9090}', 'linux', {}, 0o100644))).toEqual([])
  })

  test('in a file whose permissions nobody tells is warned of', async () => {
    const untold = { ...machine(TEXT), modeOf: () => Promise.reject(new Error('gone')) }
    expect(await warningsOf(untold)).toHaveLength(1)
  })

  test('in the registry is warned of', async () => {
    expect(await warningsOf(machine(undefined, 'win32', IN_REGISTRY))).toEqual([
      expect.stringContaining(`may read the passcode in ${KEY}`),
    ])
  })
})

test('what is locked cannot be chosen, and a passcode that is needed not be done without', () => {
  expect(isLocked({ capacity: 4 }, { capacity: 2 })).toBe(true)
  expect(isLocked({ capacity: 4 }, { discovery: false })).toBe(false)
  expect(isLocked({ passcodeNeeded: true }, { passcode: undefined })).toBe(true)
  expect(isLocked({ passcodeNeeded: true }, { passcode: 'sesame' })).toBe(false)
  expect(isLocked({ passcode: 'sesame' }, { passcode: 'other' })).toBe(true)
})
