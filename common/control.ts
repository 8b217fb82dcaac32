import * as v from 'valibot'
import { Finding } from './findings.js'
import { CAPACITY } from './limits.js'
import { Capacity, Peer, PeerId, PersonName, Refusal, RoomName, Ticket } from './protocol.js'
import { integer, maxCharacters } from './schema.js'
import { WebOrigin } from './web-origin.js'

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
  shortestPasscode: 4,
} as const

/** SHA-256 of a public key (SPKI, DER) in base64url: what the app pins, the same for all certificates of one key. */
export const KeyHash = v.pipe(v.string(), v.regex(/^[\w-]{43}$/))

/** SHA-256 of a certificate (DER) as browsers show it: 32 pairs of upper-case hexadecimal digits with colons. */
export const Fingerprint = v.pipe(v.string(), v.regex(/^[\dA-F]{2}(:[\dA-F]{2}){31}$/))

const Port = integer(1, 65_535)
/** An IPv4 or IPv6 address; IPv6 addresses that belong to no network, such as loopback, are none. */
export const IpAddress = v.pipe(
  v.string(),
  v.ip(),
  v.check((address) => !address.startsWith('::')),
)
const Version = v.pipe(v.string(), v.regex(/^[\w.+-]{1,32}$/))

/** The door that browsers trust with camera and microphone. */
export const SecureDoor = v.object({ port: Port, fingerprint: Fingerprint, key: KeyHash })
export type SecureDoor = v.InferOutput<typeof SecureDoor>

/** Where a host tells other hosts and apps what it is (RFC 8615). */
export const CARD_PATH = '/.well-known/lanline.json'

/** What anyone may know of a host. */
export const HostCard = v.object({
  name: PersonName,
  version: Version,
  /** Absent where the host listens on plain HTTP alone. */
  secure: v.optional(SecureDoor),
  hasPasscode: v.boolean(),
})
export type HostCard = v.InferOutput<typeof HostCard>

/** Where the plain door stands, and the address at which others come in, best first; none without a network. */
export const HostFacts = v.object({ ...HostCard.entries, port: Port, addresses: v.array(IpAddress) })
export type HostFacts = v.InferOutput<typeof HostFacts>

/** Why an address stands where it does, the weightiest reason first. */
export const ADDRESS_REASONS = [
  /** The operator wants it first. */
  'pinned',
  /** Given by the machine to itself, since nobody else gave it one (RFC 3927). */
  'link-local',
  /** The adapter is made by software: VPN, containers, virtual machines. */
  'virtual',
  /** People have come in on it. */
  'proven',
  /** The system's own choice towards the rest of the world. */
  'default-route',
  /** The address is in no private range (RFC 1918). */
  'public',
] as const
export type AddressReason = (typeof ADDRESS_REASONS)[number]

export const RankedAddress = v.object({
  address: IpAddress,
  /** Name of its network interface, as the system has it. */
  interface: v.string(),
  reasons: v.array(v.picklist(ADDRESS_REASONS)),
})
export type RankedAddress = v.InferOutput<typeof RankedAddress>

/** What only the operator is told. */
export const OperatorFacts = v.object({
  addresses: v.array(RankedAddress),
  /** The address that was pinned, even while this machine does not have it. */
  pinned: v.optional(IpAddress),
  /** Whether the host announces itself and looks for others. */
  discovery: v.boolean(),
  /** How many people fit in a room that is made from now on. */
  capacity: Capacity,
  /** Where everyone on the host comes from. */
  people: v.array(v.object({ id: PeerId, address: v.string() })),
})
export type OperatorFacts = v.InferOutput<typeof OperatorFacts>

/** A host that announced itself on the network and answers. */
export const FoundHost = v.object({
  /** Tells hosts of the same name apart. */
  id: v.string(),
  name: v.string(),
  /** Its plain door, such as `http://192.168.1.7:8080`. */
  origin: v.string(),
  version: Version,
  key: v.optional(KeyHash),
  hasPasscode: v.boolean(),
})
export type FoundHost = v.InferOutput<typeof FoundHost>

/** Only those whose origin a page can connect to. */
export const FoundHosts = v.pipe(
  v.array(
    v.pipe(
      FoundHost,
      v.check(({ origin }) => URL.canParse(origin)),
    ),
  ),
  v.maxLength(CONTROL_LIMITS.foundHosts),
)

/** What a host may ask for; older Lanlines took a single character. */
export const Passcode = v.pipe(v.string(), v.trim(), v.nonEmpty(), maxCharacters(CONTROL_LIMITS.passcode))

/** What a host can be told to ask for from now on. */
export const NewPasscode = v.pipe(
  Passcode,
  v.check((passcode) => [...passcode].length >= CONTROL_LIMITS.shortestPasscode),
)

/** Until when nobody new comes in from the address of who is removed; they themselves do not before the host starts anew. */
export const KeptOutUntil = v.picklist(['new-passcode', 'restart'])
export type KeptOutUntil = v.InferOutput<typeof KeptOutUntil>

/** Who is to be removed; the id alone is until there is a new passcode. */
export const Removal = v.union([
  v.object({ id: PeerId, until: KeptOutUntil }),
  v.pipe(
    PeerId,
    v.transform((id) => ({ id, until: 'new-passcode' as const })),
  ),
])
export type Removal = v.InferOutput<typeof Removal>

/** A call whose host is gone, as it is to go on at this one. */
export const CallToHost = v.object({
  room: RoomName,
  locked: v.boolean(),
  /** Those who are in it. */
  people: v.pipe(v.array(Peer), v.minLength(1), v.maxLength(CAPACITY.max)),
  /** The host that is gone, which has served the pages of some of them. */
  origin: WebOrigin,
})
export type CallToHost = v.InferOutput<typeof CallToHost>

/** What `host` is acknowledged with: by its ticket, each of these people gets into the seat that is kept for them. */
export const HostReply = v.variant('ok', [
  v.object({ ok: v.literal(true), tickets: v.array(v.object({ id: PeerId, ticket: Ticket })) }),
  Refusal,
])
export type HostReply = v.InferOutput<typeof HostReply>

/** What `check` is acknowledged with. */
export const CheckReply = v.variant('ok', [v.object({ ok: v.literal(true), findings: v.array(Finding) }), Refusal])
export type CheckReply = v.InferOutput<typeof CheckReply>
