import type { ReadonlySignal } from '@preact/signals-core'
import type { RemotePeer } from './remote-peers.js'
import { change } from './tuning/parameters.js'

const LOOK_MS = 250
/**
 * Sound comes fifty times a second, so that nothing in five looks is no pause of whoever sends it. After twenty the browser has
 * called the link interrupted, or its path is not what is wrong.
 */
const SIGNS_AT_LOOKS: readonly number[] = [5, 10, 20]

/**
 * Watches the paths of a call, until the function that comes back is called. Another address of this machine is told to no
 * page, and its browser takes five seconds and more to call a link interrupted; that whoever sends is heard no more tells
 * sooner. A new path is looked for then, and `onLost` is told once, since the host may be out of reach by the same cause.
 */
export function watchPaths(peers: ReadonlySignal<readonly RemotePeer[]>, onLost: () => void): () => void {
  const watches = new WeakMap<RemotePeer, PathWatch>()
  const timer = setInterval(() => {
    for (const peer of peers.peek()) {
      const watch = watches.get(peer) ?? new PathWatch(peer, onLost)
      watches.set(peer, watch)
      watch.look()
    }
  }, LOOK_MS)
  return () => clearInterval(timer)
}

class PathWatch {
  /** When something came last, as the browser tells it; 0 before. */
  #heardAt = 0
  #silentLooks = 0
  #ports = ''
  #isLost = false

  constructor(
    private readonly peer: RemotePeer,
    private readonly onLost: () => void,
  ) {}

  look(): void {
    const state = this.peer.state.peek()
    if (state === 'interrupted') this.#lose()
    if (state !== 'connected') {
      this.#silentLooks = 0
      return
    }
    this.#lookAtPorts()
    this.#listen()
  }

  #listen(): void {
    const { peer } = this
    const heardAt = lastHeard(peer)
    const { microphone, camera } = peer.media.peek()
    const isSilent = heardAt !== 0 && heardAt === this.#heardAt && (microphone || camera)
    this.#heardAt = heardAt
    this.#silentLooks = isSilent ? this.#silentLooks + 1 : 0
    if (!isSilent) this.#find()
    else if (SIGNS_AT_LOOKS.includes(this.#silentLooks)) {
      peer.link.wake()
      this.#lose()
    }
  }

  #lose(): void {
    if (this.#isLost) return
    this.#isLost = true
    this.onLost()
  }

  #find(): void {
    if (this.#isLost) this.#sendWholePictures()
    this.#isLost = false
  }

  /** What was sent before goes by the former path, of which the other side got nothing where that was lost. */
  #lookAtPorts(): void {
    const before = this.#ports
    this.#ports = portsOf(this.peer)
    if (before !== '' && this.#ports !== before) this.#sendWholePictures()
  }

  /** A picture that missed some goes on with a whole one, for which the other side asks every three seconds. */
  #sendWholePictures(): void {
    for (const source of ['camera', 'screen'] as const) {
      const sender = this.peer.transceiver(source)?.sender
      if (sender?.track) void change(sender, () => {}, { encodingOptions: [{ keyFrame: true }] })
    }
  }
}

function lastHeard(peer: RemotePeer): number {
  const receivers = (['microphone', 'camera'] as const).map((source) => peer.transceiver(source)?.receiver)
  const sources = receivers.flatMap((receiver) => receiver?.getSynchronizationSources() ?? [])
  return Math.max(0, ...sources.map(({ timestamp }) => timestamp))
}

/** The ports of the path in use; empty where there is none, or where the browser does not tell. */
function portsOf(peer: RemotePeer): string {
  const pair = peer.transceiver('microphone')?.receiver.transport?.iceTransport.getSelectedCandidatePair?.()
  return pair ? `${pair.local?.port} ${pair.remote?.port}` : ''
}
