import { type Finding, type FindingCode, SEPARATOR, SUBJECTS } from './findings.js'
import type { Language, Translate } from './language.js'
import type { FindingVocabulary } from './locales/en/findings.js'
import { redactAddresses } from './redact-addresses.js'
import { UNPRINTABLE } from './schema.js'

/** A finding in plain sentences: what is so, and what to do. */
export interface Description {
  title: string
  advice: string
}

type Facts = Readonly<Record<string, string>>

type Say = Translate<FindingVocabulary>

const DESCRIPTIONS: Record<FindingCode, (facts: Facts, t: Say, language: Language) => Description> = {
  'all-well': ({ unchecked }, t) => ({
    title: t('findings/all-well'),
    advice: unchecked
      ? `${t('findings/all-well-advice')} ${t('findings/unchecked', { subjects: subjectsOf(unchecked, t).join(', ') })}`
      : t('findings/all-well-advice'),
  }),
  'no-network': (_, t) => ({ title: t('findings/no-network'), advice: t('findings/no-network-advice') }),
  'port-taken': ({ port = '?', process, pid = '?' }, t) => ({
    title: process ? t('findings/port-taken-by', { port, process, pid }) : t('findings/port-taken', { port }),
    advice: t('findings/port-taken-advice'),
  }),
  'vpn-default-route': ({ interface: name = '?', address }, t) => ({
    title: t('findings/vpn-default-route', { interface: name }),
    advice: address
      ? t('findings/vpn-default-route-advice-address', { address })
      : t('findings/vpn-default-route-advice'),
  }),
  'multicast-blocked': ({ address = '?' }, t) => ({
    title: t('findings/multicast-blocked', { address }),
    advice: t('findings/multicast-blocked-advice'),
  }),
  'firewall-likely': ({ firewall = '?', ports = '?', profile }, t, language) => {
    const advice = t(openPortsId(firewall), {
      ports: new Intl.ListFormat(language).format(ports.split(SEPARATOR)),
    })
    return {
      title: t('findings/firewall-likely', { firewall }),
      advice: profile === 'Public' ? `${t('findings/firewall-likely-public')} ${advice}` : advice,
    }
  },
  'shut-out': ({ neighbour = '?', ports = '?' }, t, language) => ({
    title: t('findings/shut-out', { neighbour, ports: new Intl.ListFormat(language).format(ports.split(SEPARATOR)) }),
    advice: t('findings/shut-out-advice'),
  }),
  'host-unreachable': ({ name, address = '?', port = '?' }, t) => ({
    title: name
      ? t('findings/host-unreachable', { name, address, port })
      : t('findings/host-unreachable-unnamed', { address, port }),
    advice: t('findings/host-unreachable-advice'),
  }),
  'no-ice-pair': ({ peer, relay }, t) => ({
    title: peer ? t('findings/no-ice-pair', { peer }) : t('findings/no-ice-pair-unnamed'),
    advice: t(relay ? 'findings/no-ice-pair-advice-relay' : 'findings/no-ice-pair-advice'),
  }),
  'path-narrow': ({ peer = '?' }, t) => ({
    title: t('findings/path-narrow', { peer }),
    advice: t('findings/path-narrow-advice'),
  }),
  'addresses-hidden': ({ peer = '?', side }, t) => {
    const whose = side === 'here' || side === 'there' ? (`-${side}` as const) : ''
    return {
      title: t(`findings/addresses-hidden${whose}`, { peer }),
      advice: t(`findings/addresses-hidden-advice${whose}`),
    }
  },
  'udp-blocked': ({ peer = '?' }, t) => ({
    title: t('findings/udp-blocked', { peer }),
    advice: t('findings/udp-blocked-advice'),
  }),
  'packets-lost': ({ peer = '?', percent = '?' }, t) => ({
    title: t('findings/packets-lost', { peer, percent }),
    advice: t('findings/packets-lost-advice'),
  }),
  'clock-behind': ({ now, built }, t, language) => ({
    title: t('findings/clock-behind', { now: dateOf(now, language) }),
    advice: t('findings/clock-behind-advice', { built: dateOf(built, language) }),
  }),
  'certificate-clock': ({ now, notBefore, notAfter }, t, language) => ({
    title: t('findings/certificate-clock', { now: dateOf(now, language) }),
    advice: t('findings/certificate-clock-advice', {
      notBefore: dateOf(notBefore, language),
      notAfter: dateOf(notAfter, language),
    }),
  }),
}

function openPortsId(firewall: string) {
  switch (firewall) {
    case 'Windows Firewall':
      return 'findings/firewall-likely-advice-administrator'
    case 'iptables':
    case 'nftables':
      return 'findings/firewall-likely-advice-restart'
    default:
      return 'findings/firewall-likely-advice'
  }
}

/** Names the subjects of a list; what another version looks at goes by what that calls it. */
function subjectsOf(list: string, t: Say): string[] {
  const nameOf = (subject: string) => {
    if (/^\d+$/.test(subject)) return t('findings/subject-port', { port: subject })
    const known = SUBJECTS.find((code) => code === subject)
    return known ? t(`findings/subject-${known}`) : subject
  }
  return list.split(SEPARATOR).map(nameOf)
}

/** English as it is written in most of the world, with the day before the month. */
function dateOf(text = '?', language: Language): string {
  const date = new Date(text)
  const locale = language === 'en' ? 'en-GB' : language
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })
  return Number.isNaN(date.getTime()) ? text : format.format(date)
}

/** Other programs and hosts choose some of the facts. */
const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE, 'gu')

/** What a finding says. Facts that are missing, as from another version, make no error. */
export function describe({ code, facts }: Finding, t: Say, language: Language): Description {
  const printable = mapValues(facts, (fact) => fact.replace(ALL_UNPRINTABLE, ''))
  return DESCRIPTIONS[code](printable, t, language)
}

/** What was looked at where all is well, each by its name; none where a host of another version does not say. */
export function checkedBy({ code, facts: { checked } }: Finding, t: Say): readonly string[] {
  return code === 'all-well' && checked ? subjectsOf(checked.replace(ALL_UNPRINTABLE, ''), t) : []
}

/**
 * A finding as text of several lines: its name and title, its advice, what was looked at where all is well, and each
 * command on a line of its own.
 */
export function inWords(finding: Finding, t: Say, language: Language): string {
  const { title, advice } = describe(finding, t, language)
  const checked = checkedBy(finding, t)
  const looked = checked.length > 0 ? [`  ${t('findings/checked', { subjects: checked.join(', ') })}`] : []
  const commands = finding.commands.map((command) => `    ${command.replace(ALL_UNPRINTABLE, '')}`)
  return [`${finding.code}: ${title}`, `  ${advice}`, ...looked, ...commands].join('\n')
}

/** The findings as a text to give to somebody. */
export function report(
  findings: readonly Finding[],
  { version, os, at }: { version: string; os: string; at: Date },
  t: Say,
  language: Language,
): string {
  const head = t('findings/report-head', { version, os, time: at.toISOString() })
  return `${[head, ...findings.map((finding) => inWords(finding, t, language))].join('\n\n')}\n`
}

/** A finding without IP and MAC addresses in its facts and commands. */
export function withoutAddresses({ code, facts, commands }: Finding): Finding {
  return { code, facts: mapValues(facts, redactAddresses), commands: commands.map(redactAddresses) }
}

function mapValues(facts: Facts, change: (fact: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, change(fact)]))
}
