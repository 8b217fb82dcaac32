import * as v from 'valibot'
import { notArray } from './schema.js'

/** What the doctor can find, each by name. */
export const FINDING_CODES = [
  'all-well',
  'no-network',
  'port-taken',
  'vpn-default-route',
  'multicast-blocked',
  'firewall-likely',
  'shut-out',
  'host-unreachable',
  'no-ice-pair',
  'path-narrow',
  'addresses-hidden',
  'udp-blocked',
  'packets-lost',
  'clock-behind',
  'certificate-clock',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** What the doctor looks at, each by name. Ports, which it looks at too, go by their numbers. */
export const SUBJECTS = ['network', 'firewall', 'clock', 'certificate', 'hosts', 'announcements', 'route'] as const
export type Subject = (typeof SUBJECTS)[number] | `${number}`

/** Stands between the items where a fact is a list. */
export const SEPARATOR = ', '

/** One thing that is wrong, or that all is well. `facts` are what its sentences speak of, by name. */
export const Finding = v.object({
  code: v.picklist(FINDING_CODES),
  facts: notArray(v.record(v.string(), v.string())),
  /** What to enter in a terminal to mend it, as it is. */
  commands: v.array(v.string()),
})
export type Finding = v.InferOutput<typeof Finding>
