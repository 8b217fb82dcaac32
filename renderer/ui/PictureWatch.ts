import type { ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { within } from '../../common/within.js'
import type { RemotePeer } from '../call/call.js'
import { FrozenPicture, type Glance } from '../call/frozen-picture.js'
import type { Source } from '../call/transceivers.js'
import type { Calling } from '../state/calling.js'

const EVERY_MS = 1_000
/** A browser that does not answer is not waited for. */
const ANSWER_MS = 3_000

/** Has the link to a person made anew where their picture, or that of their screen, is decoded and does not show. */
export function PictureWatch({ calling }: { calling: Calling }) {
  useEffect(() => watchPictures(calling.peers), [calling])
  return null
}

/** The same, until the function that comes back is called. Statistics are read of what stands still alone. */
export function watchPictures(peers: ReadonlySignal<readonly RemotePeer[]>): () => void {
  const frames = new ShownFrames()
  const pictures = new Map<string, FrozenPicture>()
  const look = (peer: RemotePeer, source: 'camera' | 'screen', stream: MediaStream) => {
    const key = `${source} ${peer.id}`
    const picture = pictures.get(key) ?? new FrozenPicture()
    pictures.set(key, picture)
    if (picture.look(glanceAt(stream, peer, frames), performance.now())) void count(picture, peer, source)
  }
  const timer = setInterval(() => {
    for (const peer of peers.peek()) {
      look(peer, 'camera', peer.stream)
      look(peer, 'screen', peer.screen)
    }
  }, EVERY_MS)
  return () => clearInterval(timer)
}

function glanceAt(stream: MediaStream, peer: RemotePeer, frames: ShownFrames): Glance {
  const video = [...document.querySelectorAll('video')].find(({ srcObject }) => srcObject === stream)
  const shown = video && frames.of(video)
  const isVisible = video !== undefined && peer.state.peek() === 'connected' && isInView(video)
  return { shown: shown ?? '', isVisible: isVisible && shown !== undefined }
}

async function count(picture: FrozenPicture, peer: RemotePeer, source: Source): Promise<void> {
  const report = await within(peer.report(), ANSWER_MS)
  const inbound = report?.entries.findLast(
    ({ type, mid }) => type === 'inbound-rtp' && report.sourceOf(String(mid)) === source,
  )
  const decoded = report && Number(inbound?.['framesDecoded'] ?? 0)
  if (picture.count(decoded, performance.now())) peer.renew()
}

/** Counts what elements show; their `currentTime` goes on with the sound. */
class ShownFrames {
  readonly #counts = new WeakMap<HTMLVideoElement, number>()
  readonly #awaited = new WeakSet<HTMLVideoElement>()

  /** Another where a frame was shown since the last look; undefined where the browser does not tell. */
  of(video: HTMLVideoElement): string | undefined {
    const { totalVideoFrames } = video.getVideoPlaybackQuality()
    if ('requestVideoFrameCallback' in video) this.#await(video)
    else if (totalVideoFrames === 0) return undefined
    return `${this.#counts.get(video) ?? 0} ${totalVideoFrames}`
  }

  /** One frame a look: a page that is told of a frame is drawn anew for it. */
  #await(video: HTMLVideoElement): void {
    if (this.#awaited.has(video)) return
    this.#awaited.add(video)
    video.requestVideoFrameCallback(() => {
      this.#awaited.delete(video)
      this.#counts.set(video, (this.#counts.get(video) ?? 0) + 1)
    })
  }
}

function isInView(video: HTMLVideoElement): boolean {
  const { top, bottom, left, right } = video.getBoundingClientRect()
  const isOnScreen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && bottom > top
  return document.visibilityState === 'visible' && !video.paused && isOnScreen
}
