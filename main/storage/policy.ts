import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { AnsweredPeople } from '../../common/auto-answer.js'
import type { Managed } from '../../common/bridge.js'
import { NewPasscode } from '../../common/control.js'
import { Capacity, PersonName } from '../../common/protocol.js'
import { notArray } from '../../common/schema.js'
import { HostPort, Origins, type SettingsChange } from '../../common/settings.js'
import { log } from './log.js'

/** What whoever looks after a machine sets for everyone on it; what is left out people set themselves. */
export type Policy = { readonly [Name in Managed]?: v.InferOutput<(typeof FIELDS)[Name]> }

const FIELDS = {
  port: HostPort,
  /** What the host calls itself to others. */
  name: v.pipe(PersonName, v.nonEmpty()),
  passcode: NewPasscode,
  /** True: people may choose the passcode, but not do without one. */
  passcodeNeeded: v.boolean(),
  discovery: v.boolean(),
  relay: v.boolean(),
  capacity: Capacity,
  allowedOrigins: Origins,
  /** False: no feed of updates is asked. One that is asked people name themselves. */
  updates: v.literal(false),
  /** False: no files are sent or taken in a call. */
  files: v.literal(false),
  /** Whose calls are answered by themselves; the registry cannot say so. */
  autoAnswer: AnsweredPeople,
} satisfies { [Name in Managed]: unknown }

/** The policy cannot be read, so that nobody knows what it locks. */
export class PolicyError extends Error {
  constructor(
    /** Where it is. */
    readonly source: string,
    cause: unknown,
  ) {
    super(`The policy in ${source} cannot be read: ${(cause as Error).message}`)
  }
}

/** What reading it takes of the machine. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  readText(path: string): Promise<string>
  /** The permissions of a file, as POSIX has them. */
  modeOf(path: string): Promise<number>
  /** What a program prints; rejects where it ends with another exit code than 0. */
  run(program: string, args: readonly string[]): Promise<string>
}

const POLICIES = 'HKLM\\SOFTWARE\\Policies'
const REGISTRY = `${POLICIES}\\Lanline`
/** Long, for a machine on which everything starts at once. */
const REGISTRY_MS = 15_000
const THIS_MACHINE: Machine = {
  platform: process.platform,
  environment: process.env,
  readText: (path) => readFile(path, 'utf8'),
  modeOf: async (path) => (await stat(path)).mode,
  run: async (program, args) =>
    (await promisify(execFile)(program, args, { timeout: REGISTRY_MS, windowsHide: true })).stdout,
}

/** Where the file is, which administrators alone may write. */
export function policyFile({ platform, environment }: Pick<Machine, 'platform' | 'environment'>): string {
  if (platform === 'win32') return win32.join(environment['ProgramData'] ?? 'C:\\ProgramData', 'Lanline', 'policy.json')
  return posix.join(platform === 'darwin' ? '/Library/Application Support/Lanline' : '/etc/lanline', 'policy.json')
}

/**
 * Reads the policy of the machine: its file, and on Windows what the registry has, which counts for more. A machine
 * without any has an empty one. Rejects with a PolicyError where there is one that makes no sense, rather than lock less
 * than was meant. Names that this Lanline does not know are logged and lock nothing.
 */
export async function readPolicy(machine: Machine = THIS_MACHINE): Promise<Policy> {
  const path = policyFile(machine)
  const ofFile = await parsed(path, async () => {
    const text = await machine.readText(path).catch(emptyIf((error) => error.code === 'ENOENT'))
    // Windows' own tools write a mark before the text.
    return text === undefined ? {} : v.parse(notArray(v.looseObject({})), JSON.parse(text.replace(/^\uFEFF/, '')))
  })
  if (ofFile.passcode !== undefined) await warnOfReaders(path, machine)
  if (machine.platform !== 'win32') return ofFile
  const ofRegistry = await parsed(REGISTRY, () => readRegistry(machine))
  if (ofRegistry.passcode !== undefined) warnOfAll(REGISTRY)
  return { ...ofFile, ...ofRegistry }
}

/** Whoever runs the app has to read the file, but not everybody who has an account. What Windows permits, no mode tells. */
async function warnOfReaders(path: string, { platform, modeOf }: Machine): Promise<void> {
  const isForAll = platform === 'win32' || (await modeOf(path).catch(() => OTHERS_READ)) & OTHERS_READ
  if (isForAll) warnOfAll(path)
}

/** The permission of those who are neither the owner nor in the group (POSIX, S_IROTH). */
const OTHERS_READ = 0o004

function warnOfAll(source: string): void {
  log.warn(`Every account of this machine may read the passcode in ${source}, unless that is forbidden there.`)
}

async function parsed(source: string, read: () => Promise<Record<string, unknown>>): Promise<Policy> {
  try {
    const fields = await read()
    const unknown = Object.keys(fields).filter((name) => !Object.hasOwn(FIELDS, name))
    if (unknown.length > 0) log.warn(`The policy in ${source} has names that are not known: ${unknown.join(', ')}`)
    return v.parse(v.partial(v.object(FIELDS)), fields) as Policy
  } catch (error) {
    throw new PolicyError(source, error)
  }
}

/** Names of the registry are the same in large and small letters. */
const NAMES = new Map(Object.keys(FIELDS).map((name) => [name.toLowerCase(), name as Managed]))
const BOOLEANS: readonly string[] = ['passcodeNeeded', 'discovery', 'relay', 'updates', 'files'] satisfies Managed[]

/** Rejects where a policy may be there that cannot be read. */
async function readRegistry({ run, environment }: Machine): Promise<Record<string, unknown>> {
  const tool = win32.join(environment['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe')
  // It ends with 1 where there is no such key, and where nobody may read it.
  const query = (key: string) => run(tool, ['query', key]).catch(emptyIf(({ code, killed }) => code === 1 && !killed))
  const text = await query(REGISTRY)
  if (text === undefined) {
    const isThere = /^HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Lanline\r?$/im.test((await query(POLICIES)) ?? '')
    if (isThere) throw new Error('this account may not read it')
    return {}
  }
  // What is printed is the same in all languages of Windows.
  const values = [...text.matchAll(/^ {4}(.+?) {4}(REG_\w+)(?: {4}(.*?))?\r?$/gm)]
  return Object.fromEntries(
    values.map(([, name = '', type = '', value = '']) => {
      const known = NAMES.get(name.toLowerCase())
      return known ? [known, registryValue(known, type, plain(known, value), environment)] : [name, undefined]
    }),
  )
}

/** `reg.exe` prints other letters by a code page that differs from machine to machine, and some as "?". */
function plain(name: Managed, value: string): string {
  if (!/^[ -~]*$/.test(value)) throw new Error(`"${name}" has letters that only the file may have`)
  return value
}

function registryValue(name: Managed, type: string, value: string, environment: NodeJS.ProcessEnv): unknown {
  switch (type) {
    case 'REG_MULTI_SZ':
      return value.split('\\0').filter((part) => part !== '')
    case 'REG_SZ':
      return value
    case 'REG_EXPAND_SZ':
      return value.replaceAll(/%([^%]+)%/g, (variable, of: string) => environment[of] ?? variable)
    case 'REG_DWORD':
      return BOOLEANS.includes(name) ? Number(value) !== 0 : Number(value)
    default:
      throw new Error(`"${name}" has the type ${type}, which is none for it`)
  }
}

/** Takes an error for nothing found, which is then undefined, where `isNone` says so. */
const emptyIf =
  (isNone: (error: { code?: unknown; killed?: boolean }) => boolean) =>
  (error: Error & { code?: unknown; killed?: boolean }): undefined => {
    if (!isNone(error)) throw error
  }

/** What people cannot change, in no order. */
export const managedBy = (policy: Policy): Managed[] => Object.keys(policy) as Managed[]

/** The settings as they hold under a policy: what it sets is in them, whatever people have set. */
export function changeBy(policy: Policy): SettingsChange {
  const { updates, autoAnswer, name: _, passcodeNeeded: __, files: ___, ...host } = policy
  return {
    host,
    ...(updates === false && { app: { updateFeed: undefined } }),
    ...(autoAnswer && { person: { autoAnswer } }),
  }
}

/** Whether a policy keeps these choices from being made. */
export function isLocked(policy: Policy, choice: NonNullable<SettingsChange['host']>): boolean {
  const isOpen = 'passcode' in choice && choice.passcode === undefined
  return Object.keys(choice).some((name) => name in policy) || (isOpen && policy.passcodeNeeded === true)
}
