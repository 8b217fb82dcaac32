import type { System } from '../system.js'
import type { Firewall } from './firewall.js'

const TOOL = '/usr/libexec/ApplicationFirewall/socketfilterfw'

/** Reads the application firewall of macOS, which decides by program and not by port. Rejects where it cannot be read. */
export async function readMacOsFirewall(system: System): Promise<Firewall> {
  const ask = (option: string) => system.run(TOOL, [option])
  const [state, blockAll, apps] = await Promise.all(['--getglobalstate', '--getblockall', '--listapps'].map(ask))
  const isOn = !/State = 0/.test(state ?? '')
  const blocksAll = /State = 2/.test(state ?? '') || /block all.*enabled|set to block all/i.test(blockAll ?? '')
  const isShut = isOn && (blocksAll || !(verdictOn(system.program, apps ?? '') ?? (await isTrusted(system))))
  // The system's settings show an app by its folder.
  const program = quote(system.program.replace(/(\.app)\/Contents\/.*$/, '$1'))
  const open = [
    ...(blocksAll ? [`sudo ${TOOL} --setblockall off`] : []),
    `sudo ${TOOL} --add ${program}`,
    `sudo ${TOOL} --unblockapp ${program}`,
  ]
  return { name: 'macOS', drops: () => isShut, openPorts: () => open, openMulticast: () => (isShut ? open : []) }
}

/** A program in the list, or the folder of its app, and on the next line what it may. */
const LISTED = /^\s*\d+\s*:\s*(\/.*?)\s*\n\s*\(\s*(Allow|Block) incoming connections\s*\)/gm

/** Whether the program may be reached; undefined where it is not in the list. */
function verdictOn(program: string, apps: string): boolean | undefined {
  const listed = [...apps.matchAll(LISTED)].find(([, path = '']) => program === path || program.startsWith(`${path}/`))
  return listed && listed[2] === 'Allow'
}

/** Whether macOS lets the program be reached without asking, since it is signed by a developer that Apple knows. */
async function isTrusted(system: System): Promise<boolean> {
  const policy = await system.run(TOOL, ['--getallowsigned'])
  if (!/downloaded signed software ENABLED/i.test(policy)) return false
  const requirement = await system.run('/usr/bin/codesign', ['-d', '-r-', system.program]).catch(() => '')
  return /anchor apple/.test(requirement)
}

/** For a POSIX shell, which leaves what stands in single quotes as it is. */
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
