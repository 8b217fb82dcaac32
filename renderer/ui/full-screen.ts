/** Shows an element on all of the screen, or ends that. A browser that does not let it stays as it is. */
export function toggleFullScreen(element: Element | null): void {
  const change = document.fullscreenElement ? document.exitFullscreen() : element?.requestFullscreen()
  change?.catch(() => undefined)
}
