import type { System } from '../system.js'
import { windowsTool } from '../windows-tool.js'
import { type Firewall, MDNS_PORT, type Place } from './firewall.js'
import { currentProfile, type Profile } from './windows-profile.js'
import { blocksProgram, decide, parseRules } from './windows-rules.js'

/**
 * The settings of Windows Firewall are read from the registry: it is the same in all languages of Windows, unlike what
 * netsh prints, and everyone may read it. What a group policy adds is not in it.
 */
const POLICY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy'

/** Reads Windows Firewall. Rejects where it cannot be read. */
export async function readWindowsFirewall(system: System, place: Place): Promise<Firewall> {
  const profile = await currentProfile(system)
  const query = (key: string) => system.run(windowsTool('reg.exe'), ['query', `${POLICY}\\${key}`])
  const [settings, rules] = await Promise.all([query(profile.key), query('FirewallRules').then(parseRules)])
  const { program } = system
  const byDefault = isSetTo(settings, 'DefaultInboundAction', 0) ? 'Allow' : 'Block'
  const blocksAll = isSetTo(settings, 'DoNotAllowExceptions', 1)
  const first = [
    ...(profile.name === 'Public' ? [makePrivate(place)] : []),
    ...(blocksAll
      ? [`netsh advfirewall set ${ruleProfile(profile)}profile firewallpolicy blockinbound,allowoutbound`]
      : []),
    ...(blocksProgram(rules, program)
      ? [`netsh advfirewall firewall delete rule name=all dir=in program="${program}"`]
      : []),
  ]
  const allow = (match: string) =>
    `netsh advfirewall firewall add rule name="Lanline" dir=in action=allow ${match} profile=${ruleProfile(profile)}`
  return {
    name: 'Windows Firewall',
    profile: profile.name,
    drops: (packet) =>
      !isSetTo(settings, 'EnableFirewall', 0) &&
      (blocksAll || (decide(rules, packet, profile, program) ?? byDefault) === 'Block'),
    openPorts: (ports) => [
      ...first,
      allow(`protocol=TCP localport=${ports.join(',')}`),
      allow(`protocol=UDP program="${program}"`),
    ],
    openMulticast: () => [...first, allow(`protocol=UDP localport=${MDNS_PORT}`)],
  }
}

const isSetTo = (settings: string, name: string, digit: 0 | 1) =>
  new RegExp(`^\\s+${name}\\s+REG_DWORD\\s+0x${digit}\\s*$`, 'm').test(settings)

/** Nobody should be let in on public networks, so that one has to become private first. */
const ruleProfile = ({ name }: Profile) => (name === 'Domain' ? 'domain' : 'private')

const makePrivate = (place: Place) =>
  `powershell -Command "Set-NetConnectionProfile -InterfaceAlias '${place.interface.replaceAll("'", "''")}' -NetworkCategory Private"`
