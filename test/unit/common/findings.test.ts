import { Book, Catalog, getTranslator } from '@hi18n/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describe as describeFinding, inWords, report, withoutAddresses } from '../../../common/finding-text.js'
import { FINDING_CODES, type Finding, type FindingCode } from '../../../common/findings.js'
import type { Language } from '../../../common/language.js'
import { findings as english, type FindingVocabulary } from '../../../common/locales/en/findings.js'
import { redactAddresses } from '../../../common/redact-addresses.js'

const { t } = getTranslator(new Book<FindingVocabulary>({ en: new Catalog('en', english) }), 'en')

const finding = (code: FindingCode, facts: Record<string, string> = {}, ...commands: string[]): Finding => ({
  code,
  facts,
  commands,
})

const DATES = {
  now: '1970-01-01T12:00:00.000Z',
  notBefore: '2026-11-01T12:00:00.000Z',
  notAfter: '2036-10-29T12:00:00.000Z',
}

/** Each code with its facts, and what its sentences say of them. */
const SAID: [FindingCode, Record<string, string>, string[]][] = [
  ['all-well', {}, ['Nothing is in the way']],
  ['all-well', { unchecked: 'firewall' }, ['could not be looked at here: the firewall.']],
  ['all-well', { unchecked: '8443, hosts, sunspots' }, ['looked at here: port 8443, other hosts, sunspots.']],
  ['all-well', { checked: 'network, 8080' }, ['Nothing is in the way']],
  ['no-network', {}, ['on no network', 'cable']],
  ['port-taken', { port: '8080', process: 'nginx', pid: '812' }, ['Port 8080', 'nginx (process 812)']],
  ['port-taken', { port: '8080' }, ['another program']],
  ['vpn-default-route', { interface: 'tun0', address: '192.168.1.5' }, ['(tun0)', 'still work by 192.168.1.5']],
  ['vpn-default-route', { interface: 'tun0' }, ['may not reach this computer', 'split tunnelling']],
  ['multicast-blocked', { address: '192.168.1.5' }, ['at 192.168.1.5', 'join by address', 'UDP port 5353']],
  ['firewall-likely', { firewall: 'ufw', ports: '8080, 8443' }, ['(ufw) likely', '8080 and 8443', 'in a terminal.']],
  ['firewall-likely', { firewall: 'iptables', ports: '8080' }, ['until the computer starts anew']],
  ['firewall-likely', { firewall: 'Windows Firewall', ports: '8080', profile: 'Private' }, ['as administrator']],
  ['firewall-likely', { firewall: 'Windows Firewall', ports: '8080', profile: 'Public' }, ['for a public one']],
  ['shut-out', { neighbour: 'Ann', ports: '8080, 8443' }, ['Ann', 'does not reach this computer', '8080 and 8443']],
  ['host-unreachable', { name: 'Ann', address: '192.168.1.7', port: '8080' }, ['Ann', 'at 192.168.1.7:8080']],
  ['host-unreachable', { name: '', address: '192.168.1.7', port: '8080' }, ['A host announces']],
  ['no-ice-pair', { peer: 'Bob' }, ['connection to Bob', 'client isolation', 'UDP']],
  ['no-ice-pair', {}, ['connection to the other person']],
  ['no-ice-pair', { peer: 'Bob', relay: 'here' }, ['connection to Bob', 'relay answers here']],
  ['addresses-hidden', { peer: 'Bob' }, ['connection to Bob', 'Allow camera or microphone', 'secure page']],
  ['addresses-hidden', { peer: 'Bob', side: 'here' }, ['This browser hides', 'connection to Bob', 'microphone here']],
  ['addresses-hidden', { peer: 'Bob', side: 'there' }, ['The browser of Bob hides', 'Ask them', 'both computers']],
  ['path-narrow', { peer: 'Bob' }, ['large ones do not', 'connection to Bob', 'VPN', '1280']],
  ['udp-blocked', { peer: 'Bob' }, ['here and Bob', 'UDP through the firewall']],
  ['packets-lost', { peer: 'Bob', percent: '30' }, ['loses packets: 30 %', 'here and Bob']],
  ['clock-behind', { now: DATES.now, built: DATES.notBefore }, ['January 1970', 'later, on', 'November 2026']],
  ['certificate-clock', DATES, ['January 1970', 'November 2026', 'October 2036']],
]

const textOf = (of: Finding, language: Language = 'en') => Object.values(describeFinding(of, t, language)).join('\n')

test.each(SAID)('%s with %o says so', (code, facts, sentences) => {
  const text = textOf(finding(code, facts))
  for (const sentence of sentences) expect(text).toContain(sentence)
  expect(text).not.toMatch(/undefined|\?|Invalid/)
  if (!('profile' in facts)) expect(text).not.toContain('public')
})

test('dates and lists are as the language writes them', () => {
  expect(textOf(finding('certificate-clock', DATES), 'ru')).toMatch(/января 1970.*ноября 2026.*октября 2036/s)
  expect(textOf(finding('firewall-likely', { firewall: 'ufw', ports: '8080, 8443' }), 'ru')).toContain('8080 и 8443')
})

test('every code has its sentences', () => {
  expect(new Set(SAID.map(([code]) => code))).toEqual(new Set(FINDING_CODES))
})

test('no facts make it throw, and none of them reaches a terminal as more than text', () => {
  const names = [
    'port',
    'process',
    'pid',
    'address',
    'interface',
    'name',
    'peer',
    'now',
    'checked',
    'unchecked',
    'firewall',
    'relay',
    'side',
  ]
  const facts = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(fc.constantFrom(...FINDING_CODES), facts, (code, given) => {
      const { title, advice } = describeFinding(finding(code, given), t, 'en')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: That there are none is what this is about.
      expect(title + advice).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      expect(Math.min(title.length, advice.length)).toBeGreaterThan(10)
    }),
  )
})

test('in words a finding has its name, its sentences and its commands, each where it is looked for', () => {
  const lines = inWords(
    finding('firewall-likely', { firewall: 'ufw', ports: '8080' }, 'sudo a', 'sudo\u001b[2J b'),
    t,
    'en',
  ).split('\n')
  expect(lines).toEqual([
    'firewall-likely: The firewall of this computer (ufw) likely keeps others out.',
    '  To let others in on port 8080, enter this in a terminal.',
    '    sudo a',
    '    sudo[2J b',
  ])
})

test('in words good news says what it rests on', () => {
  const lines = inWords(finding('all-well', { checked: 'network, 8080, hosts' }), t, 'en').split('\n')
  expect(lines.at(-1)).toBe('  What was looked at: the network, port 8080, other hosts.')
  expect(inWords(finding('all-well'), t, 'en').split('\n')).toHaveLength(2)
})

test('the report tells of what it is, and all findings in order', () => {
  const findings = [finding('no-network'), finding('no-ice-pair', { peer: 'Bob' })]
  const about = { version: '0.1.0', os: 'Linux 6.1', at: new Date('2026-11-12T10:15:00Z') }
  const text = report(findings, about, t, 'en')
  const [head, first, second, ...others] = text.split('\n\n')
  expect(head).toBe('Lanline 0.1.0 on Linux 6.1, 2026-11-12T10:15:00.000Z')
  expect(first).toMatch(/^no-network: /)
  expect(second).toMatch(/^no-ice-pair: .*Bob/)
  expect(second?.endsWith('.\n')).toBe(true)
  expect(others).toEqual([])
})

describe('without addresses', () => {
  test('a finding keeps ports and the names of programs', () => {
    const { facts, commands } = withoutAddresses(
      finding(
        'port-taken',
        { port: '8080', process: 'nginx', address: '192.168.1.5', ...DATES },
        'sudo ufw allow proto udp from 192.168.1.0/24 to any port 5353,32768:60999',
      ),
    )
    expect(facts).toEqual({ port: '8080', process: 'nginx', address: '[address]', ...DATES })
    expect(commands).toEqual(['sudo ufw allow proto udp from [address]/24 to any port 5353,32768:60999'])
  })

  test.each([
    ['http://192.168.1.5:8080/ and [fe80::1%wlan0]:8443', 'http://[address]:8080/ and [[address]]:8443'],
    ['00:1b:44:11:3a:b7 or 00-1B-44-11-3A-B7', '[address] or [address]'],
    ['2026-11-12 at 10:15:00, 3e92802a-688c-4bbe-afe3-beff2f5287c5', undefined],
    ['add --add-port=32768-60999/udp, 8080:8443, version 1.2.3', undefined],
  ])('%s', (text, redacted = text) => {
    expect(redactAddresses(text)).toBe(redacted)
  })

  test('none survives, whatever it stands in', () => {
    const byte = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'))
    const mac = fc.tuple(fc.array(byte, { minLength: 6, maxLength: 6 }), fc.constantFrom(':', '-'))
    const literal = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      mac.map(([bytes, separator]) => bytes.join(separator)),
    )
    const around = fc.constantFrom('', ' ', '[', ']', '/', '%', 'at ', ', ')
    fc.assert(
      fc.property(around, literal, around, (before, address, after) => {
        expect(redactAddresses(before + address + after)).not.toContain(address)
      }),
      { numRuns: 1_000 },
    )
  })
})
