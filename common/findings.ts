import * as z from 'zod/mini'
import { UNPRINTABLE } from './protocol.js'
import { redactAddresses } from './redact-addresses.js'

/** What the doctor can find, each by name. */
export const FINDING_CODES = [
  'all-well',
  'no-network',
  'port-taken',
  'vpn-default-route',
  'multicast-blocked',
  'firewall-likely',
  'host-unreachable',
  'no-ice-pair',
  'certificate-clock',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** One thing that is wrong, or that all is well. `facts` are what its sentences speak of, by name. */
export const Finding = z.object({
  code: z.enum(FINDING_CODES),
  facts: z.record(z.string(), z.string()),
  /** What to enter in a terminal to mend it, as it is. */
  commands: z.array(z.string()),
})
export type Finding = z.infer<typeof Finding>

/** A finding in plain sentences: what is so, and what to do. */
export interface Description {
  title: string
  advice: string
}

type Facts = Readonly<Record<string, string>>

const SENTENCES: Record<FindingCode, (facts: Facts) => Description> = {
  'all-well': ({ unchecked }) => ({
    title: 'Nothing is in the way, as far as this computer can tell.',
    advice: [
      'If somebody still cannot join, check the network on their computer too.',
      ...(unchecked ? [`What could not be looked at here: ${unchecked}.`] : []),
    ].join(' '),
  }),
  'no-network': () => ({
    title: 'This computer is on no network.',
    advice: 'Connect it to a Wi-Fi or plug in a cable; Lanline needs an IPv4 address. Until then nobody else can join.',
  }),
  'port-taken': ({ port = '?', process, pid = '?' }) => ({
    title: `Port ${port} is taken by ${process ? `${process} (process ${pid})` : 'another program'}.`,
    advice:
      'Lanline takes the next free port instead, and links with the old one lead elsewhere: give others the address that Lanline shows, or quit that program and start Lanline again.',
  }),
  'vpn-default-route': ({ interface: name = '?', address }) => ({
    title: `A VPN seems to carry the traffic of this computer (${name}).`,
    advice: `${address ? `Calls on this network still work by ${address}. If they do not, pause` : 'Others on this network may not reach this computer. Pause'} the VPN, or allow access to the local network in it; some call that split tunnelling.`,
  }),
  'multicast-blocked': ({ address = '?' }) => ({
    title: `What hosts announce on the network (mDNS) does not get through at ${address}.`,
    advice:
      'Calls work, but hosts are not found by themselves: join by address, link or QR code. To have them found, let UDP port 5353 through the firewall.',
  }),
  'firewall-likely': ({ firewall = '?', ports = '?', profile }) => ({
    title: `The firewall of this computer (${firewall}) likely keeps others out.`,
    advice: [
      ...(profile === 'Public' ? ['Windows takes this network for a public one; go on only where you trust it.'] : []),
      `To let others in on port ${ports}, enter this ${WHERE_TO_ENTER[firewall] ?? 'in a terminal'}.`,
    ].join(' '),
  }),
  'host-unreachable': ({ name, address = '?', port = '?' }) => ({
    title: `${name || 'A host'} announces itself at ${address}:${port}, but does not answer.`,
    advice:
      'Check the network on that computer: its firewall may keep others out. Or the access point keeps devices apart, as guest networks do: use another Wi-Fi or a cable.',
  }),
  'no-ice-pair': ({ peer }) => ({
    title: `The host answers, but no connection to ${peer || 'the other person'} comes about.`,
    advice:
      'Guest networks keep devices apart (“client isolation”): use another Wi-Fi or a cable. Or a firewall, on either computer, blocks UDP: check the network on both.',
  }),
  'certificate-clock': ({ now, notBefore, notAfter }) => ({
    title: `The clock of this computer is likely wrong: it says ${dateOf(now)}.`,
    advice: `The certificate of this host is good from ${dateOf(notBefore)} to ${dateOf(notAfter)}. Set date and time in the settings of the system, then start Lanline again.`,
  }),
}

const UNTIL_RESTART = 'in a terminal; it holds until the computer starts anew'
/** By the name of the firewall. */
const WHERE_TO_ENTER: Facts = {
  'Windows Firewall': 'in a terminal that was opened as administrator',
  iptables: UNTIL_RESTART,
  nftables: UNTIL_RESTART,
}

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })

function dateOf(text = '?'): string {
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? text : DATE.format(date)
}

/** Other programs and hosts choose some of the facts. */
const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu')

/** What a finding says. Facts that are missing, as from another version, make no error. */
export function describe({ code, facts }: Finding): Description {
  return SENTENCES[code](mapValues(facts, (fact) => fact.replace(ALL_UNPRINTABLE, '')))
}

/** A finding as text of several lines: its name and title, its advice, and each command on a line of its own. */
export function inWords(finding: Finding): string {
  const { title, advice } = describe(finding)
  const commands = finding.commands.map((command) => `    ${command.replace(ALL_UNPRINTABLE, '')}`)
  return [`${finding.code}: ${title}`, `  ${advice}`, ...commands].join('\n')
}

/** The findings as a text to give to somebody. */
export function report(findings: readonly Finding[], about: { version: string; os: string; at: Date }): string {
  const head = `Lanline ${about.version} on ${about.os}, ${about.at.toISOString()}`
  return `${[head, ...findings.map(inWords)].join('\n\n')}\n`
}

/** A finding without IP and MAC addresses in its facts and commands. */
export function withoutAddresses({ code, facts, commands }: Finding): Finding {
  return { code, facts: mapValues(facts, redactAddresses), commands: commands.map(redactAddresses) }
}

function mapValues(facts: Facts, change: (fact: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, change(fact)]))
}
