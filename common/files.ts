import * as v from 'valibot'
import { integer, textUpTo } from './schema.js'

const KiB = 1024
const MiB = 1024 * KiB

/** What the channel `files` is held to. Sizes and positions are in bytes. */
export const FILE_LIMITS = {
  /** The largest file, 8 TiB. */
  size: 2 ** 43,
  /** The longest name and media type, in characters. */
  name: 255,
  kind: 127,
  /** The data in one binary message, in bytes; every browser takes messages of this size and the header. */
  chunk: 64 * KiB,
  /** Hashed and written as one; a transfer that broke off goes on where one ends. */
  block: MiB,
  /** How far a sender may be ahead of what the receiver has on disk and verified. */
  window: 8 * MiB,
  /** Files that one person sends another at the same time; what else was accepted waits. */
  atOnce: 3,
  /** Offers of one person that may wait for an answer. */
  offers: 64,
  /** Files and empty folders in one set, and the bytes of their list. */
  setEntries: 20_000,
  setList: 2 * MiB,
  /** Parts of files that are kept for a page that is loaded anew, and for how long, in milliseconds: a day. */
  parts: 32,
  partMs: 86_400_000,
  /** The longest message of text, in UTF-16 units. */
  message: 2_000,
} as const

const FileId = integer(0, 2 ** 32 - 1)
const position = integer(0, FILE_LIMITS.size)
/** A SHA-256, in hexadecimal. */
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/**
 * Why a transfer ended before it was whole. `declined`, `cancelled`: a person wanted it so. `not-read`: the source is
 * gone, or has changed. `not-written`: the place it is written to refused. `damaged`: the hashes differ. `broken`: the
 * other side did not keep to the protocol.
 */
export const WHYS = [
  'declined',
  'cancelled',
  'not-read',
  'not-written',
  'disk-full',
  'damaged',
  'broken',
  'too-many',
] as const
export type Why = (typeof WHYS)[number]

/** Several files that go as one; see file-set.ts. `files`: how many. `list`: of how many bytes their list is, which goes first. */
export const FileSet = v.object({ files: integer(0, FILE_LIMITS.setEntries), list: integer(2, FILE_LIMITS.setList) })
export type FileSet = v.InferOutput<typeof FileSet>

/** What peers say to each other over the channel `files`, as JSON; who opened the channel is the sender of the files. */
export const FileMessage = v.variant('type', [
  /** The receiver: hears this channel from now on. */
  v.object({ type: v.literal('ready') }),
  /** The sender: has this file. Said again on each new channel while the transfer is not over. */
  v.object({
    type: v.literal('offer'),
    id: FileId,
    name: textUpTo(FILE_LIMITS.name),
    size: position,
    /** A media type; empty where it is not known. */
    kind: textUpTo(FILE_LIMITS.kind),
    set: v.exactOptional(FileSet),
  }),
  /** The receiver: send from there on. */
  v.object({ type: v.literal('accept'), id: FileId, from: position }),
  /** The sender: the hash of all blocks up to there; see `chained`. */
  v.object({
    type: v.literal('block'),
    id: FileId,
    end: position,
    hash: Sha256,
  }),
  /** The receiver: has all bytes up to there, and they are right. */
  v.object({ type: v.literal('verified'), id: FileId, to: position }),
  /** The receiver: has the whole file under its name. */
  v.object({ type: v.literal('saved'), id: FileId }),
  /** Either: does not go on for now, or does. */
  v.object({ type: v.literal('pause'), id: FileId, isPaused: v.boolean() }),
  /** Either: it is over. */
  v.object({ type: v.literal('end'), id: FileId, why: v.picklist(WHYS) }),
])
export type FileMessage = v.InferOutput<typeof FileMessage>
export type Said<Type extends FileMessage['type']> = Extract<FileMessage, { type: Type }>
export type Offer = Said<'offer'>

/** The end of the block that begins at, or holds, this position. */
export const blockEnd = (at: number, size: number): number =>
  Math.min(size, (Math.floor(at / FILE_LIMITS.block) + 1) * FILE_LIMITS.block)

/** Where the last block begins that ends within so many bytes of a file: a transfer goes on there at the latest, so that a block is left. */
export const resumeAt = (length: number, size: number): number =>
  Math.max(0, Math.min(Math.floor(length / FILE_LIMITS.block), Math.ceil(size / FILE_LIMITS.block) - 1)) *
  FILE_LIMITS.block

/** Whether a transfer may go on here. */
export const isBlockEnd = (at: number, size: number): boolean => at === size || at % FILE_LIMITS.block === 0

export interface Chunk {
  readonly id: number
  readonly at: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Ahead of the data: the file's id and the position of the first byte, big-endian. */
export const HEADER = 4 + 8

/** What any chunk can be packed in. */
export const packing = (): Uint8Array<ArrayBuffer> => new Uint8Array(HEADER + FILE_LIMITS.chunk)

/** Packs it into what `packing` gave. Gives the part of that which it takes. */
export function packChunk({ id, at, bytes }: Chunk, into: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(into.buffer)
  view.setUint32(0, id)
  view.setBigUint64(4, BigInt(at))
  into.set(bytes, HEADER)
  return into.subarray(0, HEADER + bytes.length)
}

/** What was packed; undefined where that is no chunk. */
export function readChunk(packed: ArrayBuffer): Chunk | undefined {
  const length = packed.byteLength - HEADER
  if (length < 1 || length > FILE_LIMITS.chunk) return undefined
  const view = new DataView(packed)
  return { id: view.getUint32(0), at: Number(view.getBigUint64(4)), bytes: new Uint8Array(packed, HEADER) }
}
