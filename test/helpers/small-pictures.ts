import type { BrowserContext } from 'playwright'

/**
 * Has the cameras of all pages give small pictures, whatever size a page asks for: most tests look at no more than
 * whether they move, and to send large ones takes a good fifth of a call's processor time. To be called before a page is
 * loaded.
 */
export const keepPicturesSmall = (context: BrowserContext) =>
  context.addInitScript(() => {
    // Without a secure origin there are none.
    if (!('MediaDevices' in window)) return
    const { getUserMedia } = MediaDevices.prototype
    MediaDevices.prototype.getUserMedia = function (constraints = {}) {
      const { video } = constraints
      if (!video) return getUserMedia.call(this, constraints)
      const small = { ...(video === true ? {} : video), width: { ideal: 320 }, height: { ideal: 180 } }
      return getUserMedia.call(this, { ...constraints, video: small })
    }
  })
