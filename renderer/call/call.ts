import type { Joined, Locked, Peer, Signal } from '../../common/protocol.js'
import { type MediaState, NO_MEDIA } from './channel-message.js'
import { Emitter } from './emitter.js'
import type { CallError } from './errors.js'
import type { Outgoing } from './outgoing.js'
import { type LinkState, PeerLink } from './peer-link.js'
import type { OnJoined, Signaling } from './signaling.js'

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

/** Whether the room is closed to everyone who is not in it, and who made it so, where that was only now. */
export interface RoomLock {
  readonly isLocked: boolean
  readonly by?: { readonly name: string; readonly isSelf: boolean }
}

export interface CallEvents {
  /** Someone came, went, or is another in some way; all who are there now. */
  peers: readonly RemotePeer[]
  /** Someone else wrote. */
  chat: { author: string; text: string }
  lock: RoomLock
  /** The host would not have this page back in the room. */
  ended: CallError
}

interface Member {
  peer: RemotePeer
  link: PeerLink
  /** Whether the host knows them to be in the room; after it was restarted they may not be back yet. */
  isListed: boolean
}

/**
 * Being in one room, from entering it to leaving it: a link to every other peer there, fed by signaling and by the local
 * media, which both outlive it; what is shared of the screen ends with it. A lost host does not touch the links; when it
 * is back the room is joined again.
 */
export class Call extends Emitter<CallEvents> {
  readonly #members = new Map<string, Member>()
  #undo: (() => void)[] = []
  #ownId = ''
  #room = ''
  #isLocked = false
  #isOver = false

  constructor(
    private readonly signaling: Signaling,
    private readonly outgoing: Outgoing,
    private readonly iceServers: RTCIceServer[] = [],
  ) {
    super()
  }

  /**
   * Enters the room that `ask` asks the host for, be it by its name or by ringing a person. Rejects with the CallError
   * that `ask` rejects with; the call is over then.
   */
  async enter(ask: (signaling: Signaling, onJoined: OnJoined) => Promise<void>): Promise<void> {
    try {
      await ask(this.signaling, (joined) => this.#reconcile(joined))
    } catch (error) {
      // The host may have taken this page in all the same, and only its answer been late.
      this.leave()
      throw error
    }
  }

  get room(): string {
    return this.#room
  }

  get isLocked(): boolean {
    return this.#isLocked
  }

  get peers(): readonly RemotePeer[] {
    return [...this.#members.values()].map(({ peer }) => peer)
  }

  /**
   * Says something to the others: from peer to peer, or through the host while there is no channel to one of them.
   * Rejects with a CallError where the host does not take it.
   */
  async chat(text: string): Promise<void> {
    const links = [...this.#members.values()].map(({ link }) => link)
    if (links.length === 0 || links.some((link) => !link.canChat)) return this.signaling.chat(text)
    for (const link of links) link.chat(text)
  }

  /** Closes the room to others, or opens it. Rejects with a CallError where the host does not do it. */
  lock(isLocked: boolean): Promise<void> {
    return this.signaling.lock(isLocked)
  }

  /** Where the network may be another: has all links look for a path anew. */
  wake(): void {
    for (const { link } of this.#members.values()) link.wake()
  }

  /** Leaves the room, even one that is still being entered, and ends all links. */
  leave(): void {
    if (this.#isOver) return
    this.signaling.leave()
    this.#close()
  }

  #close(): void {
    this.#isOver = true
    this.outgoing.screen.stop()
    for (const undo of this.#undo) undo()
    for (const { link } of this.#members.values()) link.close()
    this.#members.clear()
  }

  #listen(): void {
    const { signaling } = this
    this.#undo = [
      signaling.on('peer-joined', (peer) => this.#meet(peer, false)),
      signaling.on('peer-left', ({ id, lost }) => (lost ? this.#unlist(id) : this.#remove(id))),
      signaling.on('peer-renamed', ({ id, name }) => this.#update(id, { name })),
      signaling.on('signal', ({ from, ...signal }) => this.#receive(from, signal)),
      signaling.on('locked', (locked) => this.#followLock(locked)),
      signaling.on('chat', ({ from, author, message }) => {
        if (from !== this.#ownId) this.emit('chat', { author, text: message })
      }),
      signaling.on('state', (state) => {
        if (state === 'connected') this.#rejoin()
      }),
      this.outgoing.onChange(() => this.#sendMedia()),
    ]
  }

  #rejoin(): void {
    this.signaling
      .join(this.#room, (joined) => this.#reconcile(joined))
      .catch((error: CallError) => {
        if (this.#isOver) return
        if (error.code === 'host-silent') {
          if (this.signaling.state === 'connected') this.#rejoin()
          return
        }
        this.#close()
        this.emit('ended', error)
      })
  }

  /** Who comes in calls those who are there. Links outlive a host that was lost, and its memory of who was there. */
  #reconcile({ room, id, peers, locked = false }: Joined): void {
    if (this.#isOver) return
    if (this.#room === '') this.#listen()
    this.#room = room
    this.#ownId = id
    this.#setLock({ isLocked: locked })
    const listed = new Set(peers.map((peer) => peer.id))
    for (const known of [...this.#members.keys()]) if (!listed.has(known)) this.#unlist(known)
    for (const peer of peers) this.#meet(peer, true)
  }

  #followLock({ locked, by: { id, name } }: Locked): void {
    this.#setLock({ isLocked: locked, by: { name, isSelf: id === this.#ownId } })
  }

  #setLock(lock: RoomLock): void {
    if (lock.isLocked === this.#isLocked) return
    this.#isLocked = lock.isLocked
    this.emit('lock', lock)
  }

  /** A peer that has another connection now is met anew: whoever finds that out by its answer is the one to offer. */
  #receive(from: string, signal: Signal): void {
    const member = this.#members.get(from)
    const { description } = signal
    if (member && description && member.link.isOfAnother(description as RTCSessionDescriptionInit)) {
      const isAnswer = description.type === 'answer'
      member.link.close()
      this.#add(member.peer, isAnswer)
      if (isAnswer) return
    }
    this.#members.get(from)?.link.receive(signal)
  }

  /** The host no longer has them in the room: they left, which ends the link too, or only lost the host. */
  #unlist(id: string): void {
    const member = this.#members.get(id)
    if (!member) return
    member.isListed = false
    this.#dropIfGone(member)
  }

  /** Someone whom the host does not list stays for as long as they are connected. */
  #dropIfGone({ peer, link, isListed }: Member): void {
    if (!isListed && link.state !== 'connected') this.#remove(peer.id)
  }

  #meet(peer: Peer, offers: boolean): void {
    const member = this.#members.get(peer.id)
    if (member) {
      member.isListed = true
      member.link.resume()
      if (member.peer.name !== peer.name) this.#update(peer.id, { name: peer.name })
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
    link.on('state', (state) => {
      this.#update(id, { state })
      this.#dropIfGone(member)
    })
    link.on('media', (media) => this.#update(id, { media }))
    link.on('chat', (text) => this.emit('chat', { author: member.peer.name, text }))
    link.on('ended', () => {
      if (this.#members.get(id) === member) this.#remove(id)
    })
    link.start(this.outgoing.tracks, this.outgoing.state)
    this.emit('peers', this.peers)
  }

  #linkTo(id: string, offers: boolean): PeerLink {
    return new PeerLink({
      polite: this.#ownId < id,
      offers,
      send: (signal) => this.signaling.send({ to: id, ...signal }),
      note: (type, payload) => this.signaling.log.add({ direction: 'page', type, peer: id, payload }),
      iceServers: this.iceServers,
      streams: this.outgoing.streams,
      quality: () => this.outgoing.quality,
    })
  }

  #remove(id: string): void {
    const member = this.#members.get(id)
    if (!member) return
    member.link.close()
    this.#members.delete(id)
    this.emit('peers', this.peers)
  }

  #update(id: string, change: Partial<RemotePeer>): void {
    const member = this.#members.get(id)
    if (!member) return
    if (change.name !== undefined) this.signaling.log.introduce(id, change.name)
    member.peer = { ...member.peer, ...change }
    this.emit('peers', this.peers)
  }

  #sendMedia(): void {
    for (const { link } of this.#members.values()) link.send(this.outgoing.tracks, this.outgoing.state)
  }
}
