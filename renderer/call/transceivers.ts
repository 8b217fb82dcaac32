import { offerWhatIsUsed } from './codecs.js'
import { beginSmall, tuneSound } from './tuning/parameters.js'

/** What a connection carries each way: one transceiver each, in the order of the offer's media sections. */
const SOURCES = { microphone: 'audio', camera: 'video', screen: 'video', screenSound: 'audio' } as const
export type Source = keyof typeof SOURCES
export type Tracks = Readonly<Record<Source, MediaStreamTrack | null>>
export const NO_TRACKS: Tracks = { microphone: null, camera: null, screen: null, screenSound: null }

const NAMES = Object.keys(SOURCES) as Source[]

/**
 * The transceivers of one connection, which are there from the first offer on, whatever there is to send: turning
 * something on or off swaps a track within one of them and never negotiates.
 */
export class Transceivers {
  #tracks = NO_TRACKS

  /**
   * `streams` are those that outgoing tracks belong to, so that the other side keeps what is of one stream in sync. Without
   * them nothing is sent, whatever the other side offers.
   */
  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly streams: Readonly<Record<Source, MediaStream>> | undefined,
    private readonly report: (what: string, error: unknown) => void,
  ) {}

  /** Makes them, on the side that offers first; the other has them from the offer. */
  create(): void {
    if (!this.streams) return
    for (const source of NAMES) this.pc.addTransceiver(SOURCES[source], { direction: 'inactive' })
    this.prepare()
  }

  /** Has transceivers that were not there before described as sending; they do once they are described, by `attach`. */
  prepare(): void {
    if (!this.streams) return
    for (const [source, transceiver] of this.#known()) {
      if (transceiver.direction === 'sendrecv') continue
      offerWhatIsUsed(transceiver, SOURCES[source], source === 'microphone')
      transceiver.direction = 'sendrecv'
      transceiver.sender.setStreams(this.streams[source])
    }
  }

  /** Sends these tracks from now on. */
  send(tracks: Tracks): void {
    this.#tracks = tracks
    this.attach()
  }

  /** Has the transceivers that there are send what there is to send. */
  attach(): void {
    if (!this.streams) return
    for (const [source, { sender }] of this.#known()) {
      const track = this.#tracks[source]
      if (SOURCES[source] === 'audio') void tuneSound(sender, track?.contentHint === 'music')
      if (sender.track === track) continue
      if (source === 'camera' && track && isYetToConnect(this.pc)) void beginSmall(sender, track)
      sender.replaceTrack(track).catch((error) => this.report(`Sending ${source} failed`, error))
    }
  }

  /** Whether what comes of the microphone is music. */
  get hasMusic(): boolean {
    return this.#tracks.microphone?.contentHint === 'music'
  }

  /** Undefined before it is made. */
  of(source: Source): RTCRtpTransceiver | undefined {
    return this.pc.getTransceivers()[NAMES.indexOf(source)]
  }

  /** Those that this page knows a use for. */
  #known(): (readonly [Source, RTCRtpTransceiver])[] {
    return this.pc.getTransceivers().flatMap((transceiver, index) => {
      const source = NAMES[index]
      return source ? [[source, transceiver] as const] : []
    })
  }

  /** Undefined for one that this page knows no use for. */
  sourceOf(transceiver: RTCRtpTransceiver): Source | undefined {
    return NAMES[this.pc.getTransceivers().indexOf(transceiver)]
  }

  /** The same, of a transceiver by the id of its media section. */
  sourceOfMid(mid: string): Source | undefined {
    return NAMES[this.pc.getTransceivers().findIndex((transceiver) => transceiver.mid === mid)]
  }
}

const isYetToConnect = ({ connectionState }: RTCPeerConnection) =>
  connectionState === 'new' || connectionState === 'connecting'
