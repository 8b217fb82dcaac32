import type { Signal } from '../../common/protocol.js'
import type { CarriedSignal } from './control-channel.js'
import type { PeerLink } from './peer-link.js'
import type { Signaling } from './signaling/signaling.js'

/** Another peer, as signals reach them. */
export interface Reachable {
  readonly link: PeerLink
  /** The link that `link` takes the place of, for as long as that is not connected. */
  readonly former?: PeerLink | undefined
  /** Whether the host knows them to be in the room. */
  isListed: boolean
  /** Whether their last signal came past the host, which they may not reach. */
  isPastHost: boolean
}

/**
 * The ways of signals: by the host, and where it is away from either side past it, over the control channel of the link
 * that they are about or, where that is not open, of another peer, who passes them on.
 */
export class SignalWays {
  constructor(
    private readonly signaling: Pick<Signaling, 'state' | 'send'>,
    private readonly peers: () => ReadonlyMap<string, Reachable>,
    private readonly receive: (from: string, signal: Signal) => void,
  ) {}

  send(to: string, signal: Signal): void {
    const peer = this.peers().get(to)
    const direct = peer && linkThatTells(peer)
    const isDirectSure = direct !== undefined && isConnected(direct)
    const isThere = peer?.isListed !== false && !(peer?.isPastHost && isDirectSure)
    const isByHost = this.signaling.state.peek() === 'connected' && isThere
    const past = isByHost || isDirectSure ? undefined : this.#linkPast(to)
    // What cannot go any other way waits for the host.
    if (past) past.carry({ signal, to })
    else if (direct && !isByHost) direct.carry({ signal })
    else this.signaling.send({ to, ...signal })
  }

  /** A signal came by way of the host. */
  heardByHost(from: string, signal: Signal): void {
    const peer = this.peers().get(from)
    if (peer) peer.isPastHost = false
    this.receive(from, signal)
  }

  /**
   * A signal came over the link to `via`. From a third peer it is believed only where it is for the connection that is
   * there already: whoever passes signals on cannot put themselves in another's place.
   */
  heardFrom(via: string, { signal, to, from = via }: CarriedSignal): void {
    if (to !== undefined) {
      this.#passOn(via, to, signal)
      return
    }
    const peer = this.peers().get(from)
    if (!peer || (from !== via && !isOfLink(peer, signal))) return
    peer.isPastHost = true
    this.receive(from, signal)
  }

  #passOn(from: string, to: string, signal: Signal): void {
    const peer = this.peers().get(to)
    if (peer) linkThatTells(peer)?.carry({ signal, from })
  }

  /** The link to someone else who may reach this peer. */
  #linkPast(to: string): PeerLink | undefined {
    for (const [id, { link }] of this.peers()) if (id !== to && isConnected(link) && link.canTell) return link
    return undefined
  }
}

const isConnected = ({ state }: PeerLink) => state.peek() === 'connected'

const linkThatTells = ({ link, former }: Reachable) => [link, former].find((each) => each?.canTell)

/** Candidates and the like do no more than a description has them do. */
const isOfLink = ({ link }: Reachable, { description }: Signal) =>
  description === undefined || link.isOf(description as RTCSessionDescriptionInit)
