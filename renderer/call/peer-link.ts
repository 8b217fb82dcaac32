import { Emitter } from '../../common/emitter.js'
import type { Signal } from '../../common/protocol.js'
import type { Quality } from '../../common/settings.js'
import type { MediaState } from './channel-message.js'
import { PeerChannel } from './peer-channel.js'
import { tapConnection } from './signal-taps.js'
import { type Source, type Tracks, Transceivers } from './transceivers.js'

/** `unreachable`: not connected for a while, still trying. `interrupted`: was connected, is being repaired. */
export type LinkState = 'connecting' | 'connected' | 'interrupted' | 'unreachable'

export interface PeerLinkOptions {
  /** Yields when both sides offer at once; the other side must be told the opposite. */
  polite: boolean
  /** Makes the first offer; the other side waits for it. */
  offers: boolean
  send(signal: Signal): void
  /** Told of every state of the connection, and of what fails. */
  note(type: string, payload: unknown): void
  iceServers: RTCIceServer[]
  /** The streams that outgoing tracks belong to. */
  streams: Readonly<Record<Source, MediaStream>>
  /** Of the camera's picture, as it is to be now. */
  quality(): Quality
}

/** After this long without a connection the state becomes `unreachable`; on a LAN it takes well under a second. */
const UNREACHABLE_AFTER_MS = 8_000
/** Between attempts to repair a connection. */
const RETRY_MS = 4_000
/** Candidates kept until the description is there that they belong to. */
const CANDIDATES_KEPT = 256

/**
 * One RTCPeerConnection to one peer, negotiated by the perfect negotiation pattern (W3C WebRTC 1.0, section 10.7): either
 * side may offer at any time, and on a collision the polite one rolls back, or makes room for a new link where the offer
 * was its first.
 */
export class PeerLink extends Emitter<{ state: LinkState }> {
  /** What the other side sends: the same object for as long as the link lives. */
  readonly remoteStream = new MediaStream()
  /** Its sound by itself: an element that also has a picture to wait for stays silent until the first frame. */
  readonly remoteSound = new MediaStream()
  /** The screen that the other side shares, and the sound that goes with it. */
  readonly remoteScreen = new MediaStream()
  readonly remoteScreenSound = new MediaStream()
  readonly channel = new PeerChannel()
  readonly #incoming: Readonly<Record<Source, readonly MediaStream[]>> = {
    microphone: [this.remoteStream, this.remoteSound],
    camera: [this.remoteStream],
    screen: [this.remoteScreen],
    screenSound: [this.remoteScreenSound],
  }
  readonly #pc: RTCPeerConnection
  readonly #options: PeerLinkOptions
  readonly #transceivers: Transceivers
  #state: LinkState = 'connecting'
  #isMakingOffer = false
  #isIgnoringOffer = false
  #candidates: RTCIceCandidateInit[] = []
  /** The fingerprint in the latest description that was due, which may still wait to be handled. */
  #received: string | undefined
  /** Signals are handled one after the other. */
  #work: Promise<void> = Promise.resolve()
  #deadline: ReturnType<typeof setTimeout> | undefined

  constructor(options: PeerLinkOptions) {
    super()
    this.#options = options
    this.#pc = new RTCPeerConnection({ iceServers: options.iceServers, bundlePolicy: 'max-bundle' })
    tapConnection(this.#pc, options.note)
    this.#pc.onnegotiationneeded = () => void this.#negotiate()
    this.#pc.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) options.send({ candidate: candidate.toJSON() as NonNullable<Signal['candidate']> })
    }
    this.#pc.onconnectionstatechange = () => this.#followConnection()
    this.#transceivers = new Transceivers(this.#pc, options.streams, options.quality, (what, error) =>
      this.#report(what, error),
    )
    this.#pc.ontrack = ({ track, transceiver }) => {
      const source = this.#transceivers.sourceOf(transceiver)
      if (source) for (const stream of this.#incoming[source]) stream.addTrack(track)
    }
    this.#pc.ondatachannel = ({ channel }) => this.channel.use(channel)
    this.#startDeadline()
  }

  get state(): LinkState {
    return this.#state
  }

  /** Begins with these tracks; the side that offers sends its offer. */
  start(tracks: Tracks, media: MediaState): void {
    this.send(tracks, media)
    if (!this.#options.offers) return
    // An offer that comes in from now on crosses this side's first one, though the browser asks for that only later.
    this.#isMakingOffer = true
    this.channel.use(this.#pc.createDataChannel('lanline'))
    this.#transceivers.create()
  }

  /** Sends these tracks from now on, and tells the other side what it gets to see and hear. */
  send(tracks: Tracks, media: MediaState): void {
    this.#transceivers.send(tracks)
    this.channel.tell(media)
  }

  /** Takes in what the other side signaled. */
  receive(signal: Signal): void {
    const { description } = signal
    if (description && this.#isDue(description.type)) this.#received = fingerprintOf(description.sdp)
    this.#work = this.#work.then(() => this.#handle(signal)).catch((error) => this.#report('A signal failed', error))
  }

  /**
   * Whether this description is for a new link in place of this one. The other side may speak for another connection than
   * this link is to: its page lost this link, or was loaded anew. (A certificate, and so its fingerprint, belongs to one
   * RTCPeerConnection.) Or the first offers of both sides crossed and this side yields: the transceivers of an offer that
   * is rolled back are of no more use, since the other's offer takes up only what addTrack() made (RFC 9429, section 5.10).
   */
  isForAnother({ type, sdp = '' }: RTCSessionDescriptionInit): boolean {
    const known = fingerprintOf(this.#pc.remoteDescription?.sdp) ?? this.#received
    if (known === undefined) return type === 'offer' && this.#options.offers && this.#options.polite
    return known !== fingerprintOf(sdp)
  }

  /** Repeats what may have been lost on its way, and repairs what broke. */
  resume(): void {
    const { signalingState, connectionState, localDescription } = this.#pc
    if (signalingState === 'have-local-offer' && localDescription) this.#sendDescription(localDescription)
    else if (connectionState === 'disconnected' || connectionState === 'failed') this.#pc.restartIce()
  }

  /**
   * Where the network may be another: looks for a path anew. That the one in use is gone would show only seconds later;
   * if it is not, it stays in use until there is a better one (RFC 8445, section 9).
   */
  wake(): void {
    if (this.#pc.signalingState === 'have-local-offer') this.resume()
    else this.#pc.restartIce()
  }

  /** Ends the connection; the other side notices at once. No event comes after it. */
  close(): void {
    clearTimeout(this.#deadline)
    this.#pc.onconnectionstatechange = null
    this.#pc.onnegotiationneeded = null
    this.#pc.onicecandidate = null
    this.channel.close()
    this.#pc.close()
    this.#options.note('connection', 'closed')
  }

  async #negotiate(): Promise<void> {
    try {
      this.#isMakingOffer = true
      await this.#pc.setLocalDescription()
      this.#sendDescription(this.#pc.localDescription)
    } catch (error) {
      this.#report('An offer failed', error)
    } finally {
      this.#isMakingOffer = false
    }
  }

  async #handle({ description, candidate }: Signal): Promise<void> {
    if (this.#pc.signalingState === 'closed') return
    if (description) await this.#handleDescription(description as RTCSessionDescriptionInit)
    else if (candidate) await this.#handleCandidate(candidate as RTCIceCandidateInit)
  }

  async #handleDescription(description: RTCSessionDescriptionInit): Promise<void> {
    const isOffer = description.type === 'offer'
    const isDue = this.#isDue(description.type)
    this.#isIgnoringOffer = isOffer && !isDue && !this.#options.polite
    const isStaleAnswer = !isOffer && !isDue
    // The other side would not offer if it had ours, unless the two crossed; it drops what it has already.
    if (this.#isIgnoringOffer && !this.#isMakingOffer) this.resume()
    if (this.#isIgnoringOffer || isStaleAnswer) return

    await this.#pc.setRemoteDescription(description)
    for (const candidate of this.#candidates.splice(0)) await this.#handleCandidate(candidate)
    if (!isOffer) return
    this.#transceivers.attach()
    await this.#pc.setLocalDescription()
    this.#sendDescription(this.#pc.localDescription)
  }

  /** Whether a description of this type is due: an offer that collides is not, nor is a stale answer. */
  #isDue(type: RTCSdpType): boolean {
    return !this.#isMakingOffer && this.#pc.signalingState === (type === 'offer' ? 'stable' : 'have-local-offer')
  }

  async #handleCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.#pc.remoteDescription) {
      if (this.#candidates.length < CANDIDATES_KEPT) this.#candidates.push(candidate)
      return
    }
    try {
      await this.#pc.addIceCandidate(candidate)
    } catch (error) {
      if (!this.#isIgnoringOffer) this.#report('A candidate failed', error)
    }
  }

  #sendDescription(description: RTCSessionDescription | null): void {
    if (description) this.#options.send({ description: description.toJSON() as NonNullable<Signal['description']> })
  }

  #followConnection(): void {
    const { connectionState } = this.#pc
    if (connectionState === 'connected') {
      clearTimeout(this.#deadline)
      this.#deadline = undefined
      this.#enter('connected')
    } else if (connectionState === 'disconnected' || connectionState === 'failed') {
      if (this.#state === 'connected') this.#enter('interrupted')
      this.#startDeadline()
      this.#pc.restartIce()
    }
  }

  /** Until there is a connection: says so after a while, and tries again and again. */
  #startDeadline(): void {
    if (this.#deadline !== undefined) return
    const startedMs = performance.now()
    const check = () => {
      if (performance.now() - startedMs >= UNREACHABLE_AFTER_MS) this.#enter('unreachable')
      this.resume()
      this.#deadline = setTimeout(check, RETRY_MS)
    }
    this.#deadline = setTimeout(check, RETRY_MS)
  }

  #enter(state: LinkState): void {
    if (state === this.#state) return
    this.#state = state
    this.emit('state', state)
  }

  #report(what: string, error: unknown): void {
    if (this.#pc.signalingState === 'closed') return
    console.warn(`${what}:`, error)
    this.#options.note('problem', `${what}: ${error}`)
  }
}

const fingerprintOf = (sdp = '') => /^a=fingerprint:(.+)$/m.exec(sdp)?.[1]?.trim()
