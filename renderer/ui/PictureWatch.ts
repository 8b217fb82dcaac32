import { useEffect } from 'preact/hooks'
import type { RemotePeer } from '../call/call.js'
import { FrozenPicture } from '../call/frozen-picture.js'
import type { Source } from '../call/transceivers.js'
import type { Calling } from '../state/calling.js'

const EVERY_MS = 1_000

/** Has the link to a person made anew where their picture, or that of their screen, is decoded and does not show. */
export function PictureWatch({ calling }: { calling: Calling }) {
  useEffect(() => {
    const pictures = new Map<string, FrozenPicture>()
    const shown = new ShownFrames()
    const timer = setInterval(() => {
      for (const peer of calling.peers.peek()) {
        void framesDecoded(peer).then((decoded) => {
          for (const [source, stream] of [
            ['camera', peer.stream],
            ['screen', peer.screen],
          ] as const) {
            const key = `${source} ${peer.id}`
            const picture = pictures.get(key) ?? new FrozenPicture()
            pictures.set(key, picture)
            look(picture, shown, peer, { stream, decoded: decoded[source] ?? 0 })
          }
        })
      }
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [calling])
  return null
}

/** Frames of each picture that were decoded so far. */
async function framesDecoded(peer: RemotePeer): Promise<{ readonly [S in Source]?: number }> {
  const report = await peer.report()
  const inbound = (report?.entries ?? []).filter(({ type }) => type === 'inbound-rtp')
  return Object.fromEntries(
    inbound.map((entry) => [report?.sourceOf(String(entry['mid'])), Number(entry['framesDecoded'] ?? 0)]),
  )
}

interface DecodedPicture {
  readonly stream: MediaStream
  readonly decoded: number
}

function look(
  picture: FrozenPicture,
  frames: ShownFrames,
  peer: RemotePeer,
  { stream, decoded }: DecodedPicture,
): void {
  const video = [...document.querySelectorAll('video')].find(({ srcObject }) => srcObject === stream)
  const shown = video && frames.of(video)
  const isVisible = video !== undefined && peer.state.peek() === 'connected' && isInView(video)
  const glance = { decoded, shown: shown ?? '', isVisible: isVisible && shown !== undefined }
  if (picture.look(glance, performance.now())) peer.renew()
}

/** Counts what elements show; their `currentTime` goes on with the sound. */
class ShownFrames {
  readonly #counts = new WeakMap<HTMLVideoElement, number>()

  /** Another with each frame; undefined where the browser does not tell. */
  of(video: HTMLVideoElement): string | undefined {
    const { totalVideoFrames } = video.getVideoPlaybackQuality()
    if ('requestVideoFrameCallback' in video) {
      if (!this.#counts.has(video)) this.#count(video, 0)
    } else if (totalVideoFrames === 0) {
      return undefined
    }
    return `${this.#counts.get(video)} ${totalVideoFrames}`
  }

  #count(video: HTMLVideoElement, frames: number): void {
    this.#counts.set(video, frames)
    video.requestVideoFrameCallback(() => this.#count(video, frames + 1))
  }
}

function isInView(video: HTMLVideoElement): boolean {
  const { top, bottom, left, right } = video.getBoundingClientRect()
  const isOnScreen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && bottom > top
  return document.visibilityState === 'visible' && !video.paused && isOnScreen
}
