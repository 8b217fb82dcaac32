import { onTestFinished, vi } from 'vitest'

type State = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed'
type Handler<T = unknown> = ((event: T) => void) | null

/** One end of a data channel. What it sends arrives a microtask later, as does the end. */
export class FakeChannel {
  readyState: RTCDataChannelState = 'connecting'
  /** To be set by a test in which something waits ahead of what is sent. */
  bufferedAmount = 0
  other: FakeChannel | undefined
  onopen: Handler = null
  onclose: Handler = null
  onmessage: Handler<{ data: unknown }> = null
  onbufferedamountlow: Handler = null
  /** What was sent, taken from JSON. */
  readonly sent: unknown[] = []

  constructor(readonly label = 'control') {}

  open(): void {
    this.readyState = 'open'
    this.onopen?.({})
  }

  send(text: string): void {
    if (this.readyState !== 'open') throw new DOMException('The channel is not open.', 'InvalidStateError')
    this.sent.push(JSON.parse(text))
    queueMicrotask(() => this.other?.onmessage?.({ data: text }))
  }

  hear(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }

  /** All has left that was sent. */
  flush(): void {
    this.bufferedAmount = 0
    this.onbufferedamountlow?.({})
  }

  /** Closes both ends. */
  close(): void {
    this.end()
    queueMicrotask(() => this.other?.end())
  }

  /** Closes this end alone. */
  end(): void {
    if (this.readyState === 'closed') return
    this.readyState = 'closed'
    this.onclose?.({})
  }
}

class FakeSender {
  track: MediaStreamTrack | null = null
  setStreams = vi.fn()
  getParameters = (): { encodings: RTCRtpEncodingParameters[] } => ({ encodings: [{}] })
  setParameters = async (_parameters: { encodings: RTCRtpEncodingParameters[] }): Promise<void> => {}

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.track = track
  }
}

/** That the browser has of sound, in its own order. */
export const SOUND_CODECS = ['audio/opus', 'audio/red', 'audio/G722'].map((mimeType) => ({
  mimeType,
  clockRate: 48_000,
}))

class FakeTransceiver {
  readonly setCodecPreferences = vi.fn()
  readonly sender = new FakeSender()
  mid: string | null = null

  constructor(
    readonly kind: string,
    public direction: RTCRtpTransceiverDirection,
  ) {}
}

class FakeTransport {
  state = 'connected'
  onstatechange: Handler = null

  close(): void {
    this.state = 'closed'
    this.onstatechange?.({})
  }
}

class FakeSctp extends FakeTransport {
  readonly transport = new FakeTransport()
}

export class FakeStream {
  readonly tracks: MediaStreamTrack[] = []
  addTrack = (track: MediaStreamTrack) => this.tracks.push(track)
  getTracks = () => this.tracks
}

/** `numbers` are those under which each section has its codec, where they are not the usual ones. */
export const description = (
  type: 'offer' | 'answer',
  fingerprint: string,
  media: readonly string[] = [],
  numbers: readonly string[] = [],
) => ({
  type,
  sdp: [
    `a=fingerprint:sha-256 ${fingerprint}`,
    ...media.flatMap((kind, index) => mediaSection(kind, numbers[index])),
    '',
  ].join('\r\n'),
})

const mediaSection = (kind: string, number = kind === 'audio' ? '111' : '96') => [
  `m=${kind} 9 UDP/TLS/RTP/SAVPF ${number}`,
  ...(kind === 'audio'
    ? [`a=rtpmap:${number} opus/48000/2`, `a=fmtp:${number} minptime=10;useinbandfec=1`]
    : [`a=rtpmap:${number} VP8/90000`]),
]

const fingerprintOf = (sdp = '') => /a=fingerprint:sha-256 (.+)/.exec(sdp)?.[1]?.trim()
const mediaOf = (sdp = '') => [...sdp.matchAll(/^m=(audio|video)/gm)].map(([, kind = '']) => kind)
const numbersOf = (sdp = '') => [...sdp.matchAll(/^m=.* (\d+)$/gm)].map(([, number = '']) => number)

/**
 * An RTCPeerConnection as negotiation sees one (W3C WebRTC 1.0): signaling states with the implicit rollback, transceivers
 * by the media sections, and channels. It connects to the one whose descriptions it has, while the network is up.
 */
export class FakeConnection extends EventTarget {
  signalingState: RTCSignalingState = 'stable'
  connectionState: State = 'new'
  iceConnectionState: State = 'new'
  iceGatheringState = 'new'
  localDescription: (RTCSessionDescriptionInit & { toJSON(): RTCSessionDescriptionInit }) | null = null
  remoteDescription: RTCSessionDescriptionInit | null = null
  sctp: FakeSctp | null = null
  onnegotiationneeded: Handler = null
  onicecandidate: Handler<{ candidate: unknown }> = null
  onconnectionstatechange: Handler = null
  ontrack: Handler<{ track: unknown; transceiver: unknown }> = null
  ondatachannel: Handler<{ channel: unknown }> = null
  readonly channels: FakeChannel[] = []
  readonly candidates: RTCIceCandidateInit[] = []
  /** What it tells of itself, by ids. */
  stats = new Map<string, { type: string; id: string; [name: string]: unknown }>()
  /** How often a new path was asked for. */
  restarts = 0
  readonly fingerprint: string
  readonly #transceivers: FakeTransceiver[] = []
  #stable: { local: FakeConnection['localDescription']; transceivers: number } = { local: null, transceivers: 0 }
  #needsNegotiation = false
  /** Descriptions that are being set: while there are any, no offer is asked for. */
  #operations = 0

  constructor(private readonly network: FakeNetwork) {
    super()
    this.fingerprint = `own-${network.connections.push(this)}`
  }

  getTransceivers = () => this.#transceivers

  addTransceiver(kind: string, { direction = 'sendrecv' }: RTCRtpTransceiverInit = {}): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind, direction)
    this.#transceivers.push(transceiver)
    this.#needNegotiation()
    return transceiver
  }

  createDataChannel(label: string): FakeChannel {
    const channel = new FakeChannel(label)
    const isFirst = this.channels.push(channel) === 1
    // What carries channels is negotiated once for all of them.
    if (isFirst && !this.sctp) this.#needNegotiation()
    else queueMicrotask(() => this.network.pair(this))
    return channel
  }

  /** What it was given last. */
  configuration: RTCConfiguration = {}

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration
  }

  getStats = async () => this.stats

  restartIce(): void {
    this.restarts++
    this.#needNegotiation()
  }

  createOffer = async () => this.#make('offer')
  createAnswer = async () => this.#make('answer')

  setLocalDescription(given?: RTCSessionDescriptionInit): Promise<void> {
    return this.#operate(() => this.#setLocal(given))
  }

  setRemoteDescription(given: RTCSessionDescriptionInit): Promise<void> {
    return this.#operate(() => this.#setRemote(given))
  }

  #make(type: 'offer' | 'answer') {
    return description(
      type,
      this.fingerprint,
      this.#transceivers.map(({ kind }) => kind),
      // An answer keeps the numbers of the offer (RFC 9429, section 5.3.1).
      numbersOf(type === 'answer' ? this.remoteDescription?.sdp : this.localDescription?.sdp),
    )
  }

  async #setLocal(given?: RTCSessionDescriptionInit): Promise<void> {
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer'
    if (given && given.type !== type) throw new DOMException(`Failed in ${this.signalingState}.`, 'InvalidStateError')
    if (type === 'offer') this.#needsNegotiation = false
    for (const [index, transceiver] of this.#transceivers.entries()) transceiver.mid = String(index)
    const made = given ?? this.#make(type)
    this.localDescription = { ...made, toJSON: () => made }
    this.#enterSignaling(type === 'offer' ? 'have-local-offer' : 'stable')
    this.onicecandidate?.({ candidate: { candidate: 'candidate:1', toJSON: () => ({ candidate: 'candidate:1' }) } })
  }

  async #setRemote(given: RTCSessionDescriptionInit): Promise<void> {
    const isOffer = given.type === 'offer'
    if (!isOffer && this.signalingState !== 'have-local-offer') {
      throw new DOMException(`Failed in ${this.signalingState}.`, 'InvalidStateError')
    }
    if (isOffer && this.signalingState === 'have-local-offer') this.#rollBack()
    this.remoteDescription = given
    for (const [index, kind] of mediaOf(given.sdp).entries()) this.#associate(String(index), kind)
    this.#enterSignaling(isOffer ? 'have-remote-offer' : 'stable')
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.remoteDescription) throw new DOMException('There is no description.', 'InvalidStateError')
    this.candidates.push(candidate)
  }

  /** Ends SCTP and DTLS on the other side, if the network lets that through. */
  close(): void {
    if (this.signalingState === 'closed') return
    const other = this.network.otherOf(this)
    this.signalingState = 'closed'
    this.connectionState = 'closed'
    for (const channel of this.channels) channel.readyState = 'closed'
    if (this.network.isUp && other) queueMicrotask(() => other.loseTransports())
  }

  loseTransports(): void {
    for (const channel of this.channels) channel.end()
    this.sctp?.close()
    this.sctp?.transport.close()
  }

  enter(state: State): void {
    if (state === this.connectionState) return
    this.connectionState = this.iceConnectionState = state
    if (state === 'connected') this.sctp ??= new FakeSctp()
    this.onconnectionstatechange?.({})
    this.dispatchEvent(new Event('connectionstatechange'))
  }

  #needNegotiation(): void {
    if (this.#needsNegotiation) return
    this.#needsNegotiation = true
    queueMicrotask(() => this.#checkNegotiation())
  }

  #checkNegotiation(): void {
    if (this.#operations > 0 || !this.#needsNegotiation || this.signalingState !== 'stable') return
    if (this.network.asksForOffers) this.onnegotiationneeded?.({})
  }

  async #operate(operation: () => Promise<void>): Promise<void> {
    this.#operations++
    await Promise.resolve()
    try {
      if (this.signalingState === 'closed') throw new DOMException('The connection is closed.', 'InvalidStateError')
      await operation()
    } finally {
      this.#operations--
      queueMicrotask(() => this.#checkNegotiation())
    }
  }

  /** What addTransceiver() made is taken up by no later offer of the other side (RFC 9429, section 5.10). */
  #rollBack(): void {
    this.localDescription = this.#stable.local
    for (const transceiver of this.#transceivers.slice(this.#stable.transceivers)) transceiver.mid = null
  }

  #associate(mid: string, kind: string): void {
    let transceiver = this.#transceivers.find((known) => known.mid === mid)
    if (!transceiver) {
      transceiver = new FakeTransceiver(kind, 'recvonly')
      transceiver.mid = mid
      this.#transceivers.push(transceiver)
    }
    this.ontrack?.({ track: { kind, id: `${this.fingerprint}-${mid}` }, transceiver })
  }

  #enterSignaling(state: RTCSignalingState): void {
    this.signalingState = state
    this.dispatchEvent(new Event('signalingstatechange'))
    if (state !== 'stable') return
    this.#stable = { local: this.localDescription, transceivers: this.#transceivers.length }
    queueMicrotask(() => {
      this.network.connect(this)
      this.#checkNegotiation()
    })
  }
}

/** All connections of a test, and what is between them. */
export class FakeNetwork {
  readonly connections: FakeConnection[] = []
  isUp = true
  /** Whether connections ask for an offer by themselves, as browsers do some time after there is need for one. */
  asksForOffers = true

  /** Stands in for the browser's connections and streams until the test is over. */
  static install(): FakeNetwork {
    const network = new FakeNetwork()
    const browser = {
      RTCPeerConnection: globalThis.RTCPeerConnection,
      MediaStream: globalThis.MediaStream,
      RTCRtpReceiver: globalThis.RTCRtpReceiver,
    }
    onTestFinished(() => void Object.assign(globalThis, browser))
    const RTCPeerConnection = class extends FakeConnection {
      constructor() {
        super(network)
      }
    }
    const RTCRtpReceiver = { getCapabilities: () => ({ codecs: SOUND_CODECS }) }
    Object.assign(globalThis, { RTCPeerConnection, RTCRtpReceiver, MediaStream: FakeStream })
    return network
  }

  get latest(): FakeConnection {
    const latest = this.connections.at(-1)
    if (!latest) throw new Error('There is no connection yet.')
    return latest
  }

  /** The one that this one is, or may be, connected to. */
  otherOf(connection: FakeConnection): FakeConnection | undefined {
    const other = this.connections.find(
      ({ fingerprint }) => fingerprint === fingerprintOf(connection.remoteDescription?.sdp),
    )
    return fingerprintOf(other?.remoteDescription?.sdp) === connection.fingerprint ? other : undefined
  }

  connect(connection: FakeConnection): void {
    const other = this.otherOf(connection)
    if (!this.isUp || connection.signalingState !== 'stable' || other?.signalingState !== 'stable') return
    for (const end of [connection, other]) end.enter('connected')
    this.pair(connection)
    this.pair(other)
  }

  /** Gives the other side the channels that it does not have yet. */
  pair(connection: FakeConnection): void {
    const other = this.otherOf(connection)
    if (connection.connectionState !== 'connected' || !other) return
    for (const channel of connection.channels.filter((made) => !made.other)) {
      const theirs = new FakeChannel(channel.label)
      channel.other = theirs
      theirs.other = channel
      other.channels.push(theirs)
      other.ondatachannel?.({ channel: theirs })
      theirs.open()
      channel.open()
    }
  }

  /** Lets nothing through any more, and has the connections notice. */
  cut(): void {
    this.isUp = false
    for (const connection of this.connections) {
      if (connection.connectionState === 'connected') connection.enter('disconnected')
    }
  }
}
