import { randomBytes } from 'node:crypto'
import { isIPv4 } from 'node:net'
import type { SrvAnswer, StringAnswer, TxtAnswer } from 'dns-packet'
import * as v from 'valibot'
import { CONTROL_LIMITS, type HostCard } from '../../common/control.js'
import { PersonName } from '../../common/protocol.js'
import { finite, integer, readAs, type Schema } from '../../common/schema.js'

/** What hosts announce themselves as (RFC 6763, section 4.1). */
export const SERVICE = '_lanline._tcp.local'

/** How long others may believe a record of ours: what RFC 6762, section 10, recommends for those that can change. */
const TTL_SECONDS = 120
/** Bytes of a DNS label (RFC 1035, section 2.3.4). */
const LABEL_BYTES = 63

/** A resource record. `flush`: it replaces what others know by that name and type (RFC 6762, section 10.2). */
export type DnsRecord = StringAnswer | SrvAnswer | TxtAnswer

/** The names under which one host is announced. */
export interface InstanceNames {
  /** `Ann's computer 3f9a2c1b._lanline._tcp.local`: unique, where hosts share a name too. */
  readonly instance: string
  /** Made up, since the machine's own name is nobody's business. */
  readonly target: string
}

export function instanceNames(hostName: string): InstanceNames {
  const suffix = randomBytes(4).toString('hex')
  let name = hostName.replaceAll('.', '-') || 'Lanline'
  while (Buffer.byteLength(`${name} ${suffix}`) > LABEL_BYTES) name = [...name].slice(0, -1).join('')
  return { instance: `${name} ${suffix}.${SERVICE}`, target: `lanline-${suffix}.local` }
}

/** The records of a host on the interface that has this address; they tell of no other address. */
export function recordsOf(names: InstanceNames, card: HostCard, port: number, address: string): DnsRecord[] {
  const { instance, target } = names
  const text = [
    `name=${card.name}`,
    `version=${card.version}`,
    ...(card.secure ? [`key=${card.secure.key}`, `secure=${card.secure.port}`] : []),
  ]
  return [
    { name: SERVICE, type: 'PTR', ttl: TTL_SECONDS, data: instance },
    { name: instance, type: 'SRV', ttl: TTL_SECONDS, flush: true, data: { port, target } },
    { name: instance, type: 'TXT', ttl: TTL_SECONDS, flush: true, data: text },
    { name: target, type: isIPv4(address) ? 'A' : 'AAAA', ttl: TTL_SECONDS, flush: true, data: address },
  ]
}

/** What takes the records back (RFC 6762, section 10.1). */
export const goodbyeOf = (records: DnsRecord[]): DnsRecord[] => records.map((record) => ({ ...record, ttl: 0 }))

/** An announcement as it was heard. All of it is somebody's claim. */
export interface Heard {
  instance: string
  /** Empty where none was given that can be shown. */
  name: string
  port: number
}

export interface Message {
  /** Names of records that are asked for. */
  asked: string[]
  heard: Heard[]
  /** Instances that say goodbye. */
  gone: string[]
}

const Question = v.object({ name: v.string() })
const Pointer = v.object({ name: v.string(), type: v.literal('PTR'), ttl: finite, data: v.string() })
const Service = v.object({
  name: v.string(),
  type: v.literal('SRV'),
  data: v.object({ port: integer(1, 65_535) }),
})
const Text = v.object({ name: v.string(), type: v.literal('TXT'), data: v.array(v.instance(Uint8Array)) })
const Packet = v.object({
  type: v.picklist(['query', 'response']),
  questions: v.array(v.unknown()),
  answers: v.array(v.unknown()),
  additionals: v.array(v.unknown()),
})

/** What an mDNS packet says of hosts; what is not understood of it is passed over. Never throws. */
export function readPacket(packet: unknown): Message {
  const data = readAs(Packet, packet)
  if (!data) return { asked: [], heard: [], gone: [] }
  if (data.type === 'query') {
    return { asked: fitting(Question, data.questions).map(({ name }) => name), heard: [], gone: [] }
  }
  const records = [...data.answers, ...data.additionals]
  const pointers = fitting(Pointer, records).filter(({ name }) => isSameName(name, SERVICE))
  const services = fitting(Service, records)
  const texts = fitting(Text, records)
  const heard = (instance: string): Heard[] => {
    const service = services.find(({ name }) => isSameName(name, instance))
    const text = texts.find(({ name }) => isSameName(name, instance))
    return service ? [{ instance, name: nameIn(text?.data ?? []), port: service.data.port }] : []
  }
  const present = pointers.filter(({ ttl }) => ttl > 0).slice(0, CONTROL_LIMITS.foundHosts)
  return {
    asked: [],
    heard: present.flatMap(({ data: instance }) => heard(instance)),
    gone: pointers.filter(({ ttl }) => ttl === 0).map(({ data: instance }) => instance),
  }
}

/** Those of the values that the schema understands. */
function fitting<T>(schema: Schema<T>, values: readonly unknown[]): T[] {
  return values.flatMap((value) => {
    const { success, output } = v.safeParse(schema, value)
    return success ? [output] : []
  })
}

/** DNS tells no upper from lower case. */
export const isSameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

function nameIn(strings: readonly Uint8Array[]): string {
  const pairs = strings.map((bytes) => Buffer.from(bytes).toString())
  const claimed = pairs.find((pair) => pair.startsWith('name='))?.slice('name='.length)
  return readAs(PersonName, claimed) ?? ''
}
