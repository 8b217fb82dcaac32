import { isInRange, type Packet } from './firewall.js'
import { allOf, type Truth } from './packet-filter.js'
import type { Profile } from './windows-profile.js'

/** The fields of a rule, some of which may come several times ([MS-GPFAS], section 2.2.2.19). */
export type WindowsRule = ReadonlyMap<string, readonly string[]>

/** The rules in what `reg query` prints of them, one a line. */
export function parseRules(text: string): WindowsRule[] {
  return [...text.matchAll(/\sREG_SZ\s+v[\d.]+\|(.*)$/gm)].map(([, fields = '']) => {
    const rule = new Map<string, string[]>()
    for (const field of fields.trim().split('|')) {
      const [, name, value] = /^(\w+)=(.*)$/.exec(field) ?? []
      if (name !== undefined && value !== undefined) rule.set(name, [...(rule.get(name) ?? []), value])
    }
    return rule
  })
}

/**
 * What the rules say of a packet to this program; undefined where none is about it. One that blocks outweighs all that
 * allow. In doubt a rule that allows is about the packet, and one that blocks is not.
 */
export function decide(
  rules: readonly WindowsRule[],
  packet: Packet,
  profile: Profile,
  program: string,
): 'Allow' | 'Block' | undefined {
  const some = (action: string, inDoubt: boolean) =>
    rules.some((rule) => has(rule, 'Action', action) && (isAbout(rule, packet, profile, program) ?? inDoubt))
  if (some('Block', false)) return 'Block'
  return some('Allow', true) ? 'Allow' : undefined
}

/** Whether a rule shuts this program out, such as Windows adds where a person presses "Cancel" at its question. */
export const blocksProgram = (rules: readonly WindowsRule[], program: string): boolean =>
  rules.some((rule) => has(rule, 'Action', 'Block') && has(rule, 'Dir', 'In') && has(rule, 'App', program))

/** As in a rule of Windows (IANA). */
const PROTOCOL_NUMBERS = { tcp: '6', udp: '17' } as const
/** Rules of services and of apps from the store are about no other program. */
const OF_OTHERS = ['Svc', 'AppPkgId', 'PFN']
/** What else a rule may ask for. */
const UNKNOWN = ['LA4', 'RPort', 'RPort2_10', 'IF', 'IFType', 'LUAuth', 'RUAuth', 'RMAuth', 'Security', 'Security2']

function isAbout(rule: WindowsRule, packet: Packet, profile: Profile, program: string): Truth {
  const isAny = (name: string) => !rule.has(name)
  return allOf([
    has(rule, 'Active', 'TRUE') && has(rule, 'Dir', 'In'),
    isAny('Protocol') || has(rule, 'Protocol', PROTOCOL_NUMBERS[packet.protocol]),
    isAny('Profile') || has(rule, 'Profile', profile.name),
    isAny('App') || has(rule, 'App', program),
    isAny('RA4') || has(rule, 'RA4', 'LocalSubnet') || undefined,
    OF_OTHERS.every(isAny),
    UNKNOWN.every(isAny) || undefined,
    isOnPort(rule, packet.port),
  ])
}

/** Paths in Windows know no upper and lower case. */
const has = (rule: WindowsRule, name: string, value: string) =>
  rule.get(name)?.some((given) => given.toLowerCase() === value.toLowerCase()) ?? false

function isOnPort(rule: WindowsRule, port: number): boolean {
  const ranges = [...(rule.get('LPort') ?? []), ...(rule.get('LPort2_10') ?? [])]
  return ranges.length === 0 || ranges.some((range) => isInRange(port, range, '-'))
}
