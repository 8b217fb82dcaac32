import { type ReadonlySignal, signal } from '@preact/signals-core'
import { CHANNELS, type MediaState } from '../../common/channels.js'
import { Emitter } from '../../common/emitter.js'
import type { Signal } from '../../common/protocol.js'
import type { Quality } from '../../common/settings.js'
import { ControlChannel } from './control-channel.js'
import { Incoming } from './incoming.js'
import { Negotiation } from './negotiation.js'
import { relayOf } from './selected-path.js'
import { tapConnection } from './signal-taps.js'
import { NO_TRACKS, type Source, type Tracks, Transceivers } from './transceivers.js'

/** `unreachable`: not connected for a while, still trying. `interrupted`: was connected, is being repaired. */
export type LinkState = 'connecting' | 'connected' | 'interrupted' | 'unreachable'

export interface PeerLinkEvents {
  chat: string
  /** The other side has ended the link. A network that fails is no end. */
  ended: undefined
}

export interface PeerLinkOptions {
  /** Yields when both sides offer at once; the other side must be told the opposite. */
  polite: boolean
  /** Makes the first offer, and the control channel; the other side waits for them. */
  offers: boolean
  send(signal: Signal): void
  /** Told of every state of the connection, and of what fails. */
  note(type: string, payload: unknown): void
  iceServers: RTCIceServer[]
  /** The streams that outgoing tracks belong to. */
  streams: Readonly<Record<Source, MediaStream>>
  /** The quality of the camera's picture, as it is to be now. */
  quality(): Quality
}

/** After this long without a connection the state becomes `unreachable`; on a LAN it takes well under a second. */
const UNREACHABLE_AFTER_MS = 8_000
/** Between looks for a direct path while there is but a relayed one. */
const DIRECT_RETRY_MS = 30_000
/** Between attempts to repair a connection, or a control channel. */
const RETRY_MS = 4_000
const BUNDLE = 'max-bundle'

/** The connection to one peer: an RTCPeerConnection with its tracks and channels, repaired until either side ends it. */
export class PeerLink extends Emitter<PeerLinkEvents> {
  /** What the other side sends. */
  readonly incoming = new Incoming()
  readonly #pc: RTCPeerConnection
  readonly #control = new ControlChannel()
  readonly #negotiation: Negotiation
  readonly #transceivers: Transceivers
  readonly #state = signal<LinkState>('connecting')
  /** Through which TURN server the link goes. */
  readonly #relay = signal<string | undefined>(undefined)
  #directRetry: ReturnType<typeof setTimeout> | undefined
  #deadline: ReturnType<typeof setTimeout> | undefined
  #reopening: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: PeerLinkOptions) {
    super()
    const pc = new RTCPeerConnection({ iceServers: options.iceServers, bundlePolicy: BUNDLE })
    this.#pc = pc
    const report = (what: string, error: unknown) => this.#report(what, error)
    tapConnection(pc, options.note)
    this.#transceivers = new Transceivers(pc, options.streams, options.quality, report)
    this.#negotiation = new Negotiation(pc, { ...options, prepareAnswer: () => this.#transceivers.attach(), report })
    pc.onconnectionstatechange = () => this.#connectionChanged()
    pc.ontrack = ({ track, transceiver }) => {
      const source = this.#transceivers.sourceOf(transceiver)
      if (source) this.incoming.add(source, track)
    }
    pc.ondatachannel = ({ channel }) => {
      if (channel.label === CHANNELS.control) this.#control.use(channel)
    }
    this.#control.on('chat', (text) => this.emit('chat', text))
    this.#control.on('goodbye', () => this.emit('ended', undefined))
    this.#control.on('lost', () => this.#reopenControl())
    this.#startDeadline()
  }

  get state(): ReadonlySignal<LinkState> {
    return this.#state
  }

  /** The URL of the TURN server that the link goes by, empty where it is not known; undefined while it is direct. */
  get relay(): ReadonlySignal<string | undefined> {
    return this.#relay
  }

  /** What the two sides say to each other past the host. */
  get control(): ControlChannel {
    return this.#control
  }

  /** What the other side says it sends. */
  get media(): ReadonlySignal<MediaState> {
    return this.#control.media
  }

  /** Whether a chat message would get through now. */
  get canChat(): boolean {
    return this.#control.isOpen
  }

  chat(text: string): void {
    this.#control.chat(text)
  }

  /** Begins with these tracks; the side that offers sends its offer. */
  start(tracks: Tracks, media: MediaState): void {
    this.send(tracks, media)
    if (!this.options.offers) return
    this.#openControl()
    this.#transceivers.create()
    void this.#negotiation.offer()
  }

  /** Sends these tracks from now on, and tells the other side what it gets to see and hear. */
  send(tracks: Tracks, media: MediaState): void {
    this.#transceivers.send(tracks)
    this.#control.tell(media)
  }

  /** Uses these servers when it looks for a path the next time. */
  setIceServers(iceServers: RTCIceServer[]): void {
    try {
      this.#pc.setConfiguration({ iceServers, bundlePolicy: BUNDLE })
    } catch (error) {
      this.#report('Other servers were not taken', error)
    }
  }

  /** Takes in what the other side signaled. */
  receive(signal: Signal): void {
    if (!signal.restart) this.#negotiation.receive(signal)
    else if (this.options.offers) this.wake()
  }

  /** Whether this description is for a new link in place of this one. */
  isForAnother(description: RTCSessionDescriptionInit): boolean {
    return this.#negotiation.isForAnother(description)
  }

  /** Repeats what may have been lost on its way, and repairs what broke. */
  resume(): void {
    const { connectionState } = this.#pc
    if (this.#negotiation.repeat()) return
    if (connectionState === 'disconnected' || connectionState === 'failed') this.#restart()
  }

  /**
   * Where the network may be another: looks for a path anew. That the one in use is gone would show only seconds later;
   * if it is not, it stays in use until there is a better one (RFC 8445, section 9).
   */
  wake(): void {
    if (!this.#negotiation.repeat()) this.#restart()
  }

  /** Says goodbye and ends the connection; the other side notices at once. No event comes after it. */
  close(): void {
    clearTimeout(this.#deadline)
    clearTimeout(this.#reopening)
    clearTimeout(this.#directRetry)
    const pc = this.#pc
    pc.onconnectionstatechange = null
    pc.ondatachannel = null
    if (pc.sctp) pc.sctp.onstatechange = pc.sctp.transport.onstatechange = null
    if (pc.sctp?.transport.iceTransport) pc.sctp.transport.iceTransport.onselectedcandidatepairchange = null
    this.#negotiation.stop()
    this.#transceivers.send(NO_TRACKS)
    void this.#control.leave().then(() => {
      pc.close()
      this.options.note('connection', 'closed')
    })
  }

  #openControl(): void {
    this.#control.use(this.#pc.createDataChannel(CHANNELS.control))
  }

  /** The side that made the control channel makes another. Where the connection is at its end, that shows before. */
  #reopenControl(): void {
    if (this.options.offers) this.#reopening = setTimeout(() => this.#openControl(), RETRY_MS)
  }

  #connectionChanged(): void {
    const { connectionState } = this.#pc
    if (connectionState === 'connected') {
      clearTimeout(this.#deadline)
      this.#deadline = undefined
      this.#watchTransports()
      void this.#lookAtPath()
      this.#state.value = 'connected'
    } else if (connectionState === 'disconnected' || connectionState === 'failed') {
      if (this.#state.value === 'connected') this.#state.value = 'interrupted'
      this.#startDeadline()
      this.#restart()
    }
  }

  /**
   * A page that is closed, or loaded anew, may get no goodbye through. Its browser still ends SCTP and DTLS (W3C WebRTC
   * 1.0, "close the connection"), which no failure of the network does.
   */
  #watchTransports(): void {
    const { sctp } = this.#pc
    if (!sctp) return
    const look = () => {
      if (sctp.state === 'closed' || sctp.transport.state === 'closed') this.emit('ended', undefined)
    }
    sctp.onstatechange = sctp.transport.onstatechange = look
    const { iceTransport } = sctp.transport
    if (iceTransport) iceTransport.onselectedcandidatepairchange = () => void this.#lookAtPath()
    look()
  }

  /**
   * Has a new path looked for. The side that made the first offer does that, and the other one asks it to: where both
   * offer at once one of them is rolled back, after which Chromium may show nothing any more of what comes in.
   */
  #restart(): void {
    if (this.options.offers) this.#pc.restartIce()
    else this.options.send({ restart: true })
  }

  /** Tells whether the link is relayed, and while it is tries for a direct path now and then: the network may be another. */
  async #lookAtPath(): Promise<void> {
    clearTimeout(this.#directRetry)
    const relay = await relayOf(this.#pc)
    this.#relay.value = relay
    clearTimeout(this.#directRetry)
    if (relay === undefined || this.#pc.signalingState === 'closed') return
    this.#directRetry = setTimeout(() => {
      if (this.options.offers) this.#pc.restartIce()
      void this.#lookAtPath()
    }, DIRECT_RETRY_MS)
  }

  /** Until there is a connection: says so after a while, and tries again and again. */
  #startDeadline(): void {
    if (this.#deadline !== undefined) return
    const startedMs = performance.now()
    const check = () => {
      if (performance.now() - startedMs >= UNREACHABLE_AFTER_MS) this.#state.value = 'unreachable'
      this.resume()
      this.#deadline = setTimeout(check, RETRY_MS)
    }
    this.#deadline = setTimeout(check, RETRY_MS)
  }

  #report(what: string, error: unknown): void {
    if (this.#pc.signalingState === 'closed') return
    console.warn(`${what}:`, error)
    this.options.note('problem', `${what}: ${error}`)
  }
}
