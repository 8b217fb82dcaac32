import { type ReadonlySignal, signal } from '@preact/signals-core'
import { FILE_LIMITS, type FileMessage, type Offer } from '../../../common/files.js'
import { FileChannel } from './channel.js'
import { IncomingFile, type KeptPart } from './incoming-file.js'
import { isAsked } from './receiving.js'

/** Files that are kept in the list; the oldest that are over go. */
const KEPT = 200

/** Before it is said again that this side hears: Chromium may lose what is said on a channel that it has just told of. */
const READY_AGAIN_MS = 1_000

/** All files that one other person sends, over the channel that they open. */
export class FileReceiver {
  readonly #files = signal<readonly IncomingFile[]>([])
  #channel: FileChannel | undefined
  #saying: ReturnType<typeof setTimeout> | undefined

  /** `find` looks for what a page before has of a file. */
  constructor(private readonly find?: (offer: Offer) => Promise<KeptPart | undefined>) {}

  get files(): ReadonlySignal<readonly IncomingFile[]> {
    return this.#files
  }

  /** Listens to this channel from now on, and to none before. */
  use(channel: RTCDataChannel): void {
    this.drop()
    const opened: FileChannel = new FileChannel(channel, {
      opened: () => queueMicrotask(() => this.#sayReady(opened)),
      said: (message) => {
        clearTimeout(this.#saying)
        this.#hear(opened, message)
      },
      sent: (chunk) => this.#find(chunk.id)?.take(chunk),
      closed: () => this.drop(),
    })
    this.#channel = opened
  }

  /** Until the other side says something, which shows that it has heard. */
  #sayReady(channel: FileChannel): void {
    if (channel !== this.#channel) return
    channel.say({ type: 'ready' })
    this.#saying = setTimeout(() => this.#sayReady(channel), READY_AGAIN_MS)
  }

  /** A file that is offered before there is a channel, on which the offer is said again. Undefined where it is one too many. */
  expect(offer: Offer): IncomingFile | undefined {
    const file = this.#add(offer, undefined)
    file?.unlink()
    return file
  }

  /** The channel is gone; what was going on waits. */
  drop(): void {
    const channel = this.#channel
    if (!channel) return
    this.#channel = undefined
    clearTimeout(this.#saying)
    channel.close()
    for (const file of this.#files.peek()) file.unlink()
  }

  /** Ends all that is not over. */
  end(why: 'left' | 'unreached' = 'left'): void {
    this.drop()
    for (const file of this.#files.peek()) file.gone(why)
  }

  /** Ends what was offered over a channel before, and not again. */
  endUnlinked(): void {
    for (const file of this.#files.peek()) if (!file.now.isLinked) file.gone('dropped')
  }

  /** Forgets this file, which is over. */
  forget(file: IncomingFile): void {
    file.saved.peek()?.release?.()
    this.#files.value = this.#files.peek().filter((other) => other !== file)
  }

  #find(id: number): IncomingFile | undefined {
    return this.#files.peek().find(({ offer }) => offer.id === id)
  }

  #hear(channel: FileChannel, message: FileMessage): void {
    if (message.type === 'ready') return
    const file = this.#find(message.id)
    if (message.type === 'offer' && !file) {
      if (!this.#add(message, channel)) channel.say({ type: 'end', id: message.id, why: 'too-many' })
    } else if (message.type !== 'accept' && message.type !== 'verified' && message.type !== 'saved')
      file?.hear(channel, message)
  }

  #add(offer: Offer, channel: FileChannel | undefined): IncomingFile | undefined {
    const files = this.#files.peek()
    const waiting = files.filter(({ now }) => isAsked(now))
    if (waiting.length >= FILE_LIMITS.offers) return undefined
    const oldest = files.length >= KEPT && files.find(({ isOver }) => isOver)
    if (oldest) this.forget(oldest)
    const { find } = this
    const file = new IncomingFile(offer, channel, () => this.#next(), find && (() => find(offer)))
    this.#files.value = [...this.#files.peek(), file]
    return file
  }

  /** Begins as many of those that wait as there is room for. */
  #next(): void {
    const files = this.#files.peek()
    const busy = files.filter(
      ({ now, isWaiting }) =>
        now.phase === 'open' || now.phase === 'finishing' || (now.phase === 'queued' && !isWaiting),
    )
    const waiting = files.filter(({ isWaiting }) => isWaiting)
    for (const file of waiting.slice(0, Math.max(0, FILE_LIMITS.atOnce - busy.length))) void file.begin()
  }
}
