import { type ReadonlySignal, signal } from '@preact/signals-core'
import { blockEnd, FILE_LIMITS, type Offer } from '../../../common/files.js'
import { BlockReader } from './block-reader.js'
import { chained, chainOf, NO_BLOCKS } from './chain.js'
import type { FileChannel } from './channel.js'
import type { Pacer } from './pace.js'
import { missingOf, type Sending, type SendingEvent, sendingOf, stepSending } from './sending.js'
import { sha256 } from './sha256.js'
import { Shown } from './shown.js'

/** A file that this person sends to one other: read once, a block ahead of what is sent. */
export class OutgoingFile {
  /** The hash of the first block, once that is sent. */
  readonly first = signal<string | undefined>(undefined)
  readonly #state: Shown<Sending>
  #channel: FileChannel | undefined
  /** Who waits until something has changed. */
  #waiting: (() => void)[] = []

  /** The hashes of what was sent and is not verified, by where they end, and the last one that is. */
  readonly #chain = new Map([[0, NO_BLOCKS]])

  /** Without a file, which a page before had, it waits until that is found. */
  constructor(
    readonly offer: Offer,
    private file: File | undefined,
    private readonly pacer: Pacer,
  ) {
    this.#state = new Shown(file ? sendingOf(offer) : missingOf(offer))
  }

  /** When the file was last changed, in milliseconds since 1970; undefined while it is missing. */
  get modified(): number | undefined {
    return this.file?.lastModified
  }

  /** This is the file that was missing. */
  found(file: File): void {
    this.file ??= file
    this.step({ type: 'found' })
  }

  get state(): ReadonlySignal<Sending> {
    return this.#state.signal
  }

  get isFlowing(): boolean {
    return this.#state.now.isFlowing
  }

  get isOver(): boolean {
    return this.#state.now.phase === 'ended'
  }

  /** Offers the file over this channel, on which the other side listens; once, however often it is told of it. */
  link(channel: FileChannel): void {
    if (channel === this.#channel) return
    this.#channel = channel
    this.step({ type: 'linked' })
  }

  unlink(): void {
    this.#channel = undefined
    this.step({ type: 'unlinked' })
  }

  pause(isPaused: boolean): void {
    this.step({ type: 'hold', isPaused })
  }

  /** Takes the offer back, or ends the transfer. */
  cancel(): void {
    this.step({ type: 'stop', why: 'cancelled' })
  }

  /** Takes in what the other side said, or what happened here. */
  step(event: SendingEvent): void {
    const { isFlowing } = this.#state.now
    const [state, say] = stepSending(this.#state.now, event)
    this.#state.set(state)
    this.#forgetHashes(state.verified)
    const channel = this.#channel
    for (const message of say) channel?.say(message)
    for (const release of this.#waiting.splice(0)) release()
    if (channel && state.isFlowing && !isFlowing) void this.#run(channel)
  }

  async #run(channel: FileChannel): Promise<void> {
    await this.#mayGoOn(channel)
    const { file } = this
    if (!file || !this.#isOn(channel)) return
    const { sent } = this.#state.now
    const reader = new BlockReader(file, sent)
    try {
      if (!this.#chain.has(sent)) await this.#hashUpTo(sent, file)
      while (this.#isOn(channel)) {
        await this.#sendBlock(channel, reader)
        if (this.#state.now.sent === this.offer.size) break
      }
    } catch (error) {
      console.warn(`${this.offer.name} cannot be read:`, error)
      this.step({ type: 'stop', why: 'not-read' })
    } finally {
      reader.close()
    }
  }

  async #sendBlock(channel: FileChannel, reader: BlockReader): Promise<void> {
    const from = this.#state.now.sent
    const { id, size } = this.offer
    const end = blockEnd(from, size)
    const bytes = await reader.next()
    if (bytes.length !== end - from) throw new Error('It is shorter than it was.')
    const hashing = sha256(bytes)
    for (let at = from; at < end; at += FILE_LIMITS.chunk) {
      const part = bytes.subarray(at - from, Math.min(at - from + FILE_LIMITS.chunk, bytes.length))
      await this.#mayGoOn(channel)
      await this.pacer.pass(part.length)
      if (!this.#isOn(channel)) break
      await channel.send({ id, at, bytes: part })
      if (!this.#isOn(channel)) break
      this.step({ type: 'sent', to: at + part.length })
    }
    if (end === size || end % FILE_LIMITS.window === 0) await this.#lookAnew(end)
    const hash = await chained(this.#chain.get(from) ?? NO_BLOCKS, await hashing)
    if (!this.#isOn(channel)) return
    this.#chain.set(end, hash)
    if (from === 0) this.first.value = hash
    channel.say({ type: 'block', id, end, hash })
  }

  /** A stream that is open reads on in a file that was changed meanwhile: what is opened anew tells. Rejects where it was. */
  async #lookAnew(end: number): Promise<void> {
    await this.file?.slice(Math.max(0, end - 1), end).arrayBuffer()
  }

  /** What another page has sent is read once more, since the hash of each block is over all before it. */
  async #hashUpTo(to: number, file: File): Promise<void> {
    const reader = new BlockReader(file, 0)
    try {
      this.#chain.set(to, await chainOf(() => reader.next(), to, this.offer.size))
    } finally {
      reader.close()
    }
  }

  /** Resolves once the next chunk may go over this channel, or nothing goes over it any more. */
  async #mayGoOn(channel: FileChannel): Promise<void> {
    while (this.#isOn(channel) && this.#mustWait) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  get #mustWait(): boolean {
    const { isPausedHere, isPausedThere, isMissing, sent, verified } = this.#state.now
    return isPausedHere || isPausedThere || isMissing || sent - verified >= FILE_LIMITS.window
  }

  /** A new page of the other side may ask for less: what is forgotten is read again then. */
  #forgetHashes(verified: number): void {
    for (const end of this.#chain.keys()) if (end > 0 && end < verified) this.#chain.delete(end)
  }

  #isOn(channel: FileChannel): boolean {
    return this.#channel === channel && this.#state.now.isFlowing && channel.isOpen
  }
}
