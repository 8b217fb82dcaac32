import { type ReadonlySignal, signal } from '@preact/signals-core'
import { CHANNELS } from '../../../common/channels.js'
import type { Offer } from '../../../common/files.js'
import type { RemotePeer } from '../remote-peers.js'
import type { KeptPart } from './incoming-file.js'
import { FileReceiver } from './receiver.js'
import { RoundTrips } from './round-trip.js'
import { FileSender } from './sender.js'

/** How long files wait for someone who was lost. */
const RETURN_MS = 120_000
/** How long a link may stand before what was offered over the one before it is offered again. */
const OFFER_AGAIN_MS = 30_000

/** Looks for what a page before has of a file that this person offers. */
export type FindPart = (from: string, offer: Offer) => Promise<KeptPart | undefined>

/** Someone as files need them. */
export type FilePeer = Pick<RemotePeer, 'id' | 'name' | 'state' | 'mayReturn' | 'report'> & {
  readonly link: Pick<RemotePeer['link'], 'channels' | 'openChannel'>
}

/** Someone with whom there are files, whether they are there or may come back. */
export class Party {
  readonly sender = new FileSender()
  readonly receiver: FileReceiver
  readonly #isReached = signal(false)
  /** Whether the connection to them stands. Where it is lost, its channels learn of it much later. */
  readonly isReached: ReadonlySignal<boolean> = this.#isReached
  #peer: FilePeer | undefined
  #unwatch: (() => void) | undefined
  #waiting: ReturnType<typeof setTimeout> | undefined
  #offering: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly id: string,
    readonly name: ReadonlySignal<string>,
    find?: FindPart,
  ) {
    this.receiver = new FileReceiver(find && ((offer) => find(id, offer)))
  }

  get isHere(): boolean {
    return this.#peer !== undefined
  }

  /** Goes on by this link. */
  use(peer: FilePeer): void {
    if (peer === this.#peer) return
    this.rest()
    this.#peer = peer
    const undo = [this.#watchState(peer), this.#sendBy(peer), this.#receiveBy(peer), this.#awaitOffers(peer)]
    this.#unwatch = () => {
      for (const each of undo) each()
    }
  }

  #watchState({ state }: FilePeer): () => void {
    return state.subscribe((now) => {
      this.#isReached.value = now === 'connected'
    })
  }

  /** A channel on a link that is not made yet would have this side offer, whose turn that may not be. */
  #sendBy({ state, link, report }: FilePeer): () => void {
    const roundTrips = new RoundTrips()
    let isMade = false
    return state.subscribe((now) => {
      if (isMade || now !== 'connected') return
      isMade = true
      this.sender.use({
        open: () => link.openChannel(CHANNELS.files),
        roundTripMs: async () => roundTrips.latest((await report())?.entries ?? []),
      })
    })
  }

  #receiveBy({ link }: FilePeer): () => void {
    let heard: RTCDataChannel | undefined
    return link.channels.subscribe((channels) => {
      const latest = channels.findLast(({ label }) => label === CHANNELS.files)
      if (latest && latest !== heard) this.receiver.use(latest)
      heard = latest
    })
  }

  /** Whoever has cancelled while there was no link, and then loaded the page anew, knows of nothing that could be said. */
  #awaitOffers({ state }: FilePeer): () => void {
    return state.subscribe((now) => {
      clearTimeout(this.#offering)
      if (now === 'connected') this.#offering = setTimeout(() => this.receiver.endUnlinked(), OFFER_AGAIN_MS)
    })
  }

  /** They are gone: for good where they wanted it so, else for as long as they do not come back. */
  away(): void {
    const peer = this.#peer
    if (!peer) return
    this.rest()
    const isForGood = peer.state.peek() === 'connected' && !peer.mayReturn.peek()
    if (isForGood) this.end()
    else this.#waiting = setTimeout(() => this.end(), RETURN_MS)
  }

  /** Ends all that is not over. */
  end(why: 'left' | 'unreached' = 'left'): void {
    this.rest()
    this.sender.end(why)
    this.receiver.end(why)
  }

  /** Has no link for now. */
  rest(): void {
    clearTimeout(this.#waiting)
    clearTimeout(this.#offering)
    this.#unwatch?.()
    this.#unwatch = undefined
    this.#peer = undefined
    this.#isReached.value = false
    this.receiver.drop()
    this.sender.use(undefined)
  }
}

/** The files of one call, with everyone who is or was in it. */
export class Exchange {
  readonly #parties = signal<readonly Party[]>([])

  constructor(private readonly find?: FindPart) {}

  /** In the order in which they came first. */
  get parties(): ReadonlySignal<readonly Party[]> {
    return this.#parties
  }

  /** Takes in who is in the call now. */
  update(peers: readonly RemotePeer[]): void {
    for (const party of this.#parties.peek()) if (!peers.some(({ id }) => id === party.id)) party.away()
    for (const peer of peers) this.#partyOf(peer).use(peer)
  }

  /** The call is over, and with it all that is on its way. */
  end(): void {
    for (const party of this.#parties.peek()) party.end()
  }

  #partyOf({ id, name }: RemotePeer): Party {
    const known = this.#parties.peek().find((party) => party.id === id)
    if (known) return known
    const party = new Party(id, name, this.find)
    this.#parties.value = [...this.#parties.peek(), party]
    return party
  }
}
