import { type ReadonlySignal, signal } from '@preact/signals-core'
import { type Chunk, FILE_LIMITS, type Offer, type Said, type Why } from '../../../common/files.js'
import { Queue } from '../../../common/queue.js'
import type { FileChannel } from './channel.js'
import { type Receiving, type ReceivingEvent, receivingOf, stepReceiving } from './receiving.js'
import { sha256 } from './sha256.js'
import { Shown } from './shown.js'

/** Where a file is written. Each rejects with an Error, of the name QuotaExceededError where the disk is full. */
export interface Sink {
  /** Writes behind what was written before. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Gives the file its name. Resolves with what is to be known of it then. */
  finish(): Promise<SavedFile>
  /** Leaves nothing behind. */
  discard(): Promise<void>
}

export interface SavedFile {
  /** Under which it was saved, where that is known. */
  readonly name?: string
  /** Shows it in its folder, or hands it out again. */
  readonly show?: { readonly kind: 'folder' | 'again'; readonly act: () => void }
  /** Gives free what it takes here, once nobody wants it any more. */
  readonly release?: () => void
}

/** What may be on its way to the disk: what a sender may be ahead, and a block. */
const MAX_PENDING = FILE_LIMITS.window + FILE_LIMITS.block

/** A file that another person sends: checked a block at a time, and written only where it is right. */
export class IncomingFile {
  readonly saved = signal<SavedFile | undefined>(undefined)
  readonly #state: Shown<Receiving>
  /** What came is dealt with in this order, and only then what came after. */
  readonly #jobs = new Queue()
  #open: (() => Promise<Sink>) | undefined
  #sink: Sink | undefined
  /** The block that is not whole yet. */
  #parts: Uint8Array<ArrayBuffer>[] = []
  #pending = 0

  constructor(
    readonly offer: Offer,
    private channel: FileChannel | undefined,
    private readonly onChange: () => void,
  ) {
    this.#state = new Shown(receivingOf(offer))
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
    if (this.now.phase !== 'offered') return
    this.#open = open
    this.#step({ type: 'take' })
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
    if (!open) return
    await this.#trying(async () => {
      this.#sink = await open()
      if (this.isOver) await this.#discard()
      else this.#step({ type: 'begin' })
    })
  }

  /** Whether it waits for its turn. */
  get isWaiting(): boolean {
    return this.#open !== undefined && this.now.phase === 'queued'
  }

  unlink(): void {
    this.channel = undefined
    this.#step({ type: 'unlinked' })
  }

  gone(): void {
    this.#step({ type: 'left' })
  }

  /** Takes in what the other side says over this channel. */
  hear(channel: FileChannel, message: Said<'offer' | 'block' | 'pause' | 'end'>): void {
    this.channel = channel
    if (message.type === 'block') this.#later(() => this.#check(message))
    else if (message.type === 'offer') this.#later(() => this.#offeredAgain(message))
    else this.#step(message)
  }

  take({ at, bytes }: Chunk): void {
    if (this.isOver) return
    this.#pending += bytes.length
    if (this.#pending > MAX_PENDING) this.#step({ type: 'stop', why: 'broken' })
    this.#later(() => {
      this.#pending -= bytes.length
      this.#step({ type: 'chunk', at, length: bytes.length })
      if (this.now.phase === 'open') this.#parts.push(bytes)
    })
  }

  #offeredAgain(offer: Offer): void {
    this.#parts = []
    this.#step(offer)
  }

  async #check({ end, hash }: Said<'block'>): Promise<void> {
    // Of a channel that is gone, with what there was before it.
    if (!this.now.isLinked || this.now.phase !== 'open') return
    const bytes = joined(this.#parts)
    this.#parts = []
    const isRight = (await sha256(bytes)) === hash
    if (isRight && end === this.now.received) await this.#sink?.write(bytes)
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
      this.#parts = []
      void this.#jobs.add(() => this.#discard())
    }
    this.onChange()
  }

  async #discard(): Promise<void> {
    const sink = this.#sink
    this.#sink = undefined
    await sink?.discard().catch((error) => console.warn(`A part of ${this.offer.name} may be left:`, error))
  }
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const whyOf = (error: unknown): Why =>
  error instanceof Error && error.name === 'QuotaExceededError' ? 'disk-full' : 'not-written'
