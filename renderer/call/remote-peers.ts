import { Emitter } from '../../common/emitter.js'
import type { Peer, Signal } from '../../common/protocol.js'
import { type MediaState, NO_MEDIA } from './channel-message.js'
import type { Outgoing } from './outgoing.js'
import { type LinkState, PeerLink } from './peer-link.js'
import type { Signaling } from './signaling/signaling.js'

/** Someone else in the room, as they are now. */
export interface RemotePeer {
  readonly id: string
  readonly name: string
  readonly state: LinkState
  readonly stream: MediaStream
  /** The sound of `stream`, to be played by itself. */
  readonly sound: MediaStream
  /** What they share of their screen while `media.screen` says so. */
  readonly screen: MediaStream
  readonly screenSound: MediaStream
  readonly media: MediaState
}

export interface RemotePeersEvents {
  /** Someone came, went, or is another in some way; all who are there now. */
  change: readonly RemotePeer[]
  /** Someone wrote, past the host. */
  chat: { author: string; text: string }
}

interface Member {
  peer: RemotePeer
  link: PeerLink
  /** Whether the host knows them to be in the room; after it was restarted they may not be back yet. */
  isListed: boolean
}

/** The others in a room, with a link to each. Links outlive a host that was lost, and its memory of who was there. */
export class RemotePeers extends Emitter<RemotePeersEvents> {
  readonly #members = new Map<string, Member>()
  #ownId = ''

  constructor(
    private readonly signaling: Signaling,
    private readonly outgoing: Outgoing,
    private readonly iceServers: RTCIceServer[],
  ) {
    super()
  }

  get list(): readonly RemotePeer[] {
    return [...this.#members.values()].map(({ peer }) => peer)
  }

  /** Takes in whom the host lists, telling this page its id. Who comes in calls those who are there. */
  reconcile(ownId: string, peers: readonly Peer[]): void {
    this.#ownId = ownId
    const listed = new Set(peers.map(({ id }) => id))
    for (const known of [...this.#members.keys()]) if (!listed.has(known)) this.unlist(known)
    for (const peer of peers) this.#meet(peer, true)
  }

  /** Someone came in, who calls those who are there. */
  welcome(peer: Peer): void {
    this.#meet(peer, false)
  }

  rename({ id, name }: Peer): void {
    this.#update(id, { name })
  }

  /** They left, which ends the link. */
  remove(id: string): void {
    const member = this.#members.get(id)
    if (!member) return
    member.link.close()
    this.#members.delete(id)
    this.#tell()
  }

  /** The host no longer has them in the room: they left, which ends the link too, or only lost the host. */
  unlist(id: string): void {
    const member = this.#members.get(id)
    if (!member) return
    member.isListed = false
    this.#dropIfGone(member)
  }

  /** Where a signal needs a new link, whoever finds that out by an answer is the one to offer. */
  receive(from: string, signal: Signal): void {
    const member = this.#members.get(from)
    const { description } = signal
    if (member && description && member.link.isForAnother(description as RTCSessionDescriptionInit)) {
      const isAnswer = description.type === 'answer'
      member.link.close()
      this.#add(member.peer, isAnswer)
      if (isAnswer) return
    }
    this.#members.get(from)?.link.receive(signal)
  }

  /** Says something to each of them; false, and to none, where that does not get through to all or there is nobody. */
  chat(text: string): boolean {
    const channels = [...this.#members.values()].map(({ link }) => link.channel)
    if (channels.length === 0 || channels.some(({ isOpen }) => !isOpen)) return false
    for (const channel of channels) channel.chat(text)
    return true
  }

  /** Sends them what there is to send now. */
  sendMedia(): void {
    const { tracks, state } = this.outgoing
    for (const { link } of this.#members.values()) link.send(tracks.value, state.value)
  }

  /** Where the network may be another: has all links look for a path anew. */
  wake(): void {
    for (const { link } of this.#members.values()) link.wake()
  }

  /** Ends all links; no event comes after it. */
  close(): void {
    for (const { link } of this.#members.values()) link.close()
    this.#members.clear()
  }

  /** Someone whom the host does not list stays for as long as they are connected. */
  #dropIfGone({ peer, link, isListed }: Member): void {
    if (!isListed && link.state !== 'connected') this.remove(peer.id)
  }

  #meet(peer: Peer, offers: boolean): void {
    const member = this.#members.get(peer.id)
    if (member) {
      member.isListed = true
      member.link.resume()
      if (member.peer.name !== peer.name) this.rename(peer)
    } else {
      this.#add(peer, offers)
    }
  }

  #add({ id, name }: Peer, offers: boolean): void {
    this.signaling.log.introduce(id, name)
    const link = this.#linkTo(id, offers)
    const peer: RemotePeer = {
      id,
      name,
      state: link.state,
      stream: link.remoteStream,
      sound: link.remoteSound,
      screen: link.remoteScreen,
      screenSound: link.remoteScreenSound,
      media: NO_MEDIA,
    }
    const member = { link, peer, isListed: true }
    this.#members.set(id, member)
    this.#follow(member)
    link.start(this.outgoing.tracks.value, this.outgoing.state.value)
    this.#tell()
  }

  #linkTo(id: string, offers: boolean): PeerLink {
    return new PeerLink({
      polite: this.#ownId < id,
      offers,
      send: (signal) => this.signaling.send({ to: id, ...signal }),
      note: (type, payload) => this.signaling.log.add({ direction: 'page', type, peer: id, payload }),
      iceServers: this.iceServers,
      streams: this.outgoing.streams,
      quality: () => this.outgoing.quality.value,
    })
  }

  #follow(member: Member): void {
    const { link } = member
    const { id } = member.peer
    link.on('state', (state) => {
      this.#update(id, { state })
      this.#dropIfGone(member)
    })
    link.channel.on('media', (media) => this.#update(id, { media }))
    link.channel.on('chat', (text) => this.emit('chat', { author: member.peer.name, text }))
    link.channel.on('ended', () => this.remove(id))
  }

  #update(id: string, change: Partial<RemotePeer>): void {
    const member = this.#members.get(id)
    if (!member) return
    if (change.name !== undefined) this.signaling.log.introduce(id, change.name)
    member.peer = { ...member.peer, ...change }
    this.#tell()
  }

  #tell(): void {
    this.emit('change', this.list)
  }
}
