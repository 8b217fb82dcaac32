import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { Bridge } from '../../../common/bridge.js'
import type { Peer } from '../../../common/protocol.js'
import { Queue } from '../../../common/queue.js'
import { Exchange, type Party } from '../../call/files/exchange.js'
import type { FileLinks } from '../../call/files/file-links.js'
import type { IncomingFile } from '../../call/files/incoming-file.js'
import type { OutgoingFile } from '../../call/files/outgoing-file.js'
import type { Calling } from '../calling.js'
import { t } from '../language.js'
import { Passing } from '../passing.js'
import { type Found, type Sendable, toSend } from './collect.js'
import { isThatFile, type KeptOffer, keepOffers, keptOffers } from './kept-offers.js'
import { findPlaces } from './places.js'
import { showProgress } from './show-progress.js'

interface Common {
  readonly party: Party
  /** Its place in the list; the latest is the last. */
  readonly number: number
}
export interface Outgoing extends Common {
  readonly isOwn: true
  readonly file: OutgoingFile
}
export interface Incoming extends Common {
  readonly isOwn: false
  readonly file: IncomingFile
}
export type FileItem = Outgoing | Incoming

/** Long enough to read what became of a file. */
const NEWS_SHOWN_MS = 5_000
/** Files of calls before that are kept in the list. */
const KEPT = 200

/** The files of the call that the person is in, which go with it, and those of people of the host, which do not. */
export class Files {
  readonly #exchange
  /** With people of the host, whom the person is in no room with. */
  readonly #links = signal<FileLinks | undefined>(undefined)
  readonly #numbers = new WeakMap<OutgoingFile | IncomingFile, number>()
  #count = 0
  readonly #ofCall = computed(() => this.#exchange.value.parties.value.flatMap((party) => this.#itemsOf(party)))
  readonly items = computed<readonly FileItem[]>(() => this.#itemsNow())
  readonly #ofCallsBefore = signal<readonly FileItem[]>([])
  /** What came in calls that are over. */
  readonly ofCallsBefore: ReadonlySignal<readonly FileItem[]> = this.#ofCallsBefore
  /** What others offer, and the person has not answered. */
  readonly offers = computed(() =>
    this.items.value.filter((item): item is Incoming => !item.isOwn && item.file.state.value.phase === 'offered'),
  )
  /** What was accepted and is not over. */
  readonly underWay = computed(() => this.items.value.filter(isUnderWay))
  /** What was just saved, here or there. */
  readonly news = new Passing<FileItem>(NEWS_SHOWN_MS)
  /** What the person is to know of what they want to send: it is being looked through, or does not go. */
  readonly choice = signal<'collecting' | 'too-many-files' | 'not-collected' | undefined>(undefined)
  readonly #chosen = new Queue()
  readonly #places
  /** What the page before has offered to people of whom this page has not heard yet. */
  #kept = keptOffers()
  /** What is missing here, as the page before knew it. */
  readonly #missing = new Map<OutgoingFile, KeptOffer>()
  readonly #told = new WeakSet<OutgoingFile | IncomingFile>()

  constructor(
    private readonly calling: Calling,
    bridge: Bridge | undefined,
    /** Has the app be the same person to the host when it is started anew, or no longer. */
    private readonly keepPerson: (isWanted: boolean) => void,
  ) {
    this.#places = findPlaces(bridge)
    this.#exchange = signal(this.#newExchange())
    effect(() => this.#goWithCall())
    effect(() => this.#keepOffers())
    effect(() => this.#tell())
    if (!bridge) return
    showProgress(this.underWay, bridge)
    effect(() => this.#keepPerson())
  }

  /** The largest file that this page can take, in bytes. */
  get limit(): number {
    return this.#places.limit
  }

  /** Exchanges files with people of this host from now on, and with those of none before. */
  useHost(links: FileLinks): void {
    this.#links.peek()?.end()
    this.#links.value = links
  }

  /** Offers what was found to one person, or to everyone who is there: one file as it is, more as a set. Never rejects. */
  async send(finding: Promise<readonly Found[]>, to?: string): Promise<void> {
    await this.#inOrder(finding, (sendable) => this.#offer(sendable, to))
  }

  /** The same to a person of the host, without a call. */
  async sendTo(person: Peer, finding: Promise<readonly Found[]>): Promise<void> {
    await this.#inOrder(finding, ({ file, set }) => this.#links.peek()?.send(person, file, set))
  }

  /** What was chosen first is offered first, however long it takes to be found. */
  async #inOrder(finding: Promise<readonly Found[]>, offer: (sendable: Sendable) => void): Promise<void> {
    // Whoever waits for it hears of it.
    finding.catch(() => undefined)
    await this.#chosen.add(() => this.#collect(finding, offer))
  }

  async #collect(finding: Promise<readonly Found[]>, offer: (sendable: Sendable) => void): Promise<void> {
    this.choice.value = 'collecting'
    try {
      const found = await finding
      const sendable = toSend(found)
      this.choice.value = sendable || found.length === 0 ? undefined : 'too-many-files'
      if (sendable) offer(sendable)
    } catch (error) {
      console.warn('What is to be sent cannot be read:', error)
      this.choice.value = 'not-collected'
    }
  }

  #offer({ file, set }: Sendable, to: string | undefined): void {
    const { value: parties } = this.#exchange.value.parties
    for (const { id, isHere, sender } of parties) if (isHere && (to === undefined || to === id)) sender.offer(file, set)
  }

  /** Takes what is offered, once the person has said where it goes, where that is theirs to say. */
  async accept({ file, party }: Incoming): Promise<void> {
    const { offer } = file
    const name = offer.set && offer.name === '' ? t('files/folder-of', { name: party.name.value }) : offer.name
    const open = await this.#places.choose(party.id, { ...offer, name })
    if (!open) return
    if (file.now.phase === 'offered') file.accept(open)
    // It was taken back meanwhile, and the place that was chosen is to be as it was.
    else await (await open()).discard()
  }

  /** Takes this for a file that was missing. Resolves with whether it is that file. */
  async find({ file }: Outgoing, chosen: File): Promise<boolean> {
    const kept = this.#missing.get(file)
    const isSame = kept !== undefined && (await isThatFile(kept, chosen))
    if (isSame) file.found(chosen)
    return isSame
  }

  /** Forgets what of these is over. */
  clear(items: readonly FileItem[]): void {
    const over = items.filter(({ file }) => file.isOver)
    for (const item of over) forget(item)
    this.#ofCallsBefore.value = this.#ofCallsBefore.peek().filter((item) => !over.includes(item))
  }

  #itemsNow(): FileItem[] {
    const ofLinks = this.#links.value?.parties.value.flatMap((party) => this.#itemsOf(party)) ?? []
    return [...this.#ofCall.value, ...ofLinks].sort((one, other) => one.number - other.number)
  }

  #itemsOf(party: Party): FileItem[] {
    return [
      ...party.sender.files.value.map((file) => ({ isOwn: true as const, party, file, number: this.#numberOf(file) })),
      ...party.receiver.files.value
        .map((file) => ({ isOwn: false as const, party, file, number: this.#numberOf(file) }))
        .filter(({ file }) => file.state.value.phase !== 'recalled'),
    ]
  }

  #numberOf(file: OutgoingFile | IncomingFile): number {
    const number = this.#numbers.get(file) ?? this.#count++
    this.#numbers.set(file, number)
    return number
  }

  /** All ends with the call. */
  #goWithCall(): void {
    const { kind } = this.calling.screen.value
    const peers = this.calling.peers.value
    untracked(() => {
      const exchange = this.#exchange.value
      if (this.calling.isPageGoing) return
      if (kind === 'call' || kind === 'joining') {
        exchange.update(peers)
        this.#offerKept(exchange)
      } else if (exchange.parties.value.length > 0) {
        this.#end(exchange)
      }
    })
  }

  #end(exchange: Exchange): void {
    exchange.end()
    const all = [...this.#ofCallsBefore.peek(), ...this.#ofCall.value]
    const kept = all.filter(isSavedHere).slice(-KEPT)
    for (const item of all) if (!kept.includes(item)) forget(item)
    this.#ofCallsBefore.value = kept
    this.#exchange.value = this.#newExchange()
    this.#kept = []
    this.#missing.clear()
  }

  #newExchange(): Exchange {
    return new Exchange((from, offer) => this.#places.find(from, offer))
  }

  /** Offers again what the page before has offered to those who are there. */
  #offerKept({ parties }: Exchange): void {
    for (const kept of this.#kept) {
      const party = parties.peek().find(({ id }) => id === kept.to)
      if (party) this.#missing.set(party.sender.offerMissing(kept.offer), kept)
    }
    this.#kept = this.#kept.filter(({ to }) => !parties.peek().some(({ id }) => id === to))
  }

  /** Keeps for the next page what of the call is not over. Of a set nobody could choose all again as it was. */
  #keepOffers(): void {
    const live = this.#ofCall.value.filter(
      (item): item is Outgoing =>
        item.isOwn && item.file.offer.set === undefined && item.file.state.value.phase !== 'ended',
    )
    const offers = live.map(({ party, file }) => {
      const { offer, modified = 0, first } = file
      return this.#missing.get(file) ?? { to: party.id, offer, modified, first: first.value }
    })
    if (!this.calling.isPageGoing) keepOffers([...this.#kept, ...offers])
  }

  /** Others offer a file again to who is the same, and to nobody else. */
  #keepPerson(): void {
    const underWay = this.#ofCall.value.filter(isUnderWay)
    const isComing = underWay.some(({ isOwn, file }) => !isOwn && file.offer.set === undefined)
    if (!this.calling.isPageGoing) this.keepPerson(isComing)
  }

  #tell(): void {
    for (const item of this.items.value) {
      if (item.file.state.value.ending?.why !== 'saved' || this.#told.has(item.file)) continue
      this.#told.add(item.file)
      this.news.show(item)
    }
  }
}

/** Whether the person has got it. */
export const isSavedHere = ({ isOwn, file }: FileItem): boolean => !isOwn && file.state.value.ending?.why === 'saved'

const isUnderWay = ({ file }: FileItem) => !['offered', 'ended'].includes(file.state.value.phase)

function forget(item: FileItem): void {
  if (item.isOwn) item.party.sender.forget(item.file)
  else item.party.receiver.forget(item.file)
}
