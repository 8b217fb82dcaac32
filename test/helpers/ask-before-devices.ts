import type { Page } from 'playwright'

/** Has the browser ask before it gives devices: the person allows them where the page hears the event `allow`. */
export const askBeforeDevices = (page: Page) =>
  page.addInitScript(() => {
    const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    const allowed = new Promise((resolve) => addEventListener('allow', resolve, { once: true }))
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      await allowed
      return getUserMedia(constraints)
    }
    Object.defineProperty(PermissionStatus.prototype, 'state', { get: () => 'prompt' })
  })
