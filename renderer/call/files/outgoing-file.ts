import type { ReadonlySignal } from '@preact/signals-core'
import { blockEnd, FILE_LIMITS, type Offer } from '../../../common/files.js'
import { BlockReader } from './block-reader.js'
import type { FileChannel } from './channel.js'
import type { Pacer } from './pace.js'
import { type Sending, type SendingEvent, sendingOf, stepSending } from './sending.js'
import { sha256 } from './sha256.js'
import { Shown } from './shown.js'

/** A file that this person sends to one other: read once, a block ahead of what is sent. */
export class OutgoingFile {
  readonly #state: Shown<Sending>
  #channel: FileChannel | undefined
  /** Who waits until something has changed. */
  #waiting: (() => void)[] = []

  constructor(
    readonly offer: Offer,
    private readonly file: Blob,
    private readonly pacer: Pacer,
  ) {
    this.#state = new Shown(sendingOf(offer))
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

  /** Offers the file over this channel, on which the other side listens. */
  link(channel: FileChannel): void {
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
    const channel = this.#channel
    for (const message of say) channel?.say(message)
    for (const release of this.#waiting.splice(0)) release()
    if (channel && state.isFlowing && !isFlowing) void this.#run(channel)
  }

  async #run(channel: FileChannel): Promise<void> {
    const reader = new BlockReader(this.file, this.#state.now.sent)
    try {
      do await this.#sendBlock(channel, reader)
      while (this.#isOn(channel) && this.#state.now.sent < this.offer.size)
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
    const hash = await hashing
    if (this.#isOn(channel)) channel.say({ type: 'block', id, end, hash })
  }

  /** Resolves once the next chunk may go over this channel, or nothing goes over it any more. */
  async #mayGoOn(channel: FileChannel): Promise<void> {
    while (this.#isOn(channel) && this.#mustWait) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  get #mustWait(): boolean {
    const { isPausedHere, isPausedThere, sent, verified } = this.#state.now
    return isPausedHere || isPausedThere || sent - verified >= FILE_LIMITS.window
  }

  #isOn(channel: FileChannel): boolean {
    return this.#channel === channel && this.#state.now.isFlowing && channel.isOpen
  }
}
