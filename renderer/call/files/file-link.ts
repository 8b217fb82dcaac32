import { computed, effect, signal } from '@preact/signals-core'
import { NO_MEDIA } from '../../../common/channels.js'
import type { FileSet, Offer } from '../../../common/files.js'
import type { Peer, Signal } from '../../../common/protocol.js'
import { CallError } from '../errors.js'
import { PeerLink } from '../peer-link.js'
import type { FileOffers } from '../signaling/file-offers.js'
import { NO_TRACKS } from '../transceivers.js'
import { Party } from './exchange.js'
import type { IncomingFile } from './incoming-file.js'
import type { OutgoingFile } from './outgoing-file.js'

/** How long a link without files stays: another may follow, and the last words are to arrive. */
const LINGER_MS = 5_000
/** How long nobody gives up a connection that does not come about, and one that is lost. */
const COMES_MS = 30_000
const RETURNS_MS = 120_000
/** Before a host that could not say is asked again. */
const AGAIN_MS = 4_000
/** Signals kept until the link is made. */
const EARLY = 256

/** What a link needs besides the other person. */
export interface FileLinkOptions {
  readonly offers: Pick<FileOffers, 'offer' | 'accept' | 'end' | 'signal'>
  /** The person's own. */
  iceServers(): Promise<RTCIceServer[]>
  /** Told of every state of the connection, and of what fails. */
  note(type: string, payload: unknown): void
  /** Told where no files are left, since what was offered was taken back. */
  onEmpty(): void
}

/** How the two stand to each other, and the offer that it began with. `asking`: the other is to answer. `asked`: this person is. */
type Standing =
  | { readonly is: 'apart' }
  | { readonly is: 'asking'; readonly id: number; readonly file: OutgoingFile }
  | { readonly is: 'asked'; readonly id: number; readonly file: IncomingFile }
  | { readonly is: 'linked'; readonly id: number }

const APART: Standing = { is: 'apart' }

/**
 * Files between this person and one other with whom they are in no room. The other is asked by way of the host before there
 * is a connection, which carries neither sound nor picture and ends once nothing is left to send.
 */
export class FileLink {
  readonly party: Party
  #now: Standing = APART
  #link: PeerLink | undefined
  #early: Signal[] = []
  #unwatch: () => void = () => {}
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly other: Peer,
    private readonly options: FileLinkOptions,
  ) {
    this.party = new Party(other.id, signal(other.name))
  }

  send(file: File, set?: FileSet): void {
    this.party.sender.offer(file, set)
    this.#next()
  }

  /** The host is there again, and may have forgotten what was asked. */
  repeat(): void {
    if (this.#now.is === 'asking') void this.#ask(this.#now.file)
    else this.#next()
  }

  /** The other offers a file, and the person is to say whether they want it. */
  asked(offer: Offer): void {
    if (this.#now.is === 'asked' || this.#now.is === 'linked') return
    const { id } = offer
    const file = this.party.receiver.expect(offer)
    if (!file) {
      this.options.offers.end(this.other.id, id)
      return
    }
    this.#unwatch()
    this.#now = { is: 'asked', id, file }
    this.#unwatch = file.state.subscribe(({ phase }) => {
      if (phase === 'ended') this.#answered()
      else if (phase !== 'offered') void this.#accept(id, file)
    })
  }

  /** The other wants what was offered, and makes the connection. */
  accepted(id: number): void {
    if (this.#now.is === 'asking' && this.#now.id === id) void this.#connect(id, false)
  }

  receive(signal: Signal): void {
    if (this.#link) this.#link.receive(signal)
    else if (this.#now.is === 'linked' && this.#early.length < EARLY) this.#early.push(signal)
  }

  /** The other has said no, taken it back, or ended the link; `isGone`: they are no longer there. */
  ended(id: number, isGone: boolean): void {
    const now = this.#now
    if (now.is === 'apart' || now.id !== id) return
    const isReached = this.#link?.state.peek() === 'connected'
    this.#part()
    if (now.is === 'asked') this.#takenBack(now.file)
    else if (isGone) this.party.end()
    else if (now.is === 'asking') now.file.step({ type: 'end', id, why: 'declined' })
    else if (isReached) this.#endStarted()
    else this.party.end('unreached')
    this.#next()
  }

  /** Ends all that is not over; the other is told. */
  end(): void {
    this.#leave()
    this.party.end()
  }

  /** Asks about the first of what is to be sent. Over a link that there is, files are offered without the host. */
  #next(): void {
    const file = this.party.sender.files.peek().find(({ isOver }) => !isOver)
    if (this.#now.is !== 'apart' || !file) return
    this.#now = { is: 'asking', id: file.offer.id, file }
    this.#unwatch = file.state.subscribe(({ phase }) => phase === 'ended' && this.#answered())
    void this.#ask(file)
  }

  async #ask(file: OutgoingFile): Promise<void> {
    try {
      await this.options.offers.offer(this.other.id, file.offer)
    } catch (error) {
      if (this.#now.is === 'asking' && this.#now.file === file) this.#refused(file, error)
    }
  }

  #refused(file: OutgoingFile, error: unknown): void {
    const code = error instanceof CallError ? error.code : 'internal-error'
    this.#part()
    if (code === 'no-such-peer') file.step({ type: 'gone', why: 'left' })
    else if (code === 'busy') file.step({ type: 'end', id: file.offer.id, why: 'too-many' })
    else if (code === 'unknown-event' || code === 'bad-request') file.step({ type: 'gone', why: 'unheard' })
    else this.#timer = setTimeout(() => this.#next(), AGAIN_MS)
    if (file.isOver) this.#next()
  }

  /** The person has said no, or taken it back. */
  #answered(): void {
    this.#leave()
    this.#next()
  }

  /** A person who takes back what they have offered leaves nothing: so nobody's list is filled from outside. */
  #takenBack(file: IncomingFile): void {
    file.gone()
    this.party.receiver.forget(file)
    if (this.party.receiver.files.peek().length + this.party.sender.files.peek().length === 0) this.options.onEmpty()
  }

  async #accept(id: number, file: IncomingFile): Promise<void> {
    if (this.#now.is !== 'asked') return
    this.#unwatch()
    this.#now = { is: 'linked', id }
    try {
      await this.options.offers.accept(this.other.id, id)
    } catch (error) {
      console.warn('A file can no longer be accepted:', error)
      this.#part()
      file.gone()
      this.#next()
      return
    }
    await this.#connect(id, true)
  }

  /** Makes the connection, or waits for the other side's first offer. */
  async #connect(id: number, offers: boolean): Promise<void> {
    this.#unwatch()
    const linked: Standing = { is: 'linked', id }
    this.#now = linked
    const iceServers = await this.options.iceServers().catch(() => [])
    if (this.#now !== linked) return
    const link = new PeerLink({
      polite: !offers,
      offers,
      send: (signal) => this.options.offers.signal({ to: this.other.id, ...signal }),
      note: this.options.note,
      iceServers,
    })
    this.#link = link
    link.on('ended', (ending) => {
      this.options.offers.end(this.other.id, id)
      this.ended(id, ending === 'closed')
    })
    void link.start(NO_TRACKS, NO_MEDIA)
    for (const signal of this.#early.splice(0)) link.receive(signal)
    this.#watch(link)
  }

  /** Uses the link while it is connected; gives it up where it is not for long, and where nothing is left to send. */
  #watch(link: PeerLink): void {
    const { party } = this
    const { id, name } = party
    const peer = { id, name, state: link.state, mayReturn: signal(false), link, report: () => link.report() }
    const isBusy = computed(() =>
      [...party.sender.files.value, ...party.receiver.files.value].some(({ state }) => state.value.phase !== 'ended'),
    )
    let hasConnected = false
    this.#unwatch = effect(() => {
      const isConnected = link.state.value === 'connected'
      const isLeft = !isBusy.value
      hasConnected ||= isConnected
      clearTimeout(this.#timer)
      if (isLeft) this.#timer = setTimeout(() => this.#answered(), LINGER_MS)
      else if (!isConnected) this.#timer = setTimeout(() => this.#unreached(), hasConnected ? RETURNS_MS : COMES_MS)
      // Past this effect, which is not to hang on what the party looks at.
      if (isConnected) queueMicrotask(() => this.#link === link && party.use(peer))
    })
  }

  #unreached(): void {
    this.#leave()
    this.party.end('unreached')
  }

  /** What has begun cannot go on; what is not answered is asked about anew. */
  #endStarted(): void {
    this.party.receiver.end()
    for (const file of this.party.sender.files.peek()) {
      if (file.state.peek().phase === 'taken') file.step({ type: 'gone', why: 'left' })
    }
  }

  /** Parts, and has the other told. */
  #leave(): void {
    const now = this.#now
    this.#part()
    if (now.is !== 'apart') this.options.offers.end(this.other.id, now.id)
  }

  #part(): void {
    this.#unwatch()
    this.#unwatch = () => {}
    clearTimeout(this.#timer)
    const link = this.#link
    this.#now = APART
    this.#link = undefined
    this.#early = []
    this.party.rest()
    link?.close()
  }
}
