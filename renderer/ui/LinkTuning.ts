import { useEffect } from 'preact/hooks'
import type { RemotePeer } from '../call/call.js'
import { Tuning } from '../call/tuning/tuning.js'
import type { Calling } from '../state/calling.js'
import { ShownLines } from '../state/shown-lines.js'
import { statsWatchOf } from '../state/stats-watch-of.js'

const EVERY_MS = 1_000

/** Has each link carry what its two ends have use for and the machine and the network bear. */
export function LinkTuning({ calling }: { calling: Calling }) {
  useEffect(() => {
    const tuning = new Tuning(calling.peers, calling.outgoing, statsWatchOf(calling))
    return () => tuning.stop()
  }, [calling])
  useEffect(() => {
    const shown = new WeakMap<RemotePeer, ShownLines>()
    const look = () => {
      for (const peer of calling.peers.peek()) {
        const lines = shown.get(peer) ?? new ShownLines()
        shown.set(peer, lines)
        tellShown(peer, lines)
      }
    }
    const timer = setInterval(look, EVERY_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [calling])
  return null
}

/** Tells someone how large their pictures are here. */
function tellShown(peer: RemotePeer, lines: ShownLines): void {
  if (peer.state.peek() !== 'connected') return
  const isHidden = document.visibilityState === 'hidden' && document.pictureInPictureElement === null
  const { camera, screen } = peer.media.peek()
  const shown = { camera: camera ? linesOf(peer.stream) : undefined, screen: screen ? linesOf(peer.screen) : undefined }
  const want = lines.look(shown, isHidden, performance.now())
  if (want) peer.control.want(want)
}

/** How many lines of the screen a picture takes; 0 where it is out of sight. */
function linesOf(stream: MediaStream): number {
  const heights = [...document.querySelectorAll('video')].map((video) => {
    const { top, bottom, left, right, height } = video.getBoundingClientRect()
    const isInView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
    if (video.srcObject !== stream) return 0
    return isInView || document.pictureInPictureElement === video ? height * devicePixelRatio : 0
  })
  return Math.max(0, ...heights)
}
