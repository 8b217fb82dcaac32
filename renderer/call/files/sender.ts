import { type ReadonlySignal, signal } from '@preact/signals-core'
import { FILE_LIMITS, type FileMessage, type FileSet, type Offer } from '../../../common/files.js'
import { FileChannel } from './channel.js'
import { OutgoingFile } from './outgoing-file.js'
import { Pacer } from './pace.js'

/** What the sender needs of the link to the other person. */
export interface FileLink {
  /** Opens another channel for files. */
  open(): RTCDataChannel
  /** How long a round trip took of late, in milliseconds; undefined where none was measured since it was asked last. Never rejects. */
  roundTripMs(): Promise<number | undefined>
}

/** Before a channel that was lost is made anew. */
const REOPEN_MS = 4_000
/** A page that takes files says so well before, on one of so many channels. */
const UNHEARD_MS = 5_000
const TRIES = 3
/** Between looks at how the call does. */
const LOOK_MS = 1_000

/** All files that this person sends to one other, over a channel that is there while there is something to send. */
export class FileSender {
  readonly #files = signal<readonly OutgoingFile[]>([])
  readonly #pacer = new Pacer()
  #link: FileLink | undefined
  #channel: FileChannel | undefined
  #isHeard = false
  /** Channels that were opened and on which nothing was heard. */
  #unheard = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #looking: ReturnType<typeof setInterval> | undefined

  get files(): ReadonlySignal<readonly OutgoingFile[]> {
    return this.#files
  }

  /** Offers a file, or what holds a whole set; its transfer is over by itself at some time. */
  offer(file: File, set?: FileSet): OutgoingFile {
    const [id = 0] = crypto.getRandomValues(new Uint32Array(1))
    const name = [...file.name].slice(0, FILE_LIMITS.name).join('')
    const kind = file.type.slice(0, FILE_LIMITS.kind)
    return this.#add({ type: 'offer', id, name, size: file.size, kind, ...(set && { set }) }, file)
  }

  /** Offers again what a page before has offered, and whose file this page does not have. */
  offerMissing(offer: Offer): OutgoingFile {
    return this.#add(offer, undefined)
  }

  #add(offer: Offer, file: File | undefined): OutgoingFile {
    const outgoing = new OutgoingFile(offer, file, this.#pacer)
    this.#files.value = [...this.#files.peek(), outgoing]
    if (this.#channel?.isOpen && this.#isHeard) outgoing.link(this.#channel)
    else this.#connect()
    return outgoing
  }

  /** Forgets this file, which is over. */
  forget(file: OutgoingFile): void {
    this.#files.value = this.#files.peek().filter((other) => other !== file)
  }

  /** Sends by this link from now on; without one, once there is one. */
  use(link: FileLink | undefined): void {
    this.#drop()
    this.#unheard = 0
    this.#link = link
    this.#connect()
  }

  /** Ends all that is not over. */
  end(why: 'left' | 'unreached' | 'unheard'): void {
    this.#drop()
    this.#unheard = 0
    for (const file of this.#live) file.step({ type: 'gone', why })
  }

  get #live(): readonly OutgoingFile[] {
    return this.#files.peek().filter(({ isOver }) => !isOver)
  }

  #connect(): void {
    if (!this.#link || this.#channel || this.#live.length === 0) return
    clearTimeout(this.#timer)
    const channel = new FileChannel(this.#link.open(), {
      opened: () => this.#opened(channel),
      said: (message) => this.#hear(channel, message),
      sent: () => undefined,
      closed: () => this.#lost(),
    })
    this.#channel = channel
    this.#looking = setInterval(() => void this.#look(), LOOK_MS)
  }

  /** Chromium may hand out what the other side said before it tells that the channel is open. */
  #opened(channel: FileChannel): void {
    if (this.#isHeard) this.#offerAll(channel)
    else this.#timer = setTimeout(() => this.#tryAnew(), UNHEARD_MS)
  }

  #tryAnew(): void {
    this.#unheard++
    this.#drop()
    if (this.#unheard < TRIES) this.#connect()
    else this.end('unheard')
  }

  #offerAll(channel: FileChannel): void {
    clearTimeout(this.#timer)
    for (const file of this.#files.peek()) file.link(channel)
  }

  #hear(channel: FileChannel, message: FileMessage): void {
    if (message.type === 'ready') {
      const isFirst = !this.#isHeard
      this.#isHeard = true
      this.#unheard = 0
      if (isFirst && channel.isOpen) this.#offerAll(channel)
      return
    }
    const file = this.#files.peek().find(({ offer }) => offer.id === message.id)
    if (!file || message.type === 'offer' || message.type === 'block') return
    const isTooMany =
      message.type === 'accept' && this.#live.filter(({ isFlowing }) => isFlowing).length >= FILE_LIMITS.atOnce
    file.step(isTooMany ? { type: 'stop', why: 'broken' } : message)
  }

  #lost(): void {
    this.#drop()
    this.#timer = setTimeout(() => this.#connect(), REOPEN_MS)
  }

  #drop(): void {
    clearTimeout(this.#timer)
    clearInterval(this.#looking)
    const channel = this.#channel
    this.#channel = undefined
    this.#isHeard = false
    for (const file of this.#files.peek()) file.unlink()
    channel?.close()
  }

  async #look(): Promise<void> {
    const roundTripMs = await this.#link?.roundTripMs()
    if (roundTripMs !== undefined) this.#pacer.heed(roundTripMs)
  }
}
