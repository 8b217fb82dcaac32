import { type ReadonlySignal, signal } from '@preact/signals-core'
import { FILE_LIMITS, type FileMessage } from '../../../common/files.js'
import { FileChannel } from './channel.js'
import { IncomingFile } from './incoming-file.js'

/** Files that are kept in the list; the oldest that are over go. */
const KEPT = 200

/** All files that one other person sends, over the channel that they open. */
export class FileReceiver {
  readonly #files = signal<readonly IncomingFile[]>([])
  #channel: FileChannel | undefined

  get files(): ReadonlySignal<readonly IncomingFile[]> {
    return this.#files
  }

  /** Listens to this channel from now on, and to none before. */
  use(channel: RTCDataChannel): void {
    this.drop()
    const opened: FileChannel = new FileChannel(channel, {
      opened: () => queueMicrotask(() => opened.say({ type: 'ready' })),
      said: (message) => this.#hear(opened, message),
      sent: (chunk) => this.#find(chunk.id)?.take(chunk),
      closed: () => this.drop(),
    })
    this.#channel = opened
  }

  /** The channel is gone; what was going on waits. */
  drop(): void {
    const channel = this.#channel
    if (!channel) return
    this.#channel = undefined
    channel.close()
    for (const file of this.#files.peek()) file.unlink()
  }

  /** Ends all that is not over. */
  end(): void {
    this.drop()
    for (const file of this.#files.peek()) file.gone()
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
    if (message.type === 'offer' && !file) this.#offered(channel, message)
    else if (message.type !== 'accept' && message.type !== 'verified' && message.type !== 'saved')
      file?.hear(channel, message)
  }

  #offered(channel: FileChannel, offer: Extract<FileMessage, { type: 'offer' }>): void {
    const files = this.#files.peek()
    const waiting = files.filter(({ now }) => now.phase === 'offered')
    if (waiting.length >= FILE_LIMITS.offers) {
      channel.say({ type: 'end', id: offer.id, why: 'too-many' })
      return
    }
    const oldest = files.length >= KEPT && files.find(({ isOver }) => isOver)
    if (oldest) this.forget(oldest)
    this.#files.value = [...this.#files.peek(), new IncomingFile(offer, channel, () => this.#next())]
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
