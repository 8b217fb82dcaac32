import { computed, type ReadonlySignal, signal, type Signal as WritableSignal } from '@preact/signals-core'
import type { MediaState, ToldLine } from '../../common/channels.js'
import { Emitter } from '../../common/emitter.js'
import type { Peer, RelayOffer, Signal } from '../../common/protocol.js'
import type { ControlChannel, Ending } from './control-channel.js'
import type { Outgoing } from './outgoing.js'
import { type LinkState, PeerLink } from './peer-link.js'
import type { Reachable, SignalWays } from './signal-ways.js'
import type { Signaling } from './signaling/signaling.js'
import type { LinkReport } from './stats/link-stats.js'
import type { Source } from './transceivers.js'
import { untilThere } from './until-there.js'

/** Someone else in the room. What changes about them is a signal, so that a change of one is no change of another. */
export interface RemotePeer {
  readonly id: string
  readonly name: ReadonlySignal<string>
  readonly state: ReadonlySignal<LinkState>
  /** What they say they send. */
  readonly media: ReadonlySignal<MediaState>
  /** The computer that relays between them and this page; undefined where there is nothing in between that is known. */
  readonly relayedBy: ReadonlySignal<string | undefined>
  readonly stream: MediaStream
  /** The sound of `stream`, to be played by itself. */
  readonly sound: MediaStream
  /** What they share of their screen while `media` says so. */
  readonly screen: MediaStream
  readonly screenSound: MediaStream
  /** What sends and receives this; undefined before it is made. */
  transceiver(source: Source): RTCRtpTransceiver | undefined
  /** What the browser tells of the link now; undefined where it tells nothing. Never rejects. */
  report(): Promise<LinkReport | undefined>
  /** Whether they went with their page, which may have been loaded anew, so that they may be back in a moment. */
  readonly mayReturn: ReadonlySignal<boolean>
  /** For what goes over channels of its own, for proofs of who they are, and for whoever sees that the path is lost. */
  readonly link: Pick<PeerLink, 'channels' | 'openChannel' | 'fingerprints' | 'wake'>
  /** What the two say to each other past the host. */
  readonly control: ControlChannel
  /** Has a new link made in the place of one that connects and yet brings nothing. */
  renew(): void
}

export interface RemotePeersEvents {
  /** Someone else wrote. */
  chat: { from: string; author: string; text: string }
  /** Someone whose page took the place of another asks for what was said before; `tell` says a line of it to them. */
  recall: { id: string; tell(line: ToldLine): void }
  /** Someone tells what was said before this page. */
  said: { id: string; line: ToldLine }
}

/** Whom the host does not list may not be back yet, after it was restarted. */
interface Member extends Reachable {
  readonly peer: RemotePeer
  readonly name: WritableSignal<string>
  readonly mayReturn: WritableSignal<boolean>
  former?: PeerLink | undefined
}

/** The others in a room, with a link to each. Links outlive a host that was lost, and its memory of who was there. */
export class RemotePeers extends Emitter<RemotePeersEvents> {
  readonly #members = signal<ReadonlyMap<string, Member>>(new Map())
  readonly #relay = signal<RelayOffer | undefined>(undefined)
  /** Fetched at the start of a call, when the host is there; without it signals go by the host alone. */
  #ways: SignalWays | undefined
  #ownId = ''

  /** Whether to ask for what was said before this page. */
  recalls = false

  /** Changes when someone comes, goes, or comes again by another link. */
  readonly list = computed<readonly RemotePeer[]>(() => [...this.#members.value.values()].map(({ peer }) => peer))

  constructor(
    private readonly signaling: Signaling,
    private readonly outgoing: Outgoing,
    /** The person's own. */
    private readonly iceServers: RTCIceServer[],
  ) {
    super()
    void this.#findWays()
  }

  /**
   * Takes in whom the host lists, telling this page its id. Who comes in calls those who are there; resolves once all
   * offers are on their way, and never rejects.
   */
  reconcile(ownId: string, peers: readonly Peer[]): Promise<unknown> {
    this.#ownId = ownId
    const listed = new Set(peers.map(({ id }) => id))
    for (const { peer } of this.#all) if (!listed.has(peer.id)) this.unlist(peer.id)
    return Promise.all(peers.map((peer) => this.#meet(peer, true)))
  }

  /** Offers links the host's relay besides the person's own servers; the links that there are, for their next path. */
  useRelay(offer: RelayOffer | undefined): void {
    this.#relay.value = offer
    for (const { link } of this.#all) link.setIceServers(this.#servers)
  }

  /** Someone came in, who calls those who are there. */
  welcome(peer: Peer): void {
    void this.#meet(peer, false)
  }

  rename({ id, name }: Peer): void {
    const member = this.#get(id)
    if (!member) return
    this.signaling.log.introduce(id, name)
    member.name.value = name
  }

  /** They left, which ends the link. */
  remove(id: string, ending: Ending = 'left'): void {
    const members = new Map(this.#members.peek())
    const member = members.get(id)
    if (member) member.mayReturn.value = ending === 'closed'
    closeLinks(member)
    if (members.delete(id)) this.#members.value = members
  }

  /** The host no longer has them in the room: they left, which ends the link too, or only lost the host. */
  unlist(id: string): void {
    const member = this.#get(id)
    if (!member) return
    member.isListed = false
    this.#dropIfGone(member)
  }

  /** A signal came by way of the host. */
  receive(from: string, signal: Signal): void {
    if (this.#ways) this.#ways.heardByHost(from, signal)
    else this.#receive(from, signal)
  }

  /** Says something to each of them; false, and to none, where that does not get through to all or there is nobody. */
  chat(text: string): boolean {
    const links = this.#all.map(({ link }) => link)
    if (links.length === 0 || !links.every(({ canTell, state }) => canTell && state.peek() === 'connected'))
      return false
    for (const link of links) link.chat(text)
    return true
  }

  /** Sends them what there is to send now. */
  sendMedia(): void {
    const { tracks, state } = this.outgoing
    for (const { link } of this.#all) link.send(tracks.value, state.value)
  }

  /** Where the network may be another: has all links look for a path anew. */
  wake(): void {
    for (const { link } of this.#all) link.wake()
  }

  /** Ends all links; the list stays as it was at the end. */
  close(ending: Ending): void {
    for (const member of this.#all) closeLinks(member, ending)
  }

  get #servers(): RTCIceServer[] {
    const relay = this.#relay.peek()
    return relay ? [...this.iceServers, serverOf(relay)] : this.iceServers
  }

  get #all(): readonly Member[] {
    return [...this.#members.peek().values()]
  }

  #get(id: string): Member | undefined {
    return this.#members.peek().get(id)
  }

  async #findWays(): Promise<void> {
    const { SignalWays } = await untilThere(() => import('./signal-ways.js'))
    const members = () => this.#members.peek()
    this.#ways = new SignalWays(this.signaling, members, (from, signal) => this.#receive(from, signal))
  }

  /** Where a signal needs a new link, whoever finds that out by an answer is the one to offer. */
  #receive(from: string, signal: Signal): void {
    const member = this.#get(from)
    const { description } = signal
    if (member && description && member.link.isForAnother(description as RTCSessionDescriptionInit)) {
      const isAnswer = description.type === 'answer'
      this.#replace(member, isAnswer)
      if (isAnswer) return
    }
    this.#get(from)?.link.receive(signal)
  }

  /**
   * Makes a new link to someone. The one before it is kept until then where it still speaks: signals of the new one may
   * need it, and its end would be taken for theirs.
   */
  #replace({ peer, name, link, former, isListed, isPastHost }: Member, offers: boolean): void {
    const isOfUse = link.canTell
    former?.close()
    if (isOfUse) link.retire()
    else link.close()
    const member = this.#add({ id: peer.id, name: name.peek() }, offers)
    Object.assign(member, { isListed, isPastHost, ...(isOfUse && { former: link }) })
    void this.#start(member)
  }

  #renew(peer: RemotePeer): void {
    const member = this.#get(peer.id)
    if (member?.peer === peer) this.#replace(member, true)
  }

  /** Someone whom the host does not list stays for as long as they are connected. */
  #dropIfGone({ peer, link, isListed }: Member): void {
    if (!isListed && link.state.peek() !== 'connected') this.remove(peer.id)
  }

  /** Gives the first offer on its way, where this page makes one. */
  #meet(peer: Peer, offers: boolean): Promise<void> | undefined {
    const member = this.#get(peer.id)
    if (member) {
      member.isListed = true
      member.isPastHost = false
      member.link.resume()
      if (member.name.peek() !== peer.name) this.rename(peer)
      return undefined
    }
    return this.#start(this.#add(peer, offers))
  }

  #add({ id, name: givenName }: Peer, offers: boolean): Member {
    this.signaling.log.introduce(id, givenName)
    const link = this.#linkTo(id, offers)
    const name = signal(givenName)
    const mayReturn = signal(false)
    const { state, media, incoming, control } = link
    const { stream, sound, screen, screenSound } = incoming
    const relayedBy = computed(() => this.#relayNamed(link.relay.value))
    const peer: RemotePeer = {
      ...{ id, name, state, media, relayedBy, stream, sound, screen, screenSound, mayReturn, link, control },
      transceiver: (source) => link.transceiver(source),
      report: () => link.report(),
      renew: () => this.#renew(peer),
    }
    const member: Member = { peer, name, mayReturn, link, isListed: true, isPastHost: false }
    link.control.on('open', () => this.recalls && link.control.recall())
    link.control.on('recall', () => this.emit('recall', { id, tell: (line) => link.control.retell(line) }))
    link.control.on('said', (line) => this.emit('said', { id, line }))
    link.on('chat', (text) => this.emit('chat', { from: id, author: name.peek(), text }))
    link.on('carried', (carried) => this.#ways?.heardFrom(id, carried))
    link.on('ended', (ending) => this.#linkEnded(id, link, ending))
    this.#members.value = new Map(this.#members.peek()).set(id, member)
    state.subscribe(() => this.#stateChanged(member))
    return member
  }

  /** Resolves once the first offer is on its way, where this page makes it. */
  #start({ link }: Member): Promise<void> | undefined {
    return link.start(this.outgoing.tracks.value, this.outgoing.state.value)
  }

  /** A link that another has taken the place of ends nothing but itself. */
  #linkEnded(id: string, link: PeerLink, ending: Ending): void {
    if (this.#get(id)?.link === link) this.remove(id, ending)
    else link.close()
  }

  #stateChanged(member: Member): void {
    if (member.link.state.peek() === 'connected') {
      member.former?.close()
      member.former = undefined
    }
    this.#dropIfGone(member)
  }

  /** What the host calls itself, where this URL is one of its relay. */
  #relayNamed(url: string | undefined): string | undefined {
    const relay = this.#relay.value
    const isItsOwn = url === '' || relay?.urls.some((known) => known === url)
    return url !== undefined && isItsOwn ? relay?.name : undefined
  }

  #linkTo(id: string, offers: boolean): PeerLink {
    return new PeerLink({
      polite: this.#ownId < id,
      offers,
      send: (signal) => (this.#ways ? this.#ways.send(id, signal) : this.signaling.send({ to: id, ...signal })),
      note: (type, payload) => this.signaling.log.add({ direction: 'page', type, peer: id, payload }),
      iceServers: this.#servers,
      streams: this.outgoing.streams,
    })
  }
}

function closeLinks(member: Member | undefined, ending?: Ending): void {
  member?.former?.close(ending)
  member?.link.close(ending)
}

const serverOf = ({ urls, username, credential }: RelayOffer): RTCIceServer => ({ urls, username, credential })
