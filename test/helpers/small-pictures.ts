import type { BrowserContext } from 'playwright'

export const SMALL = { width: 320, height: 180 }
/** What cameras give that are asked for nothing more. */
export const USUAL = { width: 1280, height: 720 }

/**
 * Has the cameras of all pages open with pictures no larger than this, whatever size a page asks for: most tests look at
 * no more than whether they move, and to send large ones takes a good fifth of a call's processor time. To be called
 * before a page is loaded.
 */
export const keepPicturesSmall = (context: BrowserContext, size = SMALL) =>
  context.addInitScript(({ width, height }) => {
    // Without a secure origin there are none.
    if (!('MediaDevices' in window)) return
    const { getUserMedia } = MediaDevices.prototype
    const atMost = (most: number, asked: ConstrainULong | undefined) => {
      const ideal = typeof asked === 'object' ? asked.ideal : asked
      return { ideal: Math.min(most, ideal ?? most) }
    }
    MediaDevices.prototype.getUserMedia = function (constraints = {}) {
      const { video } = constraints
      if (!video) return getUserMedia.call(this, constraints)
      const asked = video === true ? {} : video
      const small = { ...asked, width: atMost(width, asked.width), height: atMost(height, asked.height) }
      return getUserMedia.call(this, { ...constraints, video: small })
    }
  }, size)
