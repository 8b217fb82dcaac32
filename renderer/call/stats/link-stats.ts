import type { Source } from '../transceivers.js'

/** What a browser tells of one link at one moment. */
export interface LinkReport {
  /** By W3C Identifiers for WebRTC's Statistics; those of other browsers and versions lack this or that. */
  readonly entries: readonly StatsEntry[]
  /** What the media section of this id is for. */
  sourceOf(mid: string): Source | undefined
}

export interface StatsEntry {
  readonly type: string
  readonly id: string
  /** Milliseconds since 1970. */
  readonly timestamp: number
  readonly [name: string]: unknown
}

/** One track on its way, one way. What a browser does not tell, or only two reports together would, is left out. */
export interface Flow {
  /** In bits per second, without the headers of packets. */
  readonly bitrate?: number
  /** How many packets came or went since the report before. */
  readonly packets?: number
  /** How much of it was lost on the way, from 0 to 1. */
  readonly lossRatio?: number
  readonly jitterMs?: number
  /** How long what comes in waits before it is played, to make up for jitter. */
  readonly bufferMs?: number
  readonly width?: number
  readonly height?: number
  readonly framesPerSecond?: number
  /** Such as `VP8` or `opus`. */
  readonly codec?: string
  /** What keeps the encoder from giving more. */
  readonly limitedBy?: 'cpu' | 'bandwidth' | 'other'
  /** Whether it is encoded in hardware. */
  readonly isInHardware?: boolean
}

export type Flows = { readonly [S in Source]?: Flow }

/** The way that packets take, by RTCIceCandidateType at both ends. */
export interface Path {
  readonly local: string
  readonly remote: string
  /** `udp` or `tcp`. */
  readonly protocol: string
}

export interface LinkStats {
  /** Milliseconds since 1970. */
  readonly atMs: number
  readonly roundTripMs?: number
  readonly path?: Path
  /** What the browser believes to get through, in bits per second. */
  readonly availableBitrate?: number
  /** Those that move, and to begin with those that ever did. */
  readonly sent: Flows
  readonly received: Flows
}

/** Statistics, with what those of the next report are counted from. */
export interface Reading {
  readonly stats: LinkStats
  readonly counted: ReadonlyMap<string, StatsEntry>
}

/** Takes in a report; rates are over the time since the one before. */
export function read(before: Reading | undefined, { entries, sourceOf }: LinkReport): Reading {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const all = [...byId.values()]
  const pair = selectedPair(all, byId)
  const context = { byId, sourceOf, counted: before?.counted }
  const stats: LinkStats = {
    atMs: Math.max(0, ...all.map(({ timestamp }) => timestamp)),
    ...defined({
      roundTripMs: roundTripOf(pair, all),
      path: pair && pathOf(pair, byId),
      availableBitrate: numberOf(pair, 'availableOutgoingBitrate'),
    }),
    sent: flowsOf(all.filter(({ type }) => type === 'outbound-rtp').map((entry) => sentFlow(entry, context))),
    received: flowsOf(all.filter(({ type }) => type === 'inbound-rtp').map((entry) => receivedFlow(entry, context))),
  }
  return { stats, counted: byId }
}

interface Context {
  readonly byId: ReadonlyMap<string, StatsEntry>
  readonly counted: ReadonlyMap<string, StatsEntry> | undefined
  sourceOf(mid: string): Source | undefined
}

type Counted = readonly [Source | undefined, Flow | undefined]

function sentFlow(entry: StatsEntry, context: Context): Counted {
  const remote = context.byId.get(String(entry['remoteId']))
  const isInHardware = entry['powerEfficientEncoder']
  return countedFlow(entry, context, 'Sent', {
    lossRatio: numberOf(remote, 'fractionLost'),
    jitterMs: msOf(remote, 'jitter'),
    limitedBy: limitOf(entry['qualityLimitationReason']),
    isInHardware: typeof isInHardware === 'boolean' ? isInHardware : undefined,
  })
}

function receivedFlow(entry: StatsEntry, context: Context): Counted {
  const grew = growthOf(entry, context)
  const [lost, came] = [grew('packetsLost'), grew('packetsReceived')]
  const [waited, played] = [grew('jitterBufferDelay'), grew('jitterBufferEmittedCount')]
  return countedFlow(entry, context, 'Received', {
    // Packets that come twice make up for lost ones in the count.
    lossRatio: lost !== undefined && came ? Math.max(0, lost) / (came + Math.max(0, lost)) : undefined,
    jitterMs: msOf(entry, 'jitter'),
    bufferMs: waited !== undefined && played ? (1000 * waited) / played : undefined,
  })
}

/** What moves, or, while there is nothing to count from, has moved. */
function countedFlow(entry: StatsEntry, context: Context, way: 'Sent' | 'Received', more: Partial<MaybeFlow>): Counted {
  const grew = growthOf(entry, context)
  const before = context.counted?.get(entry.id)
  const packets = grew(`packets${way}`)
  const [bytes, seconds] = [grew(`bytes${way}`), before && (entry.timestamp - before.timestamp) / 1000]
  const source = context.sourceOf(String(entry['mid']))
  if (before ? !packets : !numberOf(entry, `bytes${way}`)) return [source, undefined]
  const mimeType = context.byId.get(String(entry['codecId']))?.['mimeType']
  const flow = defined({
    ...more,
    packets,
    bitrate: bytes !== undefined && seconds ? (8 * bytes) / seconds : undefined,
    width: numberOf(entry, 'frameWidth'),
    height: numberOf(entry, 'frameHeight'),
    framesPerSecond: numberOf(entry, 'framesPerSecond'),
    codec: typeof mimeType === 'string' ? mimeType.replace(/^.*\//, '') : undefined,
  })
  return [source, flow]
}

type MaybeFlow = { [Name in keyof Flow]: Flow[Name] | undefined }

/** How much a counter of this entry grew since the report before; undefined where that does not have it. */
function growthOf(entry: StatsEntry, { counted }: Context): (name: string) => number | undefined {
  const before = counted?.get(entry.id)
  return (name) => {
    const [now, then] = [numberOf(entry, name), numberOf(before, name)]
    return now === undefined || then === undefined ? undefined : now - then
  }
}

const flowsOf = (all: readonly Counted[]): Flows =>
  Object.fromEntries(all.filter(([source, flow]) => source !== undefined && flow !== undefined))

/** Older versions of Firefox tell of no transport, and mark the pair. */
function selectedPair(all: readonly StatsEntry[], byId: ReadonlyMap<string, StatsEntry>): StatsEntry | undefined {
  const id = all.find(({ type }) => type === 'transport')?.['selectedCandidatePairId']
  return byId.get(String(id)) ?? all.find(({ type, selected }) => type === 'candidate-pair' && selected === true)
}

/** By checks of the path, which Firefox rounds down to nothing on a LAN, or else by the other side's reports. */
function roundTripOf(pair: StatsEntry | undefined, all: readonly StatsEntry[]): number | undefined {
  const checked = msOf(pair, 'currentRoundTripTime')
  if (checked) return checked
  const reported = all.filter(({ type }) => type === 'remote-inbound-rtp').map((entry) => msOf(entry, 'roundTripTime'))
  const known = reported.filter((ms) => ms !== undefined)
  return known.length > 0 ? Math.min(...known) : checked
}

function pathOf(pair: StatsEntry, byId: ReadonlyMap<string, StatsEntry>): Path {
  const local = byId.get(String(pair['localCandidateId']))
  const remote = byId.get(String(pair['remoteCandidateId']))
  const protocol = local?.['relayProtocol'] ?? local?.['protocol']
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { local: text(local?.['candidateType']), remote: text(remote?.['candidateType']), protocol: text(protocol) }
}

const limitOf = (reason: unknown) =>
  reason === 'cpu' || reason === 'bandwidth' || reason === 'other' ? reason : undefined

function numberOf(entry: StatsEntry | undefined, name: string): number | undefined {
  const value = entry?.[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Milliseconds of what the standard has in seconds. */
function msOf(entry: StatsEntry | undefined, name: string): number | undefined {
  const seconds = numberOf(entry, name)
  return seconds === undefined ? undefined : 1000 * seconds
}

type Defined<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> }

/** Without what is undefined. */
const defined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>
