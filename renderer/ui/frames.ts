import { options } from 'preact'

/** How long a change waits for a frame that does not come, since the page is hidden meanwhile. */
const WITHOUT_FRAME_MS = 100

/**
 * Draws changes once a frame at most. What a host or a peer says is then taken in, and answered, before any of it is
 * drawn, and several changes are drawn in one go. A page that is hidden, and has no frames, still rings at once.
 */
export function drawByFrame(): void {
  options.debounceRendering = (draw) => {
    if (document.hidden) return queueMicrotask(draw)
    const drawOnce = () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      draw()
    }
    const frame = requestAnimationFrame(drawOnce)
    const timer = setTimeout(drawOnce, WITHOUT_FRAME_MS)
  }
}
