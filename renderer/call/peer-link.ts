import { type ReadonlySignal, signal } from '@preact/signals-core'
import { CHANNELS, type MediaState } from '../../common/channels.js'
import { Emitter } from '../../common/emitter.js'
import type { Signal } from '../../common/protocol.js'
import { type CarriedSignal, ControlChannel, type Ending } from './control-channel.js'
import { Incoming } from './incoming.js'
import { type Fingerprints, Negotiation } from './negotiation.js'
import { PathRepair } from './path-repair.js'
import { relayOf } from './selected-path.js'
import { tapConnection } from './signal-taps.js'
import type { LinkReport } from './stats/link-stats.js'
import { NO_TRACKS, type Source, type Tracks, Transceivers } from './transceivers.js'

/** `unreachable`: not connected for a while, still trying. `interrupted`: was connected, is being repaired. */
export type LinkState = 'connecting' | 'connected' | 'interrupted' | 'unreachable'

export interface PeerLinkEvents {
  chat: string
  /** A signal that came past the host. */
  carried: CarriedSignal
  /** The other side has ended the link. A network that fails is no end. */
  ended: Ending
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
  /** The streams that outgoing tracks belong to. A link without them is for channels alone. */
  streams?: Readonly<Record<Source, MediaStream>>
}

/** Between looks for a direct path while there is but a relayed one. */
const DIRECT_RETRY_MS = 30_000
/** Before a control channel that was lost is made anew. */
const REOPEN_MS = 4_000
const BUNDLE = 'max-bundle'
/** W3C WebRTC Priority Control, which TypeScript's declarations do not have for channels. */
const PRIORITY: RTCDataChannelInit & { priority: RTCPriorityType } = { priority: 'low' }

/** The connection to one peer: an RTCPeerConnection with its tracks and channels, repaired until either side ends it. */
export class PeerLink extends Emitter<PeerLinkEvents> {
  /** What the other side sends. */
  readonly incoming = new Incoming()
  /** The channels of other labels that the other side has opened, for whoever knows what to do with them. */
  readonly channels = signal<readonly RTCDataChannel[]>([])
  readonly #pc: RTCPeerConnection
  readonly #control = new ControlChannel()
  readonly #negotiation: Negotiation
  readonly #transceivers: Transceivers
  readonly #state = signal<LinkState>('connecting')
  /** Through which TURN server the link goes. */
  readonly #relay = signal<string | undefined>(undefined)
  readonly #repair = new PathRepair(
    () => this.#look(),
    () => {
      this.#state.value = 'unreachable'
    },
  )
  #directRetry: ReturnType<typeof setTimeout> | undefined
  #reopening: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: PeerLinkOptions) {
    super()
    const pc = new RTCPeerConnection({ iceServers: options.iceServers, bundlePolicy: BUNDLE })
    this.#pc = pc
    const report = (what: string, error: unknown) => this.#report(what, error)
    tapConnection(pc, options.note)
    this.#transceivers = new Transceivers(pc, options.streams, report)
    this.#negotiation = new Negotiation(pc, {
      ...options,
      hasMusic: () => this.#transceivers.hasMusic,
      prepareAnswer: () => this.#transceivers.prepare(),
      described: () => this.#transceivers.attach(),
      report,
    })
    pc.onconnectionstatechange = () => this.#connectionChanged()
    pc.ontrack = ({ track, transceiver }) => {
      const source = this.#transceivers.sourceOf(transceiver)
      if (source) this.incoming.add(source, track)
    }
    pc.ondatachannel = ({ channel }) => {
      if (channel.label === CHANNELS.control) this.#control.use(channel)
      else this.channels.value = [...this.channels.value, channel]
    }
    this.#control.on('chat', (text) => this.emit('chat', text))
    this.#control.on('carried', (carried) => this.emit('carried', carried))
    this.#control.on('goodbye', (ending) => this.emit('ended', ending))
    this.#control.on('lost', () => this.#reopenControl())
    this.#repair.begin()
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

  /** The fingerprints of both sides' certificates; undefined before the two have described themselves. */
  get fingerprints(): Fingerprints | undefined {
    return this.#negotiation.fingerprints
  }

  /** Opens a channel beside the control channel. It gives way to sound and picture in browsers that know priorities. */
  openChannel(label: string): RTCDataChannel {
    return this.#pc.createDataChannel(label, PRIORITY)
  }

  /** What the other side says it sends. */
  get media(): ReadonlySignal<MediaState> {
    return this.#control.media
  }

  /** What sends and receives this; undefined before it is made. */
  transceiver(source: Source): RTCRtpTransceiver | undefined {
    return this.#transceivers.of(source)
  }

  /** Whether something said past the host would get through now, as far as that is known. */
  get canTell(): boolean {
    return this.#control.isOpen
  }

  chat(text: string): void {
    this.#control.chat(text)
  }

  /** Takes a signal past the host, to the other side or for it to pass on; lost where `canTell` is false. */
  carry(signal: CarriedSignal): void {
    this.#control.carry(signal)
  }

  /** Begins with these tracks; the side that offers sends its offer, and resolves then. Never rejects. */
  start(tracks: Tracks, media: MediaState): Promise<void> | undefined {
    this.send(tracks, media)
    if (!this.options.offers) return undefined
    this.#openControl()
    this.#transceivers.create()
    return this.#negotiation.offer()
  }

  /** Sends these tracks from now on, and tells the other side what it gets to see and hear. */
  send(tracks: Tracks, media: MediaState): void {
    const hadMusic = this.#transceivers.hasMusic
    this.#transceivers.send(tracks)
    if (hadMusic !== this.#transceivers.hasMusic) this.#negotiation.tellOfMusic()
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

  /** Whether this description is certainly of the connection that this link is to. */
  isOf(description: RTCSessionDescriptionInit): boolean {
    return this.#negotiation.isOf(description)
  }

  /** Repeats what may have been lost on its way, and repairs what broke. */
  resume(): void {
    if (!this.#negotiation.repeat() && this.#isBroken) this.#repair.hurry()
  }

  /**
   * Where the network may be another: looks for a path anew. That the one in use is gone would show only seconds later;
   * if it is not, it stays in use until there is a better one (RFC 8445, section 9).
   */
  wake(): void {
    this.#repair.hurry()
  }

  /** What the browser tells of the link now; undefined where it tells nothing. Never rejects. */
  async report(): Promise<LinkReport | undefined> {
    const report = await this.#pc.getStats().catch(() => undefined)
    return report && { entries: [...report.values()], sourceOf: (mid) => this.#transceivers.sourceOfMid(mid) }
  }

  /** Makes room for another link to the same peer: negotiates no more and sends nothing, but what is told gets through. */
  retire(): void {
    this.#repair.rest()
    clearTimeout(this.#directRetry)
    this.#pc.onconnectionstatechange = null
    this.#negotiation.stop()
    this.#transceivers.send(NO_TRACKS)
  }

  /** Says goodbye and ends the connection; the other side notices at once. No event comes after it. */
  close(ending?: Ending): void {
    this.#repair.rest()
    clearTimeout(this.#reopening)
    clearTimeout(this.#directRetry)
    const pc = this.#pc
    pc.onconnectionstatechange = null
    pc.ondatachannel = null
    if (pc.sctp) pc.sctp.onstatechange = pc.sctp.transport.onstatechange = null
    if (pc.sctp?.transport.iceTransport) pc.sctp.transport.iceTransport.onselectedcandidatepairchange = null
    this.#negotiation.stop()
    this.#transceivers.send(NO_TRACKS)
    void this.#control.leave(ending).then(() => {
      pc.close()
      this.options.note('connection', 'closed')
    })
  }

  #openControl(): void {
    this.#control.use(this.#pc.createDataChannel(CHANNELS.control))
  }

  /** The side that made the control channel makes another. Where the connection is at its end, that shows before. */
  #reopenControl(): void {
    if (this.options.offers) this.#reopening = setTimeout(() => this.#openControl(), REOPEN_MS)
  }

  #connectionChanged(): void {
    const { connectionState } = this.#pc
    if (connectionState === 'connected') {
      this.#repair.rest()
      this.#watchTransports()
      void this.#lookAtPath()
      this.#state.value = 'connected'
    } else if (this.#isBroken) {
      if (this.#state.value === 'connected') this.#state.value = 'interrupted'
      this.#repair.begin()
      this.#repair.hurry()
    }
  }

  /** Whether there was a connection, and it has ended. */
  get #isBroken(): boolean {
    return this.#pc.connectionState === 'disconnected' || this.#pc.connectionState === 'failed'
  }

  /**
   * A page that is closed, or loaded anew, may get no goodbye through. Its browser still ends SCTP and DTLS (W3C WebRTC
   * 1.0, "close the connection"), which no failure of the network does.
   */
  #watchTransports(): void {
    const { sctp } = this.#pc
    if (!sctp) return
    const look = () => {
      if (sctp.state === 'closed' || sctp.transport.state === 'closed') this.emit('ended', 'closed')
    }
    sctp.onstatechange = sctp.transport.onstatechange = look
    const { iceTransport } = sctp.transport
    if (iceTransport) iceTransport.onselectedcandidatepairchange = () => void this.#lookAtPath()
    look()
  }

  /** Looks for a path, unless there is none yet and the first attempt may still come to something. */
  #look(): void {
    if (!this.#negotiation.repeat() && (this.#isBroken || this.#pc.connectionState === 'connected')) this.#restart()
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

  #report(what: string, error: unknown): void {
    if (this.#pc.signalingState === 'closed') return
    console.warn(`${what}:`, error)
    this.options.note('problem', `${what}: ${error}`)
  }
}
