import * as z from 'zod/mini'
import { Finding } from './findings.js'
import { PeerId, PersonName, Refusal } from './protocol.js'

/**
 * The control namespace of a host: what it tells the pages that it serves about itself, and what it does for its
 * operator, the person who sits at the machine. It is apart from signaling, so that a page that has moved to another
 * host still hears of its own, and clients of other making hear nothing of it.
 */
export const CONTROL_NAMESPACE = '/host'

export const CONTROL_LIMITS = {
  /** Hosts found on the network that are kept and shown. */
  foundHosts: 64,
  /** Characters in a passcode. */
  passcode: 128,
} as const

/** SHA-256 of a public key (SPKI, DER) in base64url: what the app pins, the same for all certificates of one key. */
export const KeyHash = z.string().check(z.regex(/^[\w-]{43}$/))

/** SHA-256 of a certificate (DER) as browsers show it: 32 pairs of upper-case hexadecimal digits with colons. */
export const Fingerprint = z.string().check(z.regex(/^[\dA-F]{2}(:[\dA-F]{2}){31}$/))

const Port = z.int().check(z.minimum(1), z.maximum(65_535))
const Ipv4 = z.ipv4()
const Version = z.string().check(z.regex(/^[\w.+-]{1,32}$/))

/** The door that browsers trust with camera and microphone. */
export const SecureDoor = z.object({ port: Port, fingerprint: Fingerprint, key: KeyHash })
export type SecureDoor = z.infer<typeof SecureDoor>

/** Where a host tells other hosts and apps what it is (RFC 8615). */
export const CARD_PATH = '/.well-known/lanline.json'

/** What anyone may know of a host. */
export const HostCard = z.object({
  name: PersonName,
  version: Version,
  /** Absent where the host listens on plain HTTP alone. */
  secure: z.optional(SecureDoor),
  hasPasscode: z.boolean(),
})
export type HostCard = z.infer<typeof HostCard>

/** Where the plain door stands, and the address at which others come in, best first; none without a network. */
export const HostFacts = z.extend(HostCard, { port: Port, addresses: z.array(Ipv4) })
export type HostFacts = z.infer<typeof HostFacts>

/** Why an address stands where it does, the weightiest reason first. */
export const ADDRESS_REASONS = [
  /** The operator wants it first. */
  'pinned',
  /** Given by the machine to itself, since nobody else gave it one (RFC 3927). */
  'link-local',
  /** Of an adapter that software makes: VPN, containers, virtual machines. */
  'virtual',
  /** People have come in on it. */
  'proven',
  /** The system's own choice towards the rest of the world. */
  'default-route',
  /** Of no private range (RFC 1918). */
  'public',
] as const
export type AddressReason = (typeof ADDRESS_REASONS)[number]

export const RankedAddress = z.object({
  address: Ipv4,
  /** Name of its network interface, as the system has it. */
  interface: z.string(),
  reasons: z.array(z.enum(ADDRESS_REASONS)),
})
export type RankedAddress = z.infer<typeof RankedAddress>

/** What only the operator is told. */
export const OperatorFacts = z.object({
  addresses: z.array(RankedAddress),
  /** The address that was pinned, even while this machine does not have it. */
  pinned: z.optional(Ipv4),
  /** Whether the host announces itself and looks for others. */
  discovery: z.boolean(),
  /** Where everyone on the host comes from. */
  people: z.array(z.object({ id: PeerId, address: z.string() })),
})
export type OperatorFacts = z.infer<typeof OperatorFacts>

/** A host that announced itself on the network and answers. */
export const FoundHost = z.object({
  /** Tells hosts of the same name apart. */
  id: z.string(),
  name: z.string(),
  /** Of its plain door, such as `http://192.168.1.7:8080`. */
  origin: z.string(),
  version: Version,
  key: z.optional(KeyHash),
  hasPasscode: z.boolean(),
})
export type FoundHost = z.infer<typeof FoundHost>

/** Only those whose origin a page can connect to. */
export const FoundHosts = z
  .array(FoundHost.check(z.refine(({ origin }) => URL.canParse(origin))))
  .check(z.maxLength(CONTROL_LIMITS.foundHosts))

export const Passcode = z.string().check(z.trim(), z.minLength(1), z.maxLength(CONTROL_LIMITS.passcode))

/** What `check` is acknowledged with. */
export const CheckReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), findings: z.array(Finding) }),
  Refusal,
])
export type CheckReply = z.infer<typeof CheckReply>
