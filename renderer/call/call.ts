import type { Joined, Peer } from '../../common/protocol.js'
import { Emitter } from './emitter.js'
import type { CallError } from './errors.js'
import type { LocalMedia } from './local-media.js'
import { KINDS, type Kind, type MediaState } from './media-state.js'
import { type LinkState, PeerLink } from './peer-link.js'
import type { Signaling } from './signaling.js'

/** Someone else in the room, as they are now. */
export interface RemotePeer {
  readonly id: string
  readonly name: string
  readonly state: LinkState
  readonly stream: MediaStream
  readonly media: MediaState
}

export interface CallEvents {
  /** Someone came, went, or is another in some way; all who are there now. */
  peers: readonly RemotePeer[]
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
 * Being in one room: a link to every other peer there, fed by signaling and by the local media, which both outlive it.
 * A lost host does not touch the links; when it is back the room is joined again.
 */
export class Call extends Emitter<CallEvents> {
  readonly #members = new Map<string, Member>()
  readonly #undo: (() => void)[]
  #ownId = ''

  private constructor(
    readonly room: string,
    private readonly signaling: Signaling,
    private readonly media: LocalMedia,
    private readonly iceServers: RTCIceServer[],
  ) {
    super()
    this.#undo = [
      signaling.on('joined', (joined) => this.#reconcile(joined)),
      signaling.on('peer-joined', (peer) => this.#meet(peer, false)),
      signaling.on('peer-left', ({ id }) => this.#unlist(id)),
      signaling.on('peer-renamed', ({ id, name }) => this.#update(id, { name })),
      signaling.on('signal', ({ from, ...signal }) => this.#members.get(from)?.link.receive(signal)),
      signaling.on('state', (state) => {
        if (state === 'connected') this.#rejoin()
      }),
      media.on('change', () => this.#shareMedia()),
    ]
  }

  /** Joins `room`, or creates it. Rejects with a CallError. */
  static async join(
    room: string,
    signaling: Signaling,
    media: LocalMedia,
    iceServers: RTCIceServer[] = [],
  ): Promise<Call> {
    const call = new Call(room, signaling, media, iceServers)
    try {
      await signaling.join(room)
      return call
    } catch (error) {
      call.#close()
      throw error
    }
  }

  get peers(): readonly RemotePeer[] {
    return [...this.#members.values()].map(({ peer }) => peer)
  }

  /** Statistics of the link to one peer; undefined where there is none. */
  async getStats(id: string): Promise<RTCStatsReport | undefined> {
    return this.#members.get(id)?.link.getStats()
  }

  /** Leaves the room and ends all links. */
  leave(): void {
    this.signaling.leave()
    this.#close()
  }

  #close(): void {
    for (const undo of this.#undo) undo()
    for (const { link } of this.#members.values()) link.close()
    this.#members.clear()
  }

  #rejoin(): void {
    this.signaling.join(this.room).catch((error: CallError) => {
      if (error.code === 'host-silent') return
      this.#close()
      this.emit('ended', error)
    })
  }

  /** Who comes in calls those who are there. Links outlive a host that was lost, and its memory of who was there. */
  #reconcile({ id, peers }: Joined): void {
    this.#ownId = id
    const listed = new Set(peers.map((peer) => peer.id))
    for (const known of [...this.#members.keys()]) if (!listed.has(known)) this.#unlist(known)
    for (const peer of peers) this.#meet(peer, true)
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
    } else {
      this.#add(peer, offers)
    }
  }

  #add({ id, name }: Peer, offers: boolean): void {
    const link = new PeerLink({
      polite: this.#ownId < id,
      offers,
      send: (signal) => this.signaling.send({ to: id, ...signal }),
      iceServers: this.iceServers,
      stream: this.media.stream,
    })
    const media = { microphone: false, camera: false }
    const peer = { id, name, state: link.state, stream: link.remoteStream, media }
    const member = { link, peer, isListed: true }
    this.#members.set(id, member)
    link.on('state', (state) => {
      this.#update(id, { state })
      this.#dropIfGone(member)
    })
    link.on('media', (media) => this.#update(id, { media }))
    link.on('ended', () => this.#remove(id))
    link.start(this.#tracks(), this.#mediaState())
    this.emit('peers', this.peers)
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
    member.peer = { ...member.peer, ...change }
    this.emit('peers', this.peers)
  }

  #shareMedia(): void {
    for (const { link } of this.#members.values()) {
      for (const [kind, track] of this.#tracks()) link.setTrack(kind, track)
      link.tell(this.#mediaState())
    }
  }

  #tracks(): Map<Kind, MediaStreamTrack | null> {
    return new Map(KINDS.map((kind) => [kind, this.media.track(kind)]))
  }

  #mediaState(): MediaState {
    return { microphone: this.media.state.audio === 'on', camera: this.media.state.video === 'on' }
  }
}
