import { type ReadonlySignal, signal } from '@preact/signals-core'
import { blockEnd, type Chunk, FILE_LIMITS, type Offer, resumeAt, type Said, type Why } from '../../../common/files.js'
import { Queue } from '../../../common/queue.js'
import { chained, chainOf, NO_BLOCKS } from './chain.js'
import type { FileChannel } from './channel.js'
import { isAsked, type Receiving, type ReceivingEvent, receivingOf, stepReceiving } from './receiving.js'
import { sha256 } from './sha256.js'
import { Shown } from './shown.js'

type Bytes = Uint8Array<ArrayBuffer>

/**
 * Where a file is written. Each rejects with an Error: of the name QuotaExceededError where the disk is full, and of the
 * name BrokenSet where what comes is not what was offered.
 */
export interface Sink {
  /** Writes behind what was written before. Takes over the memory of the bytes; resolves with it, or with as much, once it is free again. */
  write(bytes: Bytes): Promise<ArrayBuffer>
  /** Gives the file its name. Resolves with what is to be known of it then. */
  finish(): Promise<SavedFile>
  /** Leaves nothing behind. */
  discard(): Promise<void>
}

/** A part of a file that a page before has written, and that the person therefore wants. */
export interface KeptPart {
  /** In bytes. */
  readonly length: number
  read(from: number, to: number): Promise<Bytes>
  /** Goes on writing behind `from`, which is within it. */
  open(from: number): Promise<Sink>
}

export interface SavedFile {
  /** Under which it was saved, where that is known. */
  readonly name?: string
  /** Opens it, where the app can. */
  readonly open?: () => void
  /** Shows it in its folder, or hands it out again. */
  readonly show?: { readonly kind: 'folder' | 'again'; readonly act: () => void }
  /** Gives free what it takes here, once nobody wants it any more. */
  readonly release?: () => void
}

/**
 * A file that another person sends: checked a block at a time, and written only where it is right. The next blocks come in
 * and are hashed while one is written; the window bounds how many.
 */
export class IncomingFile {
  readonly saved = signal<SavedFile | undefined>(undefined)
  readonly #state: Shown<Receiving>
  /** What is written, and what has to come after it. */
  readonly #jobs = new Queue()
  #open: (() => Promise<Sink>) | undefined
  /** What was chosen for a file whose turn has not come: a picker has made an empty file there. */
  #unused: (() => Promise<Sink>) | undefined
  #sink: Sink | undefined
  /** The hash of the blocks that are verified. */
  #chain = NO_BLOCKS
  /** Holds the block that is not whole yet. */
  #block: Bytes | undefined
  /** Held blocks that are written. */
  #free: Bytes[] = []

  constructor(
    readonly offer: Offer,
    private channel: FileChannel | undefined,
    private readonly onChange: () => void,
    find?: () => Promise<KeptPart | undefined>,
  ) {
    this.#state = new Shown(receivingOf(offer, find ? 'recalled' : 'offered'))
    if (find) void this.#recall(find)
  }

  get state(): ReadonlySignal<Receiving> {
    return this.#state.signal
  }

  get now(): Receiving {
    return this.#state.now
  }

  get isOver(): boolean {
    return this.now.phase === 'ended'
  }

  /** Takes the file, and writes it to what `open` resolves with, once it is its turn. */
  accept(open: () => Promise<Sink>): void {
    this.#unused = open
    this.#take(open, 0)
  }

  decline(): void {
    this.#step({ type: 'stop', why: 'declined' })
  }

  pause(isPaused: boolean): void {
    this.#step({ type: 'hold', isPaused })
  }

  cancel(): void {
    this.#step({ type: 'stop', why: 'cancelled' })
  }

  /** It is its turn. */
  async begin(): Promise<void> {
    const open = this.#open
    this.#open = undefined
    this.#unused = undefined
    if (!open) return
    await this.#trying(async () => {
      this.#sink = await open()
      if (this.isOver) await this.#discard()
      else this.#step({ type: 'begin' })
    })
  }

  /** Goes on with what a page before has of it; else the person is asked. */
  async #recall(find: () => Promise<KeptPart | undefined>): Promise<void> {
    const part = await find().catch((error) => console.warn(`A part of ${this.offer.name} cannot be used:`, error))
    const from = resumeAt(part?.length ?? 0, this.offer.size)
    if (part && from > 0) this.#take(() => this.#openKept(part, from), from)
    else this.#step({ type: 'unknown' })
  }

  /** What is there is hashed anew, so that the next block shows whether it still is the sender's. */
  async #openKept(part: KeptPart, from: number): Promise<Sink> {
    this.#chain = await chainOf((at, to) => part.read(at, to), from, this.offer.size)
    return part.open(from)
  }

  #take(open: () => Promise<Sink>, from: number): void {
    if (!isAsked(this.now)) return
    this.#open = open
    this.#step({ type: 'take', from })
  }

  /** Whether it waits for its turn. */
  get isWaiting(): boolean {
    return this.#open !== undefined && this.now.phase === 'queued'
  }

  unlink(): void {
    this.channel = undefined
    this.#block = undefined
    this.#step({ type: 'unlinked' })
  }

  gone(why: 'left' | 'unreached' | 'dropped' = 'left'): void {
    this.#step({ type: 'gone', why })
  }

  /** Takes in what the other side says over this channel. */
  hear(channel: FileChannel, message: Said<'offer' | 'block' | 'pause' | 'end'>): void {
    this.channel = channel
    if (message.type === 'block') this.#wholeBlock(message)
    else if (message.type === 'offer') this.#later(() => this.#step(message))
    else this.#step(message)
  }

  take({ at, bytes }: Chunk): void {
    const { received } = this.now
    this.#step({ type: 'chunk', at, length: bytes.length })
    if (this.now.phase !== 'open' || this.now.received === received) return
    this.#block ??= this.#free.pop() ?? new Uint8Array(Math.min(FILE_LIMITS.block, this.offer.size))
    this.#block.set(bytes, at % FILE_LIMITS.block)
  }

  /** The block is whole: it is hashed at once, and written in its turn. */
  #wholeBlock({ end, hash }: Said<'block'>): void {
    const { phase, isLinked, received } = this.now
    if (phase !== 'open' || !isLinked) return
    if (end !== received) {
      this.#step({ type: 'stop', why: 'broken' })
      return
    }
    const held = this.#block ?? new Uint8Array(0)
    this.#block = undefined
    const hashing = sha256(held.subarray(0, end - blockStart(end)))
    // Whoever waits for it hears of it.
    hashing.catch(() => undefined)
    this.#later(async () => this.#check({ held, end, said: hash, hash: await chained(this.#chain, await hashing) }))
  }

  async #check({ held, end, said, hash }: WholeBlock): Promise<void> {
    const { phase, isLinked, verified } = this.now
    // The channel is gone, with what there was before it.
    if (!isLinked || phase !== 'open') return
    const isRight = hash === said
    if (isRight && end === blockEnd(verified, this.offer.size)) {
      const free = await this.#sink?.write(held.subarray(0, end - verified))
      if (free) this.#free.push(new Uint8Array(free))
      this.#chain = hash
    }
    this.#step({ type: 'checked', end, isRight })
    await this.#finish()
  }

  async #finish(): Promise<void> {
    if (this.now.phase !== 'finishing') return
    this.saved.value = await this.#sink?.finish()
    this.#sink = undefined
    this.#step({ type: 'finished' })
  }

  /** Does it once all that came before is dealt with. */
  #later(job: () => void | Promise<void>): void {
    void this.#jobs.add(() => this.#trying(job))
  }

  async #trying(job: () => void | Promise<void>): Promise<void> {
    try {
      await job()
    } catch (error) {
      console.warn(`${this.offer.name} cannot be written:`, error)
      this.#step({ type: 'stop', why: whyOf(error) })
    }
  }

  #step(event: ReceivingEvent): void {
    const wasOver = this.isOver
    const [state, say] = stepReceiving(this.now, event)
    this.#state.set(state)
    for (const message of say) this.channel?.say(message)
    if (!wasOver && this.isOver) {
      this.#block = undefined
      this.#free = []
      void this.#jobs.add(() => this.#discard())
    }
    this.onChange()
  }

  async #discard(): Promise<void> {
    const [sink, unused] = [this.#sink, this.#unused]
    this.#sink = undefined
    this.#unused = undefined
    try {
      await (sink ?? (await unused?.()))?.discard()
    } catch (error) {
      console.warn(`A part of ${this.offer.name} may be left:`, error)
    }
  }
}

interface WholeBlock {
  readonly held: Bytes
  readonly end: number
  /** The hashes of all blocks up to its end, as the sender has it and as it is. */
  readonly said: string
  readonly hash: string
}

/** Where the block begins that ends there. */
const blockStart = (end: number) => Math.max(0, Math.ceil(end / FILE_LIMITS.block) - 1) * FILE_LIMITS.block

const WHY_OF: { readonly [name: string]: Why } = { QuotaExceededError: 'disk-full', BrokenSet: 'broken' }
const whyOf = (error: unknown): Why => (error instanceof Error && WHY_OF[error.name]) || 'not-written'
