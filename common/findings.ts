import * as z from 'zod/mini'

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

/** What the doctor looks at, each by name. Ports, which it looks at too, go by their numbers. */
export const SUBJECTS = ['network', 'firewall', 'certificate', 'hosts', 'announcements', 'route'] as const
export type Subject = (typeof SUBJECTS)[number] | `${number}`

/** Stands between the items where a fact is a list. */
export const SEPARATOR = ', '

/** One thing that is wrong, or that all is well. `facts` are what its sentences speak of, by name. */
export const Finding = z.object({
  code: z.enum(FINDING_CODES),
  facts: z.record(z.string(), z.string()),
  /** What to enter in a terminal to mend it, as it is. */
  commands: z.array(z.string()),
})
export type Finding = z.infer<typeof Finding>
