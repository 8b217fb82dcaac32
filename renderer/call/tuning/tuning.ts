import { effect, type ReadonlySignal, signal, type Signal as WritableSignal } from '@preact/signals-core'
import type { Outgoing } from '../outgoing.js'
import type { RemotePeer } from '../remote-peers.js'
import type { LinkStats } from '../stats/link-stats.js'
import { MARK_MS, type StatsWatch } from '../stats/stats-watch.js'
import type { Source } from '../transceivers.js'
import {
  BUDGET,
  type Demand,
  FULL_STRENGTH,
  type ScreenHint,
  type Share,
  type Supply,
  shareOut,
  strengthAfter,
} from '../uplink.js'
import { type Effort, effortAfter, LEAST_EFFORT, NO_EFFORT } from './effort.js'
import { hardwareCodec } from './encoder.js'
import { ScreenMotion } from './motion.js'
import { type Preference, putFirst, tuneVideo } from './pictures.js'

/** Letters are to stay sharp, and a film is to move. */
const SCREEN_PREFERENCES: Record<ScreenHint, Preference> = {
  detail: 'maintain-resolution',
  motion: 'maintain-framerate',
}

/** Sound that comes this evenly is played as soon as it is there; else the browser decides how long it waits. */
const EVEN_MS = 10

/** Has each link of a call send what `shareOut` gives it, and receive with as little delay as its network allows. */
export class Tuning {
  readonly #codec = signal<string | undefined>(undefined)
  readonly #strength = signal(FULL_STRENGTH)
  /** The reading that the strength was last told of. */
  #weighed: LinkStats | undefined
  readonly #efforts = new WeakMap<RemotePeer, WritableSignal<Effort>>()
  readonly #motion = new ScreenMotion()
  readonly #stops: (() => void)[]

  constructor(
    private readonly peers: ReadonlySignal<readonly RemotePeer[]>,
    private readonly outgoing: Outgoing,
    private readonly watch: StatsWatch,
  ) {
    this.#stops = [
      watch.look(MARK_MS),
      effect(() => this.#shareOut()),
      effect(() => this.#weigh()),
      effect(() => this.#correctCodecs()),
      effect(() => this.#lookAtScreen()),
      effect(() => this.#receive()),
    ]
    void hardwareCodec().then((codec) => {
      this.#codec.value = codec
    })
  }

  stop(): void {
    for (const stop of this.#stops) stop()
  }

  get #connected(): readonly RemotePeer[] {
    return this.peers.value.filter(({ state }) => state.value === 'connected')
  }

  #shareOut(): void {
    const peers = this.#connected
    const demands = peers.map((peer) => this.#demandOf(peer))
    const pixels = BUDGET.pixels * this.#strength.value.share
    const supply = supplyOf(this.outgoing)
    const shares = shareOut(demands, supply, { ...BUDGET, pixels })
    const ofScreen = SCREEN_PREFERENCES[this.outgoing.screen.hint.value]
    for (const [index, peer] of peers.entries()) {
      const share = shares[index]
      if (!share) continue
      const codec = this.#effortOf(peer).value.isLeast ? LEAST_EFFORT : this.#codec.value
      tune(peer, { camera: supply.camera && share.camera, screen: supply.screen && share.screen }, ofScreen, codec)
    }
  }

  #demandOf(peer: RemotePeer): Demand {
    const { camera, screen } = peer.control.wanted.value ?? {}
    return { camera, screen, isPoor: this.watch.linkTo(peer).isPoorOut.value }
  }

  get #readings(): readonly (readonly LinkStats[])[] {
    return this.#connected.map((peer) => this.watch.linkTo(peer).readings.value)
  }

  /** Takes in what the encoders say. */
  #weigh(): void {
    const all = this.#readings
    const [first = []] = all
    const latest = first.at(-1)
    // Once each time that all are read, so that many links make a machine no stronger sooner.
    if (!latest || latest === this.#weighed) return
    this.#weighed = latest
    const isLimited = all.some((readings) => isLimitedByCpu(readings.at(-1)))
    this.#strength.value = strengthAfter(this.#strength.peek(), isLimited)
  }

  #effortOf(peer: RemotePeer): WritableSignal<Effort> {
    const effort = this.#efforts.get(peer) ?? signal(NO_EFFORT)
    this.#efforts.set(peer, effort)
    return effort
  }

  #correctCodecs(): void {
    for (const peer of this.#connected) {
      const effort = this.#effortOf(peer)
      effort.value = effortAfter(effort.peek(), this.watch.linkTo(peer).readings.value.at(-1))
    }
  }

  /** Takes in what is on the shared screen, when another is shared and each time that a link is read. */
  #lookAtScreen(): void {
    const { screen } = this.outgoing.tracks.value
    const sent = this.#readings.map((readings) => readings.at(-1)?.sent.screen?.framesPerSecond ?? 0)
    const hint = this.#motion.look(screen, Math.max(0, ...sent), performance.now())
    this.outgoing.screen.hint.value = hint
    if (screen && screen.contentHint !== hint) screen.contentHint = hint
  }

  #receive(): void {
    for (const peer of this.#connected) {
      const link = this.watch.linkTo(peer)
      const jitterMs = link.readings.value.at(-1)?.received.microphone?.jitterMs
      const isEven = jitterMs !== undefined && jitterMs < EVEN_MS && !link.isPoor.value
      for (const source of ['microphone', 'camera'] as const) {
        const receiver: Receiver | undefined = peer.transceiver(source)?.receiver
        const target = isEven ? 0 : null
        if (receiver && 'jitterBufferTarget' in receiver && receiver.jitterBufferTarget !== target) {
          receiver.jitterBufferTarget = target
        }
      }
    }
  }
}

/** W3C WebRTC 1.0 has it, in milliseconds; TypeScript's DOM does not everywhere. */
type Receiver = RTCRtpReceiver & { jitterBufferTarget?: number | null }

/** A sender that has nothing to send stays as it is. */
function tune(
  peer: RemotePeer,
  { camera, screen }: { [S in keyof Share]: Share[S] | 0 | undefined },
  ofScreen: Preference,
  codec?: string,
): void {
  const senderOf = (source: Source) => peer.transceiver(source)?.sender
  const [cameraSender, screenSender, microphoneSender] = [
    senderOf('camera'),
    senderOf('screen'),
    senderOf('microphone'),
  ]
  if (cameraSender && camera) void tuneVideo(cameraSender, camera, 'maintain-framerate', codec)
  if (screenSender && screen) void tuneVideo(screenSender, screen, ofScreen, codec)
  if (microphoneSender) void putFirst(microphoneSender)
}

function supplyOf({ tracks, quality, screen: { hint } }: Outgoing): Supply {
  const { camera, screen } = tracks.value
  const shown = screen?.getSettings()
  const taken = camera?.getSettings()
  return {
    quality: quality.value,
    camera: camera ? Math.min(taken?.width ?? 1280, taken?.height ?? 720) : undefined,
    screen: screen ? { width: shown?.width ?? 1920, height: shown?.height ?? 1080, hint: hint.value } : undefined,
  }
}

const isLimitedByCpu = (stats: LinkStats | undefined) =>
  Object.values(stats?.sent ?? {}).some(({ limitedBy }) => limitedBy === 'cpu')
